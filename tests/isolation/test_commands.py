"""Every command: no row of the neighbour, no id of the neighbour, nobody without the right."""

import inspect
import io
from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any, get_args
from uuid import UUID, uuid4

import pytest

from ictdesk.desk.contacts.models import AttributeDefinition, Contact, ContactMerge, Identity
from ictdesk.desk.conversations import commands as verbs
from ictdesk.desk.conversations.models import (
    Conversation,
    ConversationLink,
    ConversationMerge,
    Message,
    MessageCorrection,
    SavedView,
    ScheduledAnswer,
    VisitorSession,
)
from ictdesk.desk.mail.models import OutgoingMail, Participant, ReceivedMail, Suppression, Transcript
from ictdesk.desk.mailboxes.models import Mailbox
from ictdesk.desk.people.models import ApiKey as KeyRow
from ictdesk.desk.people.models import Member as MemberRow
from ictdesk.desk.people.rules import MAY, SCOPES
from ictdesk.desk.requesters.models import AccessCode, RequesterSession
from ictdesk.desk.senders.models import SenderDomain
from ictdesk.desk.tickets.models import Macro
from ictdesk.desk.workspaces.models import CannedReply, Inbox, SigningKey, Status, Tag, Team, TicketType
from ictdesk.kernel.actor import Actor, ApiKey, Member, System, Visitor
from ictdesk.kernel.blobs.models import Blob
from ictdesk.kernel.command import REGISTRY, command
from ictdesk.kernel.errors import Gone, NotAllowed, NotFound
from ictdesk.kernel.tenancy import NoScope, WrongScope, workspace_scope
from ictdesk.kernel.tenancy.models import CellModel
from ictdesk.privacy.export.models import Bundle, Redaction, WorkspaceExport
from ictdesk.privacy.holds.models import Hold
from ictdesk.privacy.purges.models import PurgeOrder
from ictdesk.trust.agreements.models import AgreementDocument
from ictdesk.trust.logs.models import LogHold
from tests.isolation.furnished import Furnished, digest
from tests.isolation.plain import PLAIN
from tests.isolation.rights import ANYBODY, NOT_FOR_KEYS, ONESELF, OWN, PEOPLE_ONLY, RIGHTS
from tests.world import US

IDS = {
    "browser",  # of nobody who is known
    "client_id",
    "subject_id",
    "attachments",
    "people",
    "subjects",
    "threads",
    "case_id",
    "grant_id",
    "incident_id",
    "notice_id",
    "order_id",
    "delivery_id",
    "beyond",
}
"""Arguments that are ids: made by the sender, tried below, tried below, the others in `tests/privacy` and `tests/mail`."""
COMMANDS = sorted(REGISTRY)
every_command = pytest.mark.parametrize("name", COMMANDS, ids=lambda name: name.rpartition(".")[2])


def function(name: str) -> Callable[..., Any]:
    module, _, verb = name.rpartition(".")
    found: Callable[..., Any] = getattr(import_module(module), verb)
    return found


KNOWN: dict[UUID, dict[type[CellModel], CellModel]] = {}
"""Rows by house: every call below is refused before it changes one."""


def rows_of(house: Furnished) -> dict[type[CellModel], CellModel]:
    """One row of each kind, looked up once."""
    if house.id not in KNOWN:
        KNOWN[house.id] = _rows_of(house)
    return dict(KNOWN[house.id])


def _rows_of(house: Furnished) -> dict[type[CellModel], CellModel]:
    agent = next(person.row for person in house.house.people.values() if person.actor.role == "agent")
    with workspace_scope(house.id):
        contact: Contact = Contact.objects.find(id=house.conversation.contact_id)
    return {
        Contact: contact,
        Conversation: house.conversation,
        Message: house.message,
        VisitorSession: house.guest.session,
        MemberRow: agent,
        KeyRow: house.api_key,
        Inbox: house.house.inbox,
        Status: house.status,
        SavedView: house.view,
        Team: house.team,
        CannedReply: house.reply,
        ReceivedMail: house.mail,
        OutgoingMail: house.sent,
        Participant: house.participant,
        ScheduledAnswer: house.scheduled,
        Suppression: house.left_alone,
        Transcript: house.transcript,
        SenderDomain: house.domain,
        Mailbox: house.mailbox,
        Tag: house.tag,
        TicketType: house.ticket_type,
        SigningKey: house.signing_key,
        Identity: house.identity,
        AttributeDefinition: house.attribute,
        ContactMerge: house.merge,
        ConversationLink: house.link,
        Macro: house.macro,
        ConversationMerge: house.thread_merge,
        AccessCode: house.code,
        RequesterSession: house.requester,
        Blob: house.blob,
        **of_the_office(house),
    }


