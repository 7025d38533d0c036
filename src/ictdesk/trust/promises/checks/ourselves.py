"""The claims about the claims (row 43): each has a check, each check a fault, and the runner runs."""

from ictdesk.kernel import clock
from ictdesk.trust.promises import queries
from ictdesk.trust.promises.claims import HOURLY, Absent, Broken, Evidence, check, claim, claims
from ictdesk.trust.promises.ground import Ground
from ictdesk.trust.promises.page import promises
from ictdesk.trust.promises.standing import of_check

claim(
    "meta.claims",
    43,
    "Art. 5(2), 24",
    "Every sentence of this page has a check, every check was seen to fail, and all of them have run lately.",
    tests=("tests/trust/test_faults.py", "tests/trust/test_promises.py"),
)


@check("meta.claims", "start", fault="a promise names a claim that nobody checks")
def each_promise_is_checked(_on: Ground) -> Evidence:
    known = {one.key: one for one in claims()}
    named = {key for one in promises() for key in one.claims}
    bare = sorted({one.key for one in promises() if not one.claims} | (named - known.keys()))
    unchecked = sorted(one.key for one in known.values() if not (one.checks or one.attested))
    if bare or unchecked:
        raise Broken(
            f"Without a claim: {', '.join(bare) or '-'}; without a check: {', '.join(unchecked) or '-'}."
        )
    return {
        "promises": len(promises()),
        "claims": len(known),
        "checks": sum(len(one.checks) for one in known.values()),
    }


@check("meta.claims", "probe", every=HOURLY, fault="the runner stops")
def the_runner_runs(_on: Ground) -> Evidence:
    facts = queries.facts()
    known = [one for each in claims() for one in each.checks if one.claim != "meta.claims"]
    ran = [one for one in known if one.name in facts.last]
    if not ran:
        raise Absent("Nothing has run here yet.")
    late = sorted(one.name for one in ran if of_check(one, facts) == "stale")
    if late:
        raise Broken(f"Not run in time: {', '.join(late)}.")
    return {"checks": len(known), "ran": len(ran), "day": clock.now().date().isoformat()}
