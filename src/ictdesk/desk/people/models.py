"""Users and seats (control plane); members and API keys (cell)."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from ictdesk.desk.workspaces.models import Team
from ictdesk.kernel.datamap import impersonal, paths, personal
from ictdesk.kernel.datamap.fields import AGENT, SIGN_IN
from ictdesk.kernel.ids import new_id
from ictdesk.kernel.tenancy.fields import CellForeignKey
from ictdesk.kernel.tenancy.models import CellModel
from ictdesk.kernel.vault.sealed import SealedText

ACCOUNT: dict[str, Any] = {
    "purposes": (SIGN_IN,),
    "subjects": (AGENT,),
    "retention": "membership.ended",
    "erasure": "delete",
}


class UserManager(BaseUserManager["User"]):
    """Makes users; the address is kept in one form."""

    def create_user(self, email: str, password: str | None = None) -> "User":
        user = self.model(email=self.normalize_email(email).casefold())
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """Somebody who can sign in. Names and roles are the workspaces' business: see `Member`."""

    id = impersonal(models.UUIDField(primary_key=True, default=new_id, editable=False), "id of the user")
    email = personal(models.EmailField(unique=True), "user.contact.email", rectifiable=True, **ACCOUNT)
    password = personal(
        models.CharField(max_length=128), "user.authorization.password", access="existence", **ACCOUNT
    )
    last_login = personal(
        models.DateTimeField(blank=True, null=True), "user.telemetry", source="observed", **ACCOUNT
    )
    is_active = impersonal(models.BooleanField(default=True), "whether sign-in is allowed")
    created_at = impersonal(models.DateTimeField(auto_now_add=True), "when the account was made")

    objects: ClassVar[UserManager] = UserManager()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    class Meta:
        db_table = "user_account"

    def __str__(self) -> str:
        return str(self.id)


class Seat(models.Model):
    """That a user belongs to a workspace: which desks to offer after sign-in. The role is in the cell."""

    id = impersonal(models.UUIDField(primary_key=True, default=new_id, editable=False), "id of the row")
    user = personal(
        models.ForeignKey(User, models.CASCADE, related_name="seats"),
        "user.workplace",
        source="ours",
        **ACCOUNT,
    )
    workspace_id = impersonal(models.UUIDField(), "which workspace")

    class Meta:
        db_table = "seat"
        constraints = [models.UniqueConstraint(fields=["workspace_id", "user"], name="seat_one")]

    def __str__(self) -> str:
        return str(self.workspace_id)


class Member(CellModel):
    """A user in a workspace, with the name that colleagues and visitors see."""

    person = paths.member("id")

    user_id = personal(models.UUIDField(), "user.unique_id", source="ours", **ACCOUNT)
    subject_id = personal(models.UUIDField(), "user.unique_id", source="ours", **ACCOUNT)
    name = personal(
        SealedText(), "user.name", rectifiable=True, subjects=(AGENT,), retention="membership.ended"
    )
    role = personal(models.CharField(max_length=16), "user.workplace", source="ours", **ACCOUNT)
    signature = personal(
        SealedText(null=True), "user.name", rectifiable=True, subjects=(AGENT,), retention="membership.ended"
    )
    """What stands below their mails; empty: their name and the workspace's."""
    notify = personal(models.JSONField(default=dict), "user.account.settings", rectifiable=True, **ACCOUNT)
    """How they want to be told of what comes: see `notifying`. Empty: they never said."""
    lead = personal(
        models.CharField(max_length=4, blank=True, default=""), "user.workplace", source="ours", **ACCOUNT
    )
    """`lead` or `dpo` for the data protection lead of the workspace, who may be its officer (Art. 37 GDPR)."""
    active = impersonal(models.BooleanField(default=True), "whether the membership is in force")
    created_at = impersonal(models.DateTimeField(auto_now_add=True), "when the membership began")
    ended_at = impersonal(models.DateTimeField(null=True), "when it last ended")
    forgotten_at = impersonal(models.DateTimeField(null=True), "when name and account were forgotten")

    class Meta:
        db_table = "member"
        constraints = [
            models.UniqueConstraint(fields=["workspace_id", "user_id"], name="member_one"),
            models.CheckConstraint(
                condition=models.Q(role__in=["owner", "admin", "agent", "privacy_officer", "viewer"]),
                name="member_role",
            ),
            models.UniqueConstraint(
                fields=["workspace_id"], condition=~models.Q(lead=""), name="member_lead_one"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.id}"


class TeamMember(CellModel):
    """That a member belongs to a team."""

    person = paths.member("member_id")

    team = impersonal(CellForeignKey(Team, related_name="seats"), "which team")
    member = personal(
        CellForeignKey(Member, related_name="teams"), "user.workplace", source="ours", **ACCOUNT
    )

    class Meta:
        db_table = "team_member"
        constraints = [
            models.UniqueConstraint(fields=["workspace_id", "team", "member"], name="team_member_one")
        ]
        indexes = [models.Index(fields=["workspace_id", "member"], name="team_member_of")]

    def __str__(self) -> str:
        return str(self.id)


class ApiKey(CellModel):
    """A program's key: only its digest is kept."""

    person = paths.member("made_by_id")

    name = impersonal(models.CharField(max_length=80), "what the key is for, as its maker called it")
    digest = impersonal(models.BinaryField(max_length=32), "SHA-256 of a random secret")
    scopes = impersonal(models.JSONField(default=list), "what the key may do")
    made_by = personal(CellForeignKey(Member, related_name="+"), "user.workplace", source="ours", **ACCOUNT)
    created_at = impersonal(models.DateTimeField(auto_now_add=True), "when it was made")
    expires_at = impersonal(models.DateTimeField(null=True), "when it ends")
    revoked_at = impersonal(models.DateTimeField(null=True), "when it was withdrawn")
    last_used_on = impersonal(models.DateField(null=True), "day of the last use by a program")

    class Meta:
        db_table = "api_key"
        constraints = [models.UniqueConstraint(fields=["workspace_id", "digest"], name="api_key_digest")]

    def __str__(self) -> str:
        return self.name