def of_the_office(house: Furnished) -> dict[type[CellModel], CellModel]:
    """What a case is made of."""
    return {
        MessageCorrection: house.correction,
        PurgeOrder: house.purge,
        Hold: house.hold,
        LogHold: house.log_hold,
        Bundle: house.bundle,
        Redaction: house.redaction,
        WorkspaceExport: house.whole_export,
        AgreementDocument: house.agreement,
        **house.rows_of_cases(),
    }


def kinds(annotation: Any) -> Iterator[type[CellModel]]:
    """The models in an annotation."""
    for one in get_args(annotation) or (annotation,):
        if isinstance(one, type) and issubclass(one, CellModel):
            yield one


def row_arguments(name: str) -> list[tuple[str, type[CellModel]]]:
    taken = inspect.signature(function(name)).parameters.values()
    return [(parameter.name, kind) for parameter in taken for kind in kinds(parameter.annotation)]


def arguments(name: str, actor: Actor, rows: dict[type[CellModel], CellModel]) -> dict[str, Any]:
    """A call that could succeed."""
    made: dict[str, Any] = {}
    for parameter in inspect.signature(function(name)).parameters.values():
        found = list(kinds(parameter.annotation))
        if parameter.name == "actor":
            made["actor"] = actor
        elif found:
            made[parameter.name] = rows[found[0]]
        elif parameter.name == "client_id":
            made["client_id"] = uuid4()
        elif parameter.name == "stream":
            made["stream"] = io.BytesIO(b"%PDF-1.7\n")
        elif parameter.name in PLAIN:
            made[parameter.name] = PLAIN[parameter.name]
    return made


def registered() -> list[str]:
    return sorted(name.rpartition(".")[2] for name in REGISTRY)


def test_every_command_has_an_entry() -> None:
    assert registered() == sorted(RIGHTS)
    taken = {
        (p.name, p.annotation)
        for name in COMMANDS
        for p in inspect.signature(function(name)).parameters.values()
    }
    assert {name for name, annotation in taken if UUID in (annotation, *get_args(annotation))} == IDS


@every_command
def test_outside_a_scope_no_command_runs(acme: Furnished, name: str) -> None:
    with pytest.raises(NoScope):
        function(name)(**arguments(name, US, rows_of(acme)))


@pytest.mark.parametrize(
    ("name", "argument", "kind"), [(name, *one) for name in COMMANDS for one in row_arguments(name)]
)
def test_no_row_of_the_neighbour(
    acme: Furnished,
    globex: Furnished,
    acme_before: dict[str, str],
    name: str,
    argument: str,
    kind: type[CellModel],
) -> None:
    own, theirs = rows_of(globex), rows_of(acme)
    given = arguments(name, US, own) | {argument: theirs[kind]}
    with pytest.raises(WrongScope), workspace_scope(globex.id):
        function(name)(**given)
    with pytest.raises(WrongScope), workspace_scope(globex.id):
        function(name)(**given | {argument: [theirs[kind]]})
    assert digest(acme.house) == acme_before


def attempts_by_id(acme: Furnished, globex: Furnished) -> list[tuple[str, dict[str, Any]]]:
    visitor = globex.guest.actor
    return [
        ("reply", {"actor": visitor, "conversation": globex.conversation, "attachments": [acme.file.id]}),
        (
            "reply",
            {
                "actor": globex.house.people["agent"].actor,
                "conversation": globex.conversation,
                "attachments": [acme.file.id],
            },
        ),
        (
            "note",
            {
                "actor": globex.house.people["agent"].actor,
                "conversation": globex.conversation,
                "attachments": [acme.file.id],
            },
        ),
        ("start", {"actor": visitor, "session": globex.guest.session, "attachments": [acme.file.id]}),
    ]


def test_no_id_of_the_neighbour(acme: Furnished, globex: Furnished, acme_before: dict[str, str]) -> None:
    for verb, given in attempts_by_id(acme, globex):
        with pytest.raises(NotFound), workspace_scope(globex.id):
            getattr(verbs, verb)(client_id=uuid4(), text="Hello", **given)
    with pytest.raises(Gone), workspace_scope(globex.id):
        function("ictdesk.desk.contacts.commands.make.make_contact")(
            actor=US, name="Eve", subject_id=acme.conversation.subject_id
        )
    assert digest(acme.house) == acme_before


def test_the_neighbours_client_id_is_free_here(acme: Furnished, globex: Furnished) -> None:
    with workspace_scope(globex.id):
        done = verbs.reply(
            actor=US, conversation=globex.conversation, client_id=acme.message.client_id, text="Hello"
        )
    assert done.outcome == "stored"


