"""The settings of a workspace."""

from django.db import models

from ictdesk.kernel.datamap import impersonal, paths
from ictdesk.kernel.tenancy.fields import CellForeignKey
from ictdesk.kernel.tenancy.models import CellModel

SETTING = "a setting of the organisation"


class Workspace(CellModel):
    """One row in each workspace; its id is the workspace's."""

    person = paths.SETTINGS

    slug = impersonal(models.SlugField(max_length=63), SETTING)
    name = impersonal(models.CharField(max_length=120), SETTING)
    color = impersonal(models.CharField(max_length=7, default="#0f766e"), SETTING)
    greeting = impersonal(models.CharField(max_length=300, default="How can we help?"), SETTING)
    offline_text = impersonal(
        models.CharField(max_length=300, default="We are away. Leave your address and we answer by mail."),
        SETTING,
    )
    time_zone = impersonal(models.CharField(max_length=64, default="UTC"), SETTING)
    hours = impersonal(models.JSONField(default=dict), SETTING)
    """Weekday number (0 is Monday) to a list of ["09:00", "17:00"]; empty: always open."""
    holidays_of = impersonal(models.CharField(max_length=40, blank=True), SETTING)
    """Country, or country-region, whose public holidays are closed days; empty: none."""
    closed_days = impersonal(models.JSONField(default=list), SETTING)
    """Days of the workspace's own: [{"day": "2027-01-02", "name": "Stocktaking"}], in order."""
    second_step = impersonal(models.BooleanField(default=False), SETTING)
    """Whether members need a second step, or a passkey, to get in."""
    sign_in_hours = impersonal(models.IntegerField(default=0), SETTING)
    """After how many hours members prove again who they are; 0: as long as the browser's session lasts."""
    file_limit = impersonal(models.BigIntegerField(default=20 * 1024 * 1024), SETTING)
    created_at = impersonal(models.DateTimeField(auto_now_add=True), "when the workspace was made")
    ends_at = impersonal(
        models.DateTimeField(null=True), "when the workspace comes to its end, if it was asked for"
    )
    """From the asking on nothing new is written: see `kernel.command` and `conversations.append`."""
    purposes = impersonal(
        models.JSONField(default=dict), "which processing is switched off, or on until when"
    )
    """Set by `trust.records` alone; read with every scope: see `kernel.purposes`."""
    end_told = impersonal(
        models.IntegerField(null=True), "how many days before the end its owners were told last"
    )

    class Meta:
        db_table = "workspace"

    def __str__(self) -> str:
        return self.name


class Notice(CellModel):
    """One version of the text above the first message. Versions are never changed, only followed."""

    person = paths.SETTINGS

    version = impersonal(models.IntegerField(), "count of the versions")
    text = impersonal(models.CharField(max_length=600), SETTING)
    privacy_url = impersonal(models.URLField(max_length=300, blank=True), SETTING)
    published_at = impersonal(models.DateTimeField(auto_now_add=True), "when this version began")

    class Meta:
        db_table = "notice"
        constraints = [models.UniqueConstraint(fields=["workspace_id", "version"], name="notice_version")]

    def __str__(self) -> str:
        return f"version {self.version}"


class Inbox(CellModel):
    """A way in. A chat inbox has a widget key and the origins of the pages that may show it."""

    person = paths.SETTINGS

    name = impersonal(models.CharField(max_length=80), SETTING)
    channel = impersonal(models.CharField(max_length=8, default="chat"), SETTING)
    widget_key = impersonal(models.CharField(max_length=80), "public key in the page's source")
    allowed_origins = impersonal(models.JSONField(default=list), SETTING)
    prechat = impersonal(models.JSONField(default=list), SETTING)
    mail_local = impersonal(models.CharField(max_length=40, blank=True, default=""), SETTING)
    """What stands before the @ of its e-mail address, in small letters; empty: it takes no mail."""
    active = impersonal(models.BooleanField(default=True), SETTING)

    class Meta:
        db_table = "inbox"
        constraints = [
            models.UniqueConstraint(fields=["workspace_id", "widget_key"], name="inbox_key"),
            models.UniqueConstraint(
                fields=["workspace_id", "mail_local"],
                condition=~models.Q(mail_local=""),
                name="inbox_mail_local",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class SigningKey(CellModel):
    """A key with which a website signs who its visitors are. The secret is derived from the id, and not kept."""

    person = paths.SETTINGS

    inbox = impersonal(CellForeignKey(Inbox, related_name="signing_keys"), "which way in")
    created_at = impersonal(models.DateTimeField(), "when it was made")
    withdrawn_at = impersonal(models.DateTimeField(null=True), "when it was withdrawn")

    class Meta:
        db_table = "signing_key"
        indexes = [models.Index(fields=["workspace_id", "inbox"], name="signing_key_of")]

    def __str__(self) -> str:
        return str(self.id)


class Status(CellModel):
    """The workspace's own name for a state, in a fixed category, with the label that visitors see."""

    person = paths.SETTINGS

    name = impersonal(models.CharField(max_length=40), SETTING)
    category = impersonal(models.CharField(max_length=8), "open, waiting, snoozed or solved")
    public_label = impersonal(models.CharField(max_length=40), SETTING)
    position = impersonal(
        models.IntegerField(default=0), "order in lists; the first of a category is its default"
    )

    class Meta:
        db_table = "status"
        constraints = [
            models.UniqueConstraint(fields=["workspace_id", "name"], name="status_name"),
            models.CheckConstraint(
                condition=models.Q(category__in=["open", "waiting", "snoozed", "solved"]),
                name="status_category",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class TicketType(CellModel):
    """The workspace's own name for a kind of work: a question, a fault, a wish."""

    person = paths.SETTINGS

    name = impersonal(models.CharField(max_length=40), SETTING)
    position = impersonal(models.IntegerField(default=0), "order in lists")

    class Meta:
        db_table = "ticket_type"
        constraints = [models.UniqueConstraint(fields=["workspace_id", "name"], name="ticket_type_name")]

    def __str__(self) -> str:
        return self.name


class Tag(CellModel):
    """A word that the workspace puts on conversations."""

    person = paths.SETTINGS

    name = impersonal(models.CharField(max_length=40), SETTING)

    class Meta:
        db_table = "tag"
        constraints = [models.UniqueConstraint(fields=["workspace_id", "name"], name="tag_name")]

    def __str__(self) -> str:
        return self.name


class Team(CellModel):
    """A group of members that takes conversations together."""

    person = paths.SETTINGS

    name = impersonal(models.CharField(max_length=80), SETTING)

    class Meta:
        db_table = "team"
        constraints = [models.UniqueConstraint(fields=["workspace_id", "name"], name="team_name")]

    def __str__(self) -> str:
        return self.name


class CannedReply(CellModel):
    """A text that is written often, found by its shortcut. Words in {{ }} are filled in when it is used."""

    person = paths.SETTINGS

    shortcut = impersonal(models.CharField(max_length=40), SETTING)
    title = impersonal(models.CharField(max_length=80), SETTING)
    body = impersonal(models.TextField(max_length=4000), SETTING)
    team = impersonal(
        CellForeignKey(Team, null=True, related_name="+"), "whom it is offered to; empty: everybody"
    )

    class Meta:
        db_table = "canned_reply"
        constraints = [
            models.UniqueConstraint(fields=["workspace_id", "shortcut"], name="canned_reply_shortcut")
        ]

    def __str__(self) -> str:
        return self.shortcut
