"""Who may do what here: anybody may ask for a code and begin a request, and each sees their own."""

from ictdesk.desk.requesters.models import RequesterSession
from ictdesk.desk.workspaces.models import Inbox
from ictdesk.kernel.actor import Actor, System, Visitor


def anybody() -> bool:
    """A code goes to the mailbox alone, so whoever asks for it learns nothing."""
    return True


def may_begin(inbox: Inbox) -> bool:
    return inbox.active


def own(actor: Actor, session: RequesterSession) -> bool:
    return isinstance(actor, Visitor) and actor.id == session.id


def only_the_software(actor: Actor) -> bool:
    return isinstance(actor, System)
