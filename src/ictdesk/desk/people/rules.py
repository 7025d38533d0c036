"""Who may do what: one table for members by role, one for API keys by scope."""

from ictdesk.desk.people.models import Member as MemberRow
from ictdesk.kernel.actor import Actor, ApiKey, Engineer, Member, Role, System

READ = frozenset({"conversation.read", "contact.read", "search", "consents.see"})
WORK = READ | {
    "conversation.reply",
    "conversation.start",
    "conversation.assign",
    "conversation.status",
    "conversation.tag",
    "message.change_own",
    "note.write",
    "contact.edit",
    "file.upload",
    "view.share",
    "rights.report",
    "consents.keep",
}
OFFICE = {"records.keep", "rights.read", "rights.see", "rights.restrict", "rights.confirm"}
RUN = WORK | OFFICE | {"consents.set_up", "member.manage", "key.manage", "workspace.manage"}

MAY: dict[Role, frozenset[str]] = {
    "owner": frozenset(RUN | {"owner.manage"}),
    "admin": frozenset(RUN),
    "agent": frozenset(WORK),
    "privacy_officer": frozenset(
        READ | OFFICE | {"note.write", "rights.report", "consents.keep", "consents.set_up"}
    ),
    "viewer": READ,
}
SCOPES: dict[str, frozenset[str]] = {
    "conversations:read": frozenset({"conversation.read", "rights.confirm"}),
    "conversations:write": frozenset(
        WORK - READ - {"contact.edit", "view.share", "rights.report", "consents.keep"}
    ),
    "contacts:read": frozenset({"contact.read", "rights.confirm"}),
    "contacts:write": frozenset({"contact.edit"}),
    "search:read": frozenset({"search", "rights.confirm"}),
    "rights:read": frozenset({"rights.see", "rights.confirm"}),
    "rights:write": frozenset({"rights.report", "rights.restrict"}),
    "consents:read": frozenset({"consents.see"}),
    "consents:write": frozenset({"consents.keep"}),
}
"""What an API key's scope allows. No scope manages people, keys or the workspace."""

LOOKS = frozenset({"conversation.read", "contact.read", "search"})
"""What an access grant of the vendor's people allows."""
MENDS = LOOKS | {"conversation.assign", "conversation.status", "conversation.tag", "contact.edit"}
"""And one that writes. They never speak in the workspace's name: no answer, no note, no file."""


def may(actor: Actor, verb: str) -> bool:
    """Whether a member, a key or the software itself may do this. Visitors have rules of their own."""
    match actor:
        case Member():
            return verb in MAY[actor.role]
        case ApiKey():
            return any(verb in SCOPES.get(scope, ()) for scope in actor.scopes)
        case Engineer():
            return verb in (MENDS if actor.writes else LOOKS)
        case System():
            return True
        case _:
            return False


def rights_of(actor: Actor) -> list[str]:
    """Everything that an actor may do, sorted: for hiding what would be refused."""
    return sorted(verb for verb in MAY["owner"] if may(actor, verb))


def can_see_members(actor: Actor) -> bool:
    return may(actor, "conversation.read")


def can_give_role(actor: Actor, role: str) -> bool:
    """Nobody gives more than they have: an owner is made by owners only."""
    return may(actor, "owner.manage" if role == "owner" else "member.manage")


def can_change_role(actor: Actor, member: MemberRow, role: str) -> bool:
    """An owner's role is changed by owners only, in either direction."""
    return can_give_role(actor, role) and can_give_role(actor, member.role)


def can_deactivate(actor: Actor, member: MemberRow) -> bool:
    return can_give_role(actor, member.role)


def can_manage_keys(actor: Actor) -> bool:
    """Keys are made by people: each remembers who made it."""
    return isinstance(actor, Member) and may(actor, "key.manage")


def can_manage_teams(actor: Actor) -> bool:
    return may(actor, "workspace.manage")


def can_set_security(actor: Actor) -> bool:
    return may(actor, "workspace.manage")


def can_name_lead(actor: Actor) -> bool:
    return isinstance(actor, Member | System) and may(actor, "workspace.manage")


def may_lead(member: MemberRow) -> bool:
    """Whoever may answer people about their data."""
    return any(role == member.role and "rights.read" in verbs for role, verbs in MAY.items())


def is_self(actor: Actor, member: MemberRow) -> bool:
    return isinstance(actor, Member) and actor.id == member.id
