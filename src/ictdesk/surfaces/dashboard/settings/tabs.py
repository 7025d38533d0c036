"""The settings' own menu: its pages in groups, each with the right that it needs."""

from typing import NamedTuple

from django.utils.translation import gettext_lazy as _


class Tab(NamedTuple):
    """A page of the settings: the word after `settings-` in its name, what it is called, who may open it."""

    name: str
    word: object
    needs: str

    @property
    def page(self) -> str:
        return f"settings-{self.name}"


MANAGE, EVERYBODY = "workspace.manage", "conversation.read"
GROUPS: tuple[tuple[object, tuple[Tab, ...]], ...] = (
    (
        _("Workspace"),
        (
            Tab("workspace", _("General"), MANAGE),
            Tab("holidays", _("Holidays"), MANAGE),
            Tab("notice", _("Notice"), MANAGE),
            Tab("inboxes", _("Inboxes"), MANAGE),
            Tab("start", _("First steps"), MANAGE),
            Tab("plan", _("Plan"), "owner.manage"),
            Tab("take-along", _("Take along"), "owner.manage"),
            Tab("end", _("End"), "owner.manage"),
        ),
    ),
    (
        _("Mail"),
        (
            Tab("senders", _("Domains"), MANAGE),
            Tab("mailboxes", _("Mailboxes"), MANAGE),
            Tab("templates", _("Templates"), MANAGE),
            Tab("failed", _("Failed mail"), MANAGE),
        ),
    ),
    (
        _("Answers"),
        (
            Tab("canned", _("Canned replies"), MANAGE),
            Tab("macros", _("Macros"), "conversation.tag"),
            Tab("tags", _("Tags"), MANAGE),
            Tab("statuses", _("Statuses"), MANAGE),
            Tab("types", _("Ticket types"), MANAGE),
            Tab("fields", _("Ticket fields"), MANAGE),
            Tab("promises", _("Promises"), MANAGE),
        ),
    ),
    (
        _("People"),
        (
            Tab("members", _("Members"), "member.manage"),
            Tab("teams", _("Teams"), MANAGE),
            Tab("roles", _("Roles"), EVERYBODY),
            Tab("security", _("Security"), MANAGE),
            Tab("attributes", _("Attributes"), MANAGE),
            Tab("data-map", _("Data map"), EVERYBODY),
            Tab("keys", _("API keys"), "key.manage"),
        ),
    ),
    (
        _("You"),
        (
            Tab("profile", _("Profile"), EVERYBODY),
            Tab("notifications", _("Notifications"), EVERYBODY),
        ),
    ),
)


def tabs_for(can: list[str]) -> list[tuple[object, list[Tab]]]:
    """The groups with the pages that these rights open."""
    open_to = [(word, [tab for tab in tabs if tab.needs in can]) for word, tabs in GROUPS]
    return [(word, tabs) for word, tabs in open_to if tabs]
