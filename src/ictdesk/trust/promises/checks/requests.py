"""Requests about data: in time, reviewed, with a proportionate proof of identity and a way to complain (rows 8-10, 16, 20, 21, 38)."""

from datetime import date, timedelta

from django.db.models import F, Q

from ictdesk.kernel import clock
from ictdesk.kernel.datamap.fields import Personal
from ictdesk.kernel.datamap.registry import everything
from ictdesk.kernel.home import home
from ictdesk.kernel.language import spoken
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.privacy.holds.models import Hold
from ictdesk.privacy.rights import authorities, deadlines, letters, regimes, states
from ictdesk.privacy.rights.models import RightsItem, RightsRequest
from ictdesk.privacy.rights.queries import days_left, today
from ictdesk.privacy.rights.states import ANSWERED
from ictdesk.privacy.rights.words import NEEDS_REASON
from ictdesk.trust.orders.models import LawfulOrder
from ictdesk.trust.orders.states import Checked
from ictdesk.trust.promises.claims import HOURLY, Absent, Broken, Evidence, check, claim
from ictdesk.trust.promises.ground import Ground

claim(
    "rights.clock",
    8,
    "Art. 12(3)",
    "Requests are answered within thirty days or a month, whichever ends first.",
    tests=("tests/privacy/test_deadlines.py", "tests/privacy/test_warnings.py"),
)
claim(
    "rights.review",
    9,
    "Art. 12, 24",
    "No request is closed before the lead has agreed; a refusal has a second reader.",
    tests=("tests/privacy/test_machine.py",),
)
claim(
    "rights.identity",
    10,
    "Art. 12(6), 5(1)(c)",
    "No more is asked than it takes to know who asks, and no proof of it is kept.",
    tests=("tests/privacy/test_cases.py",),
)
claim(
    "rights.erase.exc",
    16,
    "Art. 17(3), 12(4)",
    "What is kept in spite of an erasure has a named reason, and every hold a reason and a day of review.",
    tests=("tests/privacy/test_holds.py", "tests/privacy/test_certificate.py"),
)
claim(
    "rights.complain",
    20,
    "Art. 13(2)(d), 12(4)",
    "Every answer names the authority where the person lives.",
    tests=("tests/privacy/test_cases.py", "tests/privacy/test_languages.py"),
)
claim(
    "rights.forward",
    21,
    "Art. 28(3)(e)",
    "A request about a customer's people goes to that customer, and is not answered by us.",
    tests=("tests/business/test_forwarding.py",),
)
claim(
    "lawful.req",
    38,
    "Art. 6(1)(c), 48",
    "Orders of authorities are examined, answered narrowly and counted.",
    tests=("tests/trust/test_orders.py",),
)

VECTORS = (
    (date(2027, 1, 30), "IE", date(2027, 2, 28)),
    (date(2027, 1, 31), "IE", date(2027, 2, 28)),
    (date(2028, 1, 31), "IE", date(2028, 2, 29)),
    (date(2026, 3, 1), "DE", date(2026, 3, 31)),
    (date(2026, 2, 1), "CH", date(2026, 3, 3)),
)
"""Day of receipt, country, last day: months of every length, a leap year, a law that counts days."""
LATE = timedelta(days=1)


@check("rights.clock", "start", fault="the promise counts a day more")
def deadlines_are_counted_right(_on: Ground) -> Evidence:
    for received, country, due in VECTORS:
        found = deadlines.deadlines(received, regimes.of_country(country), country).due
        if found != due:
            raise Broken(f"Received on {received} in {country}: {found} instead of {due}.")
    return {"vectors": len(VECTORS)}


@check("rights.clock", "probe", every=HOURLY, fault="a request is past its day")
def nobody_waits_too_long(on: Ground) -> Evidence:
    late, waiting = 0, 0
    for workspace in on.customers:
        with workspace_scope(workspace):
            day = today()
            found = list(RightsRequest.objects.exclude(state__in=ANSWERED))
            waiting += len(found)
            late += sum((left := days_left(row, day)) is not None and left < 0 for row in found)
    if late:
        raise Broken(f"{late} requests are past their day.")
    return {"open": waiting, "late": 0, "workspaces": len(on.customers)}


@check("rights.review", "start", fault="the table of states leads around the review")
def no_way_leads_around_the_review(_on: Ground) -> Evidence:
    """Without the step from review to decision nobody gets an answer."""
    reached, todo = {"received"}, ["received"]
    while todo:
        here = todo.pop()
        for there in states.LEADS_TO[here] - reached:  # type: ignore[index]
            if (here, there) != ("reviewing", "decided"):
                reached.add(there)
                todo.append(there)
    around = reached & {"decided", "delivered", "closed"}
    if around:
        raise Broken(f"Without a review a request becomes {', '.join(sorted(around))}.")
    return {"states": len(states.LEADS_TO)}


