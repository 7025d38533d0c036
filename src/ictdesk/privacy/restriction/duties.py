"""This room's part in a case: a restriction that was granted begins with the answer, if it did not before."""

from ictdesk.kernel.actor import Actor
from ictdesk.privacy.restriction import commands, queries
from ictdesk.privacy.restriction.words import Ground
from ictdesk.privacy.rights import duties
from ictdesk.privacy.rights.models import RightsItem, RightsRequest, RightsSubject


def begin(actor: Actor, case: RightsRequest) -> None:
    """Restricts whom the case is about, where that was granted and nothing was placed by hand."""
    granted = RightsItem.objects.filter(request=case, right="restriction", outcome="fulfilled").exists()
    known = RightsSubject.objects.filter(request=case).exists()
    if granted and known and queries.of_case(case.id) is None:
        commands.restrict(actor=actor, request=case, ground=_ground(case))


def _ground(case: RightsRequest) -> Ground:
    """What they dispute besides; else the ground under which nothing may be deleted."""
    if "rectification" in case.rights:
        return "accuracy"
    return "objection" if "objection" in case.rights else "claims"


duties.after("delivered", begin)
