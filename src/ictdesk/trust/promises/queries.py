"""What others read of claims: how each stands now, and how it stood lately."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db.models import Max
from django.db.models.functions import TruncDate

from ictdesk.kernel import clock
from ictdesk.trust.promises import software
from ictdesk.trust.promises.claims import claims
from ictdesk.trust.promises.models import Attestation, CheckResult, ClaimTurn
from ictdesk.trust.promises.standing import Facts, Last, Standing, of_claim

DAYS = 30


def facts() -> Facts:
    """Read in three statements, whatever there is."""
    passed = dict(CheckResult.objects.filter(outcome="passed").values_list("name").annotate(at=Max("at")))
    newest = CheckResult.objects.order_by("name", "-at", "-id").distinct("name")
    last = {
        one.name: Last(one.at, one.outcome, one.fault, passed.get(one.name), one.evidence) for one in newest
    }
    vouched = Attestation.objects.order_by("claim", "-at", "-id").distinct("claim")
    return Facts(clock.now(), last, dict(vouched.values_list("claim", "until")), software.tested())


def standings(known: Facts | None = None) -> list[Standing]:
    """Each claim as it stands now, in the order of the matrix."""
    known = known or facts()
    return [of_claim(one, known) for one in claims()]


def attestations() -> list[Attestation]:
    """Who vouches for what: the newest of each."""
    return list(Attestation.objects.order_by("claim", "-at", "-id").distinct("claim"))


def newest() -> dict[str, datetime]:
    """When each check last ran."""
    return dict(CheckResult.objects.values_list("name").annotate(at=Max("at")))


def bad_days() -> dict[str, list[date]]:
    """By claim: days of the last thirty on which one of its checks failed."""
    since = clock.now() - timedelta(days=DAYS)
    rows = CheckResult.objects.filter(at__gte=since, outcome="failed").annotate(day=TruncDate("at"))
    return _by_claim(rows.values_list("name", "day").distinct())


def good_days() -> dict[str, list[date]]:
    """By claim: days of the last thirty on which one of its checks ran and passed."""
    since = clock.now() - timedelta(days=DAYS)
    rows = CheckResult.objects.filter(at__gte=since, outcome="passed").annotate(day=TruncDate("at"))
    return _by_claim(rows.values_list("name", "day").distinct())


def last_turns() -> dict[str, str]:
    """The state of each claim as it was last noted."""
    rows = ClaimTurn.objects.order_by("claim", "-at", "-id").distinct("claim")
    return dict(rows.values_list("claim", "state"))


def _by_claim(rows: Iterable[tuple[str, date]]) -> dict[str, list[date]]:
    found: dict[str, set[date]] = {}
    for name, day in rows:
        found.setdefault(name.partition(":")[0], set()).add(day)
    return {key: sorted(days) for key, days in found.items()}
