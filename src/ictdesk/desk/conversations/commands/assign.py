"""Give a conversation to somebody, to a team, or to nobody."""

from ictdesk.desk.conversations import rules
from ictdesk.desk.conversations.changing import changed, lock
from ictdesk.desk.conversations.events import ConversationChanged
from ictdesk.desk.conversations.models import Conversation
from ictdesk.desk.people.models import Member
from ictdesk.desk.workspaces.models import Team
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import AlreadySo, Invalid


@command(allow=rules.can_assign, with_grant=True)
def assign(*, actor: Actor, conversation: Conversation, member: Member | None) -> Conversation:
    """Sets the assignee. Raises `AlreadySo`, and `Invalid` for a member who is no longer active."""
    if member is not None and not member.active:
        raise Invalid("This member is no longer active.")
    locked = lock(conversation.id)
    if locked.assignee_id == (member.id if member else None):
        raise AlreadySo
    locked.assignee = member
    return changed(locked, actor, ConversationChanged, "assignee", visible=True)


@command(allow=rules.can_assign, with_grant=True)
def assign_team(*, actor: Actor, conversation: Conversation, team: Team | None) -> Conversation:
    """Sets the team that works on it. Raises `AlreadySo`."""
    locked = lock(conversation.id)
    if locked.team_id == (team.id if team else None):
        raise AlreadySo
    locked.team = team
    return changed(locked, actor, ConversationChanged, "team")