def everybody() -> dict[str, tuple[Actor, frozenset[str]]]:
    """Actors by what they are, each with their rights."""
    members: dict[str, tuple[Actor, frozenset[str]]] = {
        role: (Member(uuid4(), role), verbs) for role, verbs in MAY.items()
    }
    keys: dict[str, tuple[Actor, frozenset[str]]] = {
        scope: (ApiKey(uuid4(), frozenset({scope})), verbs) for scope, verbs in SCOPES.items()
    }
    none: frozenset[str] = frozenset()
    others: dict[str, tuple[Actor, frozenset[str]]] = {
        "a key without scopes": (ApiKey(uuid4(), none), none),
        "a key of an unknown scope": (ApiKey(uuid4(), frozenset({"*"})), none),
        "another visitor": (Visitor(uuid4(), uuid4(), uuid4()), none),
        "a visitor before the first word": (Visitor(uuid4(), None, None), none),
    }
    return {**members, **keys, **others}


def allowed(verb: str, actor: Actor, rights: frozenset[str]) -> bool:
    if verb in PEOPLE_ONLY and not isinstance(actor, Member):
        return False
    if verb in NOT_FOR_KEYS and isinstance(actor, ApiKey):
        return False
    if verb == "make_contact" and isinstance(actor, Visitor):
        return True  # of whom it is made is decided by `start`
    return bool(rights & RIGHTS[verb]) or ANYBODY in RIGHTS[verb]


def refuses(name: str, actor: Actor, house: Furnished) -> bool:
    """Whether a call by this actor is refused for want of the right."""
    rows = rows_of(house)
    if name.rpartition(".")[2] in ("edit_message", "delete_message"):
        message = Message(
            **{
                f.attname: getattr(house.message, f.attname)
                for f in Message._meta.fields
                if f.attname != "body"
            }
        )
        message.author_kind, message.author_id = actor.kind, actor.id
        rows[Message] = message
    if name.rpartition(".")[2] == "change_scheduled":
        rows[ScheduledAnswer] = own = house.scheduled
        own.member_id = actor.id or uuid4()
    given = arguments(name, actor, rows)
    rule = REGISTRY[name]
    asked = {key: given.get(key) for key in inspect.signature(rule).parameters}
    if rule(**asked):
        return False
    with pytest.raises(NotAllowed), workspace_scope(house.id):
        function(name)(**given)
    return True


@every_command
def test_nobody_without_the_right(globex: Furnished, name: str) -> None:
    verb, before = name.rpartition(".")[2], digest(globex.house)
    refused = {who for who, (actor, _) in everybody().items() if refuses(name, actor, globex)}
    assert refused == {
        who for who, (actor, rights) in everybody().items() if not allowed(verb, actor, rights)
    }
    assert digest(globex.house) == before


@pytest.mark.parametrize("verb", sorted(verb for verb, rights in RIGHTS.items() if ONESELF in rights))
def test_a_member_for_themselves(globex: Furnished, verb: str) -> None:
    (name,) = (name for name in COMMANDS if name.endswith(f".{verb}"))
    assert not refuses(name, globex.house.people["agent"].actor, globex)
    assert refuses(name, globex.house.people["owner"].actor, globex)


@pytest.mark.parametrize("verb", sorted(verb for verb, rights in RIGHTS.items() if OWN in rights))
def test_a_visitor_for_themselves(globex: Furnished, verb: str) -> None:
    """What is a visitor's own they may do with it, and with nothing else."""
    name = next(name for name in COMMANDS if name.endswith(f".{verb}"))
    assert not refuses(name, globex.guest.actor, globex)


def test_the_software_tidies_up_and_has_no_session(globex: Furnished) -> None:
    refused = {name.rpartition(".")[2] for name in COMMANDS if refuses(name, System("test"), globex)}
    own = {
        "answer",
        "leave",
        "mail_request",
        "start",
        "end_session",
        "rename_self",
        "set_notifications",
        "set_signature",
        "set_digest",
    }
    assert refused == own | PEOPLE_ONLY


def test_a_rule_that_always_says_yes_would_be_seen(globex: Furnished) -> None:
    """The negative control: the same look at a command with `allow=` open to everybody."""

    def everybody_may(actor: Actor) -> bool:
        return True

    def read_everything(*, actor: Actor, conversation: Conversation) -> str:
        return str(conversation.id)

    module = import_module(__name__)
    read_everything.__qualname__ = "read_everything"
    setattr(module, "read_everything", command(allow=everybody_may)(read_everything))  # noqa: B010
    name = f"{__name__}.read_everything"
    try:
        assert not any(refuses(name, actor, globex) for actor, _ in everybody().values())
        assert registered() != sorted(RIGHTS)
    finally:
        del REGISTRY[name]
