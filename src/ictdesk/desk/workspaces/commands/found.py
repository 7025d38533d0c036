"""Make a workspace: its entry in the directory, its keys, its first settings."""

from django.utils.translation import gettext_noop as _

from ictdesk.desk.workspaces.models import Status, Workspace
from ictdesk.kernel.errors import Conflict
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.kernel.tenancy.models import WorkspaceEntry
from ictdesk.kernel.vault import keyring

STATUSES = (
    ("Open", "open", _("We are on it")),
    ("Waiting for customer", "waiting", _("We wait for your answer")),
    ("Snoozed", "snoozed", _("We come back to it")),
    ("Solved", "solved", _("Solved")),
)


def found_workspace(*, slug: str, name: str, region: str = "eu") -> WorkspaceEntry:
    """Makes a workspace, or finishes making one that was begun.

    It spans both planes, so it is a row of steps each of which may be repeated, and not one transaction.
    Raises `Conflict` when the address is taken by a workspace with another name, or was one's that has ended.
    """
    entry, _ = WorkspaceEntry.objects.get_or_create(slug=slug, defaults={"region": region})
    if entry.state:
        raise Conflict("This address was another workspace's.")
    with workspace_scope(entry.id):
        keyring.make_workspace_key()
        settings, _ = Workspace.objects.get_or_create(id=entry.id, defaults={"slug": slug, "name": name})
        if settings.name != name:
            raise Conflict("This address is taken.")
        for position, (label, category, public_label) in enumerate(STATUSES):
            Status.objects.get_or_create(
                name=label,
                defaults={"category": category, "public_label": public_label, "position": position},
            )
    return entry
