"""Make the vendor's workspace: at the first start, and again after any start that broke off."""

from collections.abc import Callable

from django.conf import settings

from ictdesk.business.vendor import queries, words
from ictdesk.desk.workspaces import commands as workspaces
from ictdesk.desk.workspaces import queries as desks
from ictdesk.desk.workspaces.models import Inbox, TicketType, Workspace
from ictdesk.kernel.actor import System
from ictdesk.kernel.errors import Conflict, NotFound
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.kernel.tenancy.models import CONTROLLER, WorkspaceEntry
from ictdesk.privacy.consent import commands as consent
from ictdesk.privacy.consent.models import ConsentPurpose

US = System("vendor")


def found() -> WorkspaceEntry:
    """The vendor's workspace; each step is done unless it is. What its members changed since stays as it is.

    Raises `Conflict` when a customer has its address.
    """
    try:
        entry = queries.entry()
    except NotFound:
        entry = _begin()
    with workspace_scope(entry.id):
        Workspace.objects.select_for_update().find(id=entry.id)  # two starts at once: one after the other
        if desks.current_notice() is None:
            workspaces.publish_notice(
                actor=US, text=words.NOTICE, privacy_url=f"{settings.ICTDESK_BASE_URL}/privacy"
            )
        _inboxes()
        for name in words.TICKET_TYPES:
            if not TicketType.objects.filter(name=name).exists():
                workspaces.make_ticket_type(actor=US, name=name)
        _purpose(words.NEWSLETTER, "Newsletter", words.newsletter)
        _purpose(words.SUBPROCESSORS, "Changes of sub-processors", words.subprocessors)
        if settings.ICTDESK_SITE.count_returning:
            _kept_in_browsers(words.RETURNING, "Returning visitors of the site", words.returning)
    return entry


def _purpose(key: str, name: str, texts: Callable[[str], dict[str, str]]) -> None:
    if not ConsentPurpose.objects.filter(key=key).exists():
        said = texts(settings.ICTDESK_SITE.name)
        consent.make_purpose(actor=US, key=key, name=name, use="marketing.communications.email", texts=said)


def _kept_in_browsers(key: str, name: str, texts: Callable[[str], dict[str, str]]) -> None:
    """Nobody's mailbox has to confirm it, and it is asked anew after six months."""
    if not ConsentPurpose.objects.filter(key=key).exists():
        said = texts(settings.ICTDESK_SITE.name)
        consent.make_purpose(
            actor=US, key=key, name=name, use="functional.storage", texts=said, double=False, months=6
        )


def _begin() -> WorkspaceEntry:
    """Its role is set before anything is in it, and never changes."""
    site = settings.ICTDESK_SITE
    entry, _made = WorkspaceEntry.objects.get_or_create(
        slug=site.workspace, defaults={"region": "eu", "role": CONTROLLER}
    )
    if entry.role != CONTROLLER:
        raise Conflict(f"A customer's workspace has the address {site.workspace}: choose another one.")
    return workspaces.found_workspace(slug=site.workspace, name=site.name)


def _inboxes() -> None:
    """Unless there is one: what members closed stays closed."""
    if Inbox.objects.exists():
        return
    origins = [settings.ICTDESK_BASE_URL]
    for name, local in words.INBOXES:
        inbox = workspaces.make_inbox(actor=US, name=name, allowed_origins=origins)
        workspaces.set_inbox(
            actor=US, inbox=inbox, name=name, allowed_origins=inbox.allowed_origins, mail_local=local
        )
