"""Which period counts: what the workspace set, else the default; always within the bounds of the class."""

from datetime import datetime

from ictdesk.kernel import retention
from ictdesk.kernel.retention import DataClass
from ictdesk.kernel.tenancy.models import CellQuerySet
from ictdesk.privacy.retention.models import RetentionRule


def in_force(one: DataClass, moment: datetime) -> str:
    """The period of a class at a moment. A bound that was moved since a rule was set moves the rule along."""
    rules = _rules(one).filter(from_at__lte=moment)
    said = rules.values_list("period", flat=True).first()
    if said is None:
        return one.period
    return said if retention.fits(one, said) else _nearest(one, said, moment)


def coming(one: DataClass, moment: datetime) -> RetentionRule | None:
    """A rule that is set and does not count yet."""
    found: RetentionRule | None = _rules(one).filter(from_at__gt=moment).first()
    return found


def cutoff(one: DataClass, moment: datetime) -> datetime:
    """What began before this has had its time at a moment."""
    return retention.back(moment, in_force(one, moment))


def _rules(one: DataClass) -> CellQuerySet[RetentionRule]:
    """Those that nobody took back, the newest first."""
    rules = RetentionRule.objects.filter(data_class=one.leader, taken_back_at=None)
    return rules.order_by("-from_at", "-id")  # type: ignore[no-any-return]


def _nearest(one: DataClass, period: str, moment: datetime) -> str:
    return one.least if retention.back(moment, period) > retention.back(moment, one.least) else one.most
