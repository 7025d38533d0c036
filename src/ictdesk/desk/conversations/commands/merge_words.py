"""What a merge says, and who comes along with it."""

from uuid import UUID

from django.utils.translation import gettext as _

from ictdesk.desk.conversations.commands.reply import note, reply
from ictdesk.desk.conversations.models import Conversation, Follower
from ictdesk.kernel.actor import System
from ictdesk.kernel.ids import new_id

US = System("conversations.merge")


def bring_followers(source: Conversation, target: Conversation) -> list[str]:
    """The source's followers follow the target too; the ids of the rows that this made."""
    there = set(Follower.objects.filter(conversation=target).values_list("member", flat=True))
    coming = Follower.objects.filter(conversation=source).exclude(member__in=there)
    made = [Follower(conversation=target, member_id=one.member_id) for one in coming.order_by("member")]
    Follower.objects.bulk_create(made)
    return [str(one.id) for one in made]


def put_apart(ids: list[str], target_id: UUID) -> None:
    """Followers who came along with a merge leave again."""
    Follower.objects.filter(id__in=[UUID(one) for one in ids], conversation=target_id).delete()


def tell(source: Conversation, target: Conversation) -> None:
    """The contact once, in the source; the team in the target. Notes are of the team's alone."""
    said = _("This request goes on in #%(number)s.") % {"number": target.number}
    reply(actor=US, conversation=source, client_id=new_id(), text=said)
    note(actor=US, conversation=target, client_id=new_id(), text=_came(source))


def _came(source: Conversation) -> str:
    if source.number is not None:
        return _("#%(number)s was merged into this one.") % {"number": source.number}
    return _("A conversation of the same contact was merged into this one.")


def tell_apart(source: Conversation, target: Conversation) -> None:
    """Tells the same two that it was taken back."""
    reply(actor=US, conversation=source, client_id=new_id(), text=_("This request goes on here after all."))
    gone = _("#%(number)s is on its own again.") % {"number": source.number}
    if source.number is None:
        gone = _("What was merged into this one is on its own again.")
    note(actor=US, conversation=target, client_id=new_id(), text=gone)
