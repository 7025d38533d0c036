"""Brings the samples and takes them away again: as an import, and by erasing their people."""

from uuid import UUID

from ictdesk.business.samples.talks import cases
from ictdesk.desk.contacts.models import Contact
from ictdesk.desk.imports.cases import Source
from ictdesk.desk.imports.commands import lay_down
from ictdesk.desk.imports.models import Imported
from ictdesk.desk.workspaces.models import Inbox
from ictdesk.kernel import clock
from ictdesk.kernel.actor import Actor, System
from ictdesk.kernel.errors import AlreadySo, Invalid
from ictdesk.privacy.erasure import commands as erasure

US = System("samples")
SOURCE: Source = "sample"


def people() -> list[UUID]:
    """The keys of the invented people who are here."""
    rows = Imported.objects.filter(source=SOURCE, contact__isnull=False).values("contact_id")
    return list(Contact.objects.filter(id__in=rows).values_list("subject_id", flat=True))


def add() -> int:
    """Lays them into the oldest inbox; returns how many conversations. Raises `AlreadySo`, and `Invalid` without an inbox."""
    if people():
        raise AlreadySo("The samples are here already.")
    inbox = Inbox.objects.filter(active=True).order_by("id").first()
    if inbox is None:
        raise Invalid("Make an inbox first.")
    found = lay_down(actor=US, inbox=inbox, origin=SOURCE, account="", cases=cases(clock.now()))
    return len(found)


def remove(actor: Actor) -> int:
    """Has every one of them erased; returns how many people. Raises `AlreadySo` when there is none, `NotAllowed`.

    Whoever is being erased already is left to that.
    """
    found = people()
    if not found:
        raise AlreadySo("There are no samples.")
    begun = 0
    for key in found:
        try:
            erasure.erase(actor=actor, subjects=[key], cause="purge")
            begun += 1
        except AlreadySo:
            continue
    return begun
