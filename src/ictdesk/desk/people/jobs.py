"""Jobs of this room: the steps of a membership that belong to the other plane or to the mail."""

from ictdesk.desk.people import accounts, ending, invitations
from ictdesk.desk.people.models import Member, User
from ictdesk.desk.workspaces.queries import workspace
from ictdesk.kernel.ids import parse_id
from ictdesk.kernel.jobs import job, periodic


@job("people.invite")
def invite(member: str) -> None:
    """Mails a new member the way in."""
    row: Member | None = Member.objects.filter(id=parse_id(member), active=True).first()
    user = User.objects.filter(id=row.user_id).first() if row else None
    if user:
        settings = workspace()
        invitations.send(user, settings.slug, settings.name)


@job("people.leave")
def leave(member: str) -> None:
    """Takes the seat of a former member, unless they came back meanwhile."""
    row: Member | None = Member.objects.filter(id=parse_id(member), active=False).first()
    if row:
        accounts.leave_seat(row.user_id, row.workspace_id)


@job("people.forget")
def forget(member: str) -> None:
    """Deletes the account of a former member who was forgotten, if no other workspace has them."""
    row: Member | None = Member.objects.filter(id=parse_id(member), forgotten_at__isnull=False).first()
    if row:
        accounts.forget(row.user_id)


@job("people.tell_end")
def tell_end() -> None:
    """Tells the owners that their workspace comes to its end, if it does and it is time to."""
    ending.tell()


periodic("people.tell_end", seconds=3600)
