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
from ictdesk.desk.conversations.models import Conversation, Message, SavedView, VisitorSession
from ictdesk.desk.mail.models import OutgoingMail, ReceivedMail, Suppression
from ictdesk.desk.people.models import ApiKey as KeyRow
from ictdesk.desk.people.models import Member as MemberRow
from ictdesk.desk.people.rules import MAY, SCOPES
from ictdesk.desk.requesters.models import AccessCode, RequesterSession
from ictdesk.desk.workspaces.models import CannedReply, Inbox, SigningKey, Status, Tag, Team, TicketType
from ictdesk.kernel.actor import Actor, ApiKey, Member, System, Visitor
from ictdesk.kernel.command import REGISTRY, command
from ictdesk.kernel.errors import Gone, NotAllowed, NotFound
from ictdesk.kernel.tenancy import NoScope, WrongScope, workspace_scope
from ictdesk.kernel.tenancy.models import CellModel
from tests.isolation.furnished import Furnished, digest
from tests.isolation.plain import PLAIN
from tests.world import US

OWN, ANYBODY, SOFTWARE = "a visitor's own", "anybody", "the software itself"
ONESELF = "a member, for themselves"
REQUESTERS = "a requester's own: see `tests/requesters`"
RIGHTS: dict[str, set[str]] = {
    "claim_email": {"contact.edit", OWN},
    "make_contact": {"contact.edit", OWN},
    "rename": {"contact.edit", OWN},
    "add_identity": {"contact.edit"},
    "remove_identity": {"contact.edit"},
    "set_attributes": {"contact.edit"},
    "merge_contacts": {"contact.edit"},
    "undo_merge": {"contact.edit"},
    "define_attribute": {"workspace.manage"},
    "change_attribute": {"workspace.manage"},
    "drop_attribute": {"workspace.manage"},
    "introduce": {"contact.edit", OWN},
    "assign": {"conversation.assign"},
    "assign_team": {"conversation.assign"},
    "bulk": {"conversation.assign", "conversation.status", "conversation.tag"},
    "undo": {"conversation.assign", "conversation.status", "conversation.tag"},
    "save_view": {"conversation.read"},
    "change_view": {"workspace.manage"},
    "delete_view": {"workspace.manage"},
    "drop_unreferenced": {SOFTWARE},
    "upload": {"file.upload", OWN},
    "delete_message": {"message.change_own"},
    "edit_message": {"message.change_own"},
    "set_priority": {"conversation.tag"},
    "set_tags": {"conversation.tag"},
    "make_ticket": {"conversation.tag"},
    "set_type": {"conversation.tag"},
    "set_subject": {"conversation.tag"},
    "set_followers": {"conversation.tag"},
    "begin": {ANYBODY},
    "answer": {REQUESTERS},
    "ask_code": {ANYBODY},
    "ask_code_for": {ANYBODY},
    "count_try": {ANYBODY},
    "enter": {ANYBODY},
    "leave": {REQUESTERS},
    "tidy": {SOFTWARE},
    "set_promise": {"workspace.manage"},
    "watch": {SOFTWARE},
    "make_ticket_type": {"workspace.manage"},
    "rename_ticket_type": {"workspace.manage"},
    "delete_ticket_type": {"workspace.manage"},
    "mark_read": {"conversation.read", OWN},
    "note": {"note.write"},
    "receive": {SOFTWARE},
    "take_in": {SOFTWARE},
    "set_mail": {"workspace.manage"},
    "send_again": {"workspace.manage"},
    "lift_suppression": {"workspace.manage"},
    "set_delivery": {SOFTWARE},
    "reply": {"conversation.reply", OWN},
    "end_session": {OWN},
    "open_session": {ANYBODY},
    "start": {OWN},
    "start_for": {"conversation.start"},
    "reopen": {"conversation.status"},
    "set_status": {"conversation.status"},
    "solve": {"conversation.status"},
    "snooze": {"conversation.status"},
    "wake": {"conversation.status"},
    "add_member": {"member.manage"},
    "change_role": {"member.manage"},
    "deactivate_member": {"member.manage"},
    "make_api_key": {"key.manage"},
    "revoke_api_key": {"key.manage"},
    "make_canned_reply": {"workspace.manage"},
    "change_canned_reply": {"workspace.manage"},
    "delete_canned_reply": {"workspace.manage"},
    "rename_tag": {"workspace.manage"},
    "merge_tags": {"workspace.manage"},
    "delete_tag": {"workspace.manage"},
    "delete_status": {"workspace.manage"},
    "delete_team": {"workspace.manage"},
    "make_team": {"workspace.manage"},
    "set_team": {"workspace.manage"},
    "make_status": {"workspace.manage"},
    "change_status": {"workspace.manage"},
    "move_status": {"workspace.manage"},
    "make_tag": {"workspace.manage"},
    "confirm_identity": {SOFTWARE},
    "set_holidays": {"workspace.manage"},
    "make_signing_key": {"workspace.manage"},
    "withdraw_signing_key": {"workspace.manage"},
    "set_security": {"workspace.manage"},
    "rename_self": {ONESELF},
    "set_notifications": {ONESELF},
    "make_inbox": {"workspace.manage"},
    "set_inbox": {"workspace.manage"},
    "publish_notice": {"workspace.manage"},
    "set_workspace": {"workspace.manage"},
}
"""What a command asks for. A command without an entry fails the first test."""
PEOPLE_ONLY = {"make_api_key", "revoke_api_key", "save_view", "change_view", "delete_view"}
NOT_FOR_KEYS = {"mark_read"}
IDS = {"client_id", "subject_id", "attachments"}
"""Arguments that are ids: made by the sender, tried below, tried below."""
COMMANDS = sorted(REGISTRY)
every_command = pytest.mark.parametrize("name", COMMANDS, ids=lambda name: name.rpartition(".")[2])


def function(name: str) -> Callable[..., Any]:
    module, _, verb = name.rpartition(".")
    found: Callable[..., Any] = getattr(import_module(module), verb)
    return found


def rows_of(house: Furnished) -> dict[type[CellModel], CellModel]:
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
        Suppression: house.left_alone,
        Tag: house.tag,
        TicketType: house.ticket_type,
        SigningKey: house.signing_key,
        Identity: house.identity,
        AttributeDefinition: house.attribute,
        ContactMerge: house.merge,
        AccessCode: house.code,
        RequesterSession: house.requester,
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
    acme: Furnished, globex: Furnished, acme_before: str, name: str, argument: str, kind: type[CellModel]
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


def test_no_id_of_the_neighbour(acme: Furnished, globex: Furnished, acme_before: str) -> None:
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
    own = {"answer", "leave", "start", "end_session", "rename_self", "set_notifications"}
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
