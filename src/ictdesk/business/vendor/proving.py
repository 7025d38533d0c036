"""What is checked of the vendor's own dealings: requests about customers' people are passed on (row 21)."""

from datetime import timedelta

from ictdesk.kernel import clock
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.privacy.rights.models import RightsLetter, RightsRequest
from ictdesk.trust.promises.claims import Absent, Broken, Evidence, check
from ictdesk.trust.promises.ground import Ground

AT_ONCE = timedelta(hours=24)


@check("rights.forward", "event", fault="a request that was passed on was answered too")
def requests_are_passed_on(on: Ground) -> Evidence:
    """Each one that was passed on says so to the person, and nothing else was answered."""
    if on.vendor is None:
        raise Absent("The vendor has no workspace here.")
    with workspace_scope(on.vendor):
        passed = RightsRequest.objects.filter(state="forwarded")
        letters = RightsLetter.objects.filter(request__in=passed)
        count = passed.count()
        answered = letters.filter(kind="answer").values("request").distinct().count()
        told = letters.filter(kind="forwarded", written_at__gt=clock.now() - timedelta(days=365))
        times = [one.written_at - one.request.received_at for one in told.select_related("request")]
    if not count:
        raise Absent("No request about a customer's people has come in yet.")
    slow = sum(one > AT_ONCE for one in times)
    if answered or slow:
        raise Broken(f"{answered} were answered here, {slow} were passed on after more than a day.")
    median = sorted(times)[len(times) // 2] if times else timedelta()
    return {"passed_on": count, "median_minutes": round(median.total_seconds() / 60)}
