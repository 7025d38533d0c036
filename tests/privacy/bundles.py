"""A person with something of everything, their case, and the archive that it makes."""

import io
import json
from typing import Any
from uuid import UUID, uuid4
from zipfile import ZipFile

from ictdesk.desk.contacts import commands as contacts
from ictdesk.desk.contacts.models import Contact
from ictdesk.desk.conversations import commands as chat
from ictdesk.desk.conversations.models import Conversation
from ictdesk.kernel.blobs import store
from ictdesk.kernel.blobs.models import Blob
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.privacy.export import jobs
from ictdesk.privacy.export.models import Bundle
from ictdesk.privacy.rights import commands
from ictdesk.privacy.rights.commands import Asked, Decision
from ictdesk.privacy.rights.models import RightsRequest
from tests.world import US, House

DONE = Decision("fulfilled")
PICTURE = b"col1;col2\n1;2\n"


def talk(
    house: House, *texts: str, name: str = "Max", email: str = "max@mail.example", file: str = ""
) -> Conversation:
    """Somebody with an address writes, perhaps with a file."""
    guest = house.guest()
    with workspace_scope(house.id):
        for number, text in enumerate(texts):
            files = []
            if file and not number:
                stored = chat.upload(
                    actor=guest.actor, home=guest.session, stream=io.BytesIO(PICTURE), name=file
                )
                files = [stored.id]
            said: dict[str, Any] = {"attachments": files} if files else {}
            conversation, _ = chat.start(
                actor=guest.actor,
                session=guest.session,
                client_id=uuid4(),
                text=text,
                name=name,
                email=email,
                **said,
            )
            guest.session.refresh_from_db()
    return conversation


def person(conversation: Conversation) -> UUID:
    return conversation.subject_id


def case(house: House, people: list[UUID], *rights: str, language: str = "") -> RightsRequest:
    """A case in work, about these keys."""
    lead = house.noor.actor
    with workspace_scope(house.id):
        asked: Any = {"channel": "form", "rights": rights or ("access",), "email": "max@mail.example"}
        asked["language"] = language
        row = commands.open_case(actor=US, asked=Asked(**asked))
        row = commands.sort_case(actor=lead, request=row, rights=row.rights, people=people)
        row = commands.identify(actor=lead, request=row, method="mailbox")
        return commands.begin_work(actor=lead, request=row)


def run(house: House) -> None:
    """The jobs that wait: looking for others, and making archives."""
    with workspace_scope(house.id):
        waiting = list(Bundle.objects.filter(state__in=["scanning", "waiting"]).values_list("id", "state"))
    for id_, state in waiting:
        (jobs.scan_texts if state == "scanning" else jobs.build)(str(house.id), str(id_))


def decided(house: House, row: RightsRequest) -> RightsRequest:
    """Everything is granted."""
    lead = house.noor.actor
    with workspace_scope(house.id):
        row = commands.propose(actor=lead, request=row, decisions=dict.fromkeys(row.rights, DONE))
        return commands.decide(actor=lead, request=row)


def opened(house: House, row: RightsRequest, variant: str = "access") -> ZipFile:
    """The archive as the person gets it."""
    with workspace_scope(house.id):
        bundle = Bundle.objects.get(request=row, variant=variant)
        blob = Blob.objects.get(id=bundle.blob_id)
        return ZipFile(io.BytesIO(b"".join(store.read(blob))))


def whole(house: House, people: list[UUID], *rights: str) -> tuple[RightsRequest, ZipFile]:
    """From the request to the archive, with nothing to review."""
    row = case(house, people, *rights)
    run(house)
    row = decided(house, row)
    run(house)
    return row, opened(house, row, "portable" if rights == ("portability",) else "access")


def data(archive: ZipFile) -> dict[str, Any]:
    return json.loads(archive.read("data.json"))  # type: ignore[no-any-return]


def rows(archive: ZipFile, table: str) -> list[dict[str, Any]]:
    (found,) = [one["rows"] for one in data(archive)["tables"] if one["table"] == table]
    return found  # type: ignore[no-any-return]


def text_of(archive: ZipFile) -> str:
    """Everything that can be read in it."""
    return "\n".join(archive.read(name).decode(errors="replace") for name in archive.namelist())


def contact_of(house: House, conversation: Conversation) -> Contact:
    with workspace_scope(house.id):
        found: Contact = Contact.objects.get(id=conversation.contact_id)
        return found


def rename(house: House, conversation: Conversation, name: str) -> None:
    with workspace_scope(house.id):
        contacts.rename(actor=US, contact=contact_of(house, conversation), name=name)
