"""This room's part in a case: an objection that was granted holds from the answer on."""

from ictdesk.kernel.actor import Actor
from ictdesk.kernel.errors import Conflict
from ictdesk.privacy.objection import commands, queries
from ictdesk.privacy.rights import duties
from ictdesk.privacy.rights.models import RightsItem, RightsRequest


def keep(actor: Actor, case: RightsRequest) -> None:
    """All of it, where it was granted. Nothing where nobody's address is known."""
    granted = RightsItem.objects.filter(request=case, right="objection", outcome="fulfilled").exists()
    if granted and "interest" not in queries.of_case(case):
        try:
            commands.object_to(actor=actor, request=case, scope="interest")
        except Conflict:
            return


duties.after("delivered", keep)