@check("rights.review", "event", fault="a closed request has no decision of anybody")
def each_answer_was_decided(on: Ground) -> Evidence:
    count = 0
    for workspace in on.workspaces:
        with workspace_scope(workspace):
            done = RightsRequest.objects.filter(state__in=["decided", "delivered", "closed"])
            count += done.count()
            bare = done.filter(decided_by=None).count()
            refused = RightsItem.objects.filter(request__in=done, outcome__in=NEEDS_REASON).values("request")
            alone = done.filter(Q(read_by=None) | Q(read_by=F("decided_by")), id__in=refused).count()
        if bare or alone:
            raise Broken(f"In {workspace}: {bare} without a decision, {alone} refused by one person alone.")
    return {"answered": count, "workspaces": len(on.workspaces)}


@check("rights.identity", "event", fault="a proof of identity stays after it was looked at")
def no_proof_is_kept(on: Ground) -> Evidence:
    count = 0
    for workspace in on.workspaces:
        with workspace_scope(workspace):
            found = list(
                RightsRequest.objects.filter(identified_at__isnull=False).only("id", "doubt", "subject_id")
            )
            kept = sum(row.doubt != "" for row in found)
        if kept:
            raise Broken(f"In {workspace}: {kept} requests keep what was said about who asks.")
        count += len(found)
    return {"identified": count, "workspaces": len(on.workspaces)}


@check("rights.erase.exc", "start", fault="a field is kept without a reason")
def what_is_kept_says_why(_on: Ground) -> Evidence:
    kept = [row for row in everything() if isinstance(row.entry, Personal) and row.entry.erasure == "keep"]
    bare = [f"{row.table}.{row.column}" for row in kept if not row.entry.keep_reason]  # type: ignore[union-attr]
    if bare:
        raise Broken(f"Kept without a reason: {', '.join(bare)}.")
    return {"fields": len(kept)}


@check("rights.erase.exc", "probe", fault="a hold stands without a reason")
def each_hold_says_why(on: Ground) -> Evidence:
    count = 0
    for workspace in on.workspaces:
        with workspace_scope(workspace):
            standing = list(Hold.objects.filter(lifted_at=None))
            bare = sum(not row.kind or not row.reason.strip() for row in standing)
        if bare:
            raise Broken(f"In {workspace}: {bare} holds without a reason.")
        count += len(standing)
    return {"holds": count, "workspaces": len(on.workspaces)}


@check("rights.complain", "start", fault="a country has no authority")
def each_country_has_an_authority(_on: Ground) -> Evidence:
    missing = sorted(code for code in [*regimes.EEA, "GB", "CH"] if authorities.authority_of(code) is None)
    if missing:
        raise Broken(f"No authority is known for {', '.join(missing)}.")
    return {"countries": len(regimes.EEA) + 2, "checked_on": authorities.CHECKED_ON}


@check("rights.complain", "probe", fault="a letter names no authority")
def answers_name_the_authority(on: Ground) -> Evidence:
    count = 0
    with workspace_scope(on.canary):
        for code in ("IE", "DE", "GB", "CH"):
            row = RightsRequest(
                country=code, regime=regimes.of_country(code).key, rights=["access"], number=0
            )
            authority = authorities.authority_of(code)
            for language in ("en", "de", "fr", "es", "ur"):
                with spoken(language):
                    said = "\n".join(letters.remedies(row, home()))
                if authority is None or authority.name not in said:
                    raise Broken(f"The letter in {language} to {code} names no authority.")
                count += 1
    return {"letters": count, "day": clock.now().date().isoformat()}


@check("lawful.req", "event", fault="an order is answered without an examination")
def orders_are_examined(_on: Ground) -> Evidence:
    """Of each order that was agreed to or answered: a valid check, two people, and the customer told or a bar with its end."""
    rows = list(LawfulOrder.objects.filter(state__in=("agreed", "disclosed")))
    for row in rows:
        found = Checked(**row.validity) if row.validity else None
        valid = found is not None and not found.lacks
        if not valid or row.checked_by is None or row.agreed_by in (None, row.checked_by):
            raise Broken(f"{row} was agreed to without an examination by two.")
        if row.state == "disclosed" and row.workspace_id and not (row.told_at or row.barred_until):
            raise Broken(f"{row} was answered, and its customer was not told.")
    count = LawfulOrder.objects.count()
    if not count:
        raise Absent("No order has come yet.")
    return {"orders": count, "answered": sum(row.state == "disclosed" for row in rows)}
