"""The one thing that must stay true of a workspace's people: somebody owns it."""

from ictdesk.desk.people.errors import LastOwner
from ictdesk.desk.people.models import Member


def lock() -> None:
    """Locks the owners, always in the same order: of two who resign at once one comes second and is refused."""
    list(
        Member.objects.select_for_update().filter(role="owner", active=True).order_by("id").values_list("id")
    )


def must_remain_without(member: Member) -> None:
    """Raises `LastOwner` when this member is the only owner. Needs `lock()` before."""
    others = Member.objects.filter(role="owner", active=True).exclude(id=member.id)
    if member.role == "owner" and not others.exists():
        raise LastOwner
