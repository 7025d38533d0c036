"""Asking which data are meant: of no effect on the clock in the EU, a pause in the UK for access alone (Art. 12A UK GDPR)."""

from ictdesk.kernel import clock
from ictdesk.privacy.rights import regimes
from ictdesk.privacy.rights.models import RightsRequest


def pauses(row: RightsRequest) -> bool:
    """Whether the law of this case does not count the days between the question and the answer."""
    return bool(row.rights == ["access"] and regimes.REGIMES[row.regime].waits_for_detail)  # type: ignore[index]


def open_question(row: RightsRequest) -> bool:
    """Whether they were asked and have not answered."""
    return row.detail_asked_at is not None and row.detail_at is None


def stands(row: RightsRequest) -> bool:
    """Whether the clock stands for it now."""
    return open_question(row) and pauses(row)


def days(row: RightsRequest) -> int:
    """Whole days that do not count for an open question, up to now."""
    if row.detail_asked_at is None or not stands(row):
        return 0
    return (clock.now() - row.detail_asked_at).days
