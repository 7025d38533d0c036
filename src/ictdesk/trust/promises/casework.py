"""A canary's request about its data, from its receipt to its end: the steps that members take, by the keeper."""

import io
from uuid import UUID
from zipfile import ZipFile

from ictdesk.kernel.blobs import store
from ictdesk.kernel.blobs.models import Blob
from ictdesk.kernel.jobs import forget
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.privacy.export import jobs
from ictdesk.privacy.export.models import Bundle
from ictdesk.privacy.rights import commands
from ictdesk.privacy.rights.commands import Asked, Decision
from ictdesk.privacy.rights.models import RightsRequest
from ictdesk.privacy.rights.words import Right
from ictdesk.trust.promises.ground import KEEPER, US, Bird

DONE = Decision("fulfilled")


def begun(one: Bird, *rights: Right) -> RightsRequest:
    """A case in work about this person. It has no address: nobody is written to."""
    with workspace_scope(one.workspace):
        people = [one.talk.subject_id]
        row = commands.open_case(actor=US, asked=Asked("api", rights), people=people)
        row = commands.sort_case(actor=KEEPER, request=row, rights=row.rights, people=people)
        row = commands.identify(actor=KEEPER, request=row, method="signed_in")
        row = commands.begin_work(actor=KEEPER, request=row)
        _taken_back(row)
        return row


def searched(one: Bird, row: RightsRequest) -> None:
    """The job that looks for other people, done at once."""
    for bundle in _bundles(one, row, "scanning"):
        jobs.scan_texts(str(one.workspace), str(bundle))


def granted(one: Bird, row: RightsRequest) -> RightsRequest:
    """Everything is agreed to, and the archive made."""
    with workspace_scope(one.workspace):
        row = commands.propose(actor=KEEPER, request=row, decisions=dict.fromkeys(row.rights, DONE))
        row = commands.decide(actor=KEEPER, request=row)
        _taken_back(row)
    for bundle in _bundles(one, row, "waiting"):
        jobs.build(str(one.workspace), str(bundle))
    return row


def archive(one: Bird, row: RightsRequest) -> ZipFile:
    """As the person would get it. Raises `DoesNotExist` where none was made."""
    with workspace_scope(one.workspace):
        bundle = Bundle.objects.get(request=row, state="ready")
        return ZipFile(io.BytesIO(b"".join(store.read(Blob.objects.get(id=bundle.blob_id)))))


def close(one: Bird, row: RightsRequest) -> None:
    """Ends the case, however far it came: an open one would keep the person from being erased."""
    with workspace_scope(one.workspace):
        fresh = RightsRequest.objects.get(id=row.id)
        if fresh.state == "decided":
            fresh = commands.deliver(actor=KEEPER, request=fresh)
            commands.close_case(actor=KEEPER, request=fresh)
        elif fresh.state in ("accepted", "collecting", "reviewing"):
            commands.take_back(actor=KEEPER, request=fresh)


def _taken_back(row: RightsRequest) -> None:
    """What it would have a worker do is done here: their jobs go in the transaction that made them."""
    forget(list(Bundle.objects.filter(request=row).values_list("id", flat=True)))


def _bundles(one: Bird, row: RightsRequest, state: str) -> list[UUID]:
    with workspace_scope(one.workspace):
        return list(Bundle.objects.filter(request=row, state=state).values_list("id", flat=True))
