"""Makes the rows of whole conversations that were held elsewhere.

This is no second way to append a message: each conversation comes with all its messages in one
transaction, before anybody can have seen it, and an import never touches one that is there. No event is
written, so nothing is mailed, no promise begins to run and nobody is called.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID, uuid5

from ictdesk.desk.contacts.models import Contact
from ictdesk.desk.conversations import append
from ictdesk.desk.conversations.models import Conversation, Message, TicketValue
from ictdesk.desk.conversations.texts import clean_text
from ictdesk.desk.imports import sorting
from ictdesk.desk.imports.cases import Case, Category, File, Person, Said
from ictdesk.desk.imports.people import is_team
from ictdesk.desk.mail.enclosing import fitting
from ictdesk.desk.people.models import Member
from ictdesk.desk.workspaces.models import Inbox, Status
from ictdesk.kernel import clock
from ictdesk.kernel.ids import new_id
from ictdesk.kernel.lines import one_line
from ictdesk.kernel.tenancy import current_workspace

CLIENT = UUID("0d9b3c53-3f0b-4a55-9a77-5d2b50d6a3f1")
SUBJECT_LENGTH = 250
WHOLE = "whole-message.txt"


@dataclass(slots=True)
class Laid:
    """The rows of one case, not stored yet."""

    case: Case
    conversation: Conversation
    messages: list[Message] = field(default_factory=list)
    files: list[tuple[Message, File]] = field(default_factory=list)
    values: list[TicketValue] = field(default_factory=list)


@dataclass(slots=True)
class House:
    """What a case is put into."""

    inbox: Inbox
    team: dict[str, Member]
    statuses: Mapping[Category, Status]
    people: dict[str, Contact]
    names: sorting.Names
    heading: str


def lay(case: Case, house: House) -> Laid:
    """The rows of a case: first a note that says where it came from, then all that was said, in order of time."""
    contact = house.people[case.requester.id]
    now = clock.now()
    conversation = Conversation(
        id=new_id(),
        contact=contact,
        subject_id=contact.subject_id,
        inbox=house.inbox,
        channel=case.channel,
        subject=one_line(case.subject)[:SUBJECT_LENGTH],
        status=house.statuses[case.category],
        category=case.category,
        category_at=now,  # what is promised here runs from here
        assignee=house.team.get(case.assignee.casefold()),
        priority=case.priority,
        snoozed_until=case.until,
        created_at=case.at,
        last_message_at=case.at,
        list_hour=case.at,
    )
    laid = Laid(case, conversation)
    laid.values, lines = sorting.sort(case, conversation, house.names)
    heading = "\n".join(part for part in (house.heading.format(id=case.id), case.remark, *lines) if part)
    _add(laid, Said(id="heading", at=case.at, text=heading, note=True), house)
    for said in sorted(case.said, key=lambda one: one.at):
        _add(laid, said, house)
    _finish(laid, now)
    return laid


def _add(laid: Laid, said: Said, house: House) -> None:
    text, files = _words(said, house), list(said.files)
    shown, cut = fitting(text)
    if cut:
        files.append(File(WHOLE, lambda: text.encode(errors="replace")))
    shown = clean_text(shown, may_be_empty=True)
    if not shown.strip() and not files:
        return
    row, public = laid.conversation, not said.note
    row.last_seq += 1
    row.last_public_seq += public
    client_id = uuid5(CLIENT, f"{row.id}.{said.id}.{row.last_seq}")
    kind, author = _author(said.author, house)
    message = Message(
        id=new_id(),
        conversation=row,
        subject_id=row.subject_id,
        seq=row.last_seq,
        public_seq=row.last_public_seq if public else None,
        note=said.note,
        author_kind=kind,
        author_id=author,
        client_id=client_id,
        fingerprint=append.fingerprint(current_workspace(), client_id, shown, said.note),
        body=shown,
        delivery="delivered" if public and kind != "contact" else "stored",
        created_at=said.at,
    )
    laid.messages.append(message)
    laid.files += [(message, one) for one in files]


def _words(said: Said, house: House) -> str:
    """The text; before it the name of whoever wrote it where no member and no contact can be shown as the author."""
    author = said.author
    if author is None or author.email.casefold() in house.team or not (author.team or said.note):
        return said.text
    name = one_line(author.name)
    return f"{name}:\n\n{said.text}" if name and said.text.strip() else said.text


def _author(person: Person | None, house: House) -> tuple[str, UUID]:
    if person is not None:
        member = house.team.get(person.email.casefold())
        if member is not None:
            return "member", member.id
        if not is_team(person, house.team) and person.id in house.people:
            return "contact", house.people[person.id].id
    return "system", current_workspace()


def _finish(laid: Laid, now: datetime) -> None:
    """What the conversation's row says of its messages. All of it counts as read by the team."""
    row = laid.conversation
    row.version, row.visitor_version = row.last_seq, row.last_public_seq
    row.agent_read_seq, row.contact_read_seq = row.last_seq, row.last_public_seq
    newest = laid.messages[-1]
    row.last_message_id, row.last_message_at = newest.id, newest.created_at
    row.list_hour = newest.created_at.replace(minute=0, second=0, microsecond=0)
    public = [one for one in laid.messages if not one.note]
    answers = [one.created_at for one in public if one.author_kind != "contact"]
    row.first_response_at = answers[0] if answers else None
    if row.category == "open" and public and public[-1].author_kind == "contact":
        row.waiting_since = now
