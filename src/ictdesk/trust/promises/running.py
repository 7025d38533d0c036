"""Runs checks and keeps what they found."""

import time
from collections.abc import Iterable
from datetime import datetime

import ictdesk
from ictdesk.kernel import clock
from ictdesk.trust.promises import software
from ictdesk.trust.promises.claims import Absent, Broken, Check
from ictdesk.trust.promises.ground import Ground
from ictdesk.trust.promises.models import CheckResult

LONGEST = 400


def run(checks: Iterable[Check], on: Ground) -> list[CheckResult]:
    """Each check's result, kept as it comes: one that breaks stops none of the others."""
    return [keep(run_one(one, on)) for one in checks]


def run_one(one: Check, on: Ground) -> CheckResult:
    """The result, which is not kept yet. An error of the check itself counts as broken: nothing was shown."""
    began = time.monotonic()
    result = CheckResult(name=one.name, at=clock.now(), outcome="passed")
    try:
        result.evidence = dict(one.run(on))
    except Absent as error:
        result.outcome, result.fault = "absent", str(error)[:LONGEST]
    except Broken as error:
        result.outcome, result.fault = "failed", str(error)[:LONGEST]
    except Exception as error:  # noqa: BLE001 - its words might hold values, its type does not
        result.outcome, result.fault = "failed", f"The check itself failed: {type(error).__name__}."
    result.took = round((time.monotonic() - began) * 1000)
    return result


def keep(result: CheckResult) -> CheckResult:
    result.version, result.commit = ictdesk.__version__, software.commit()
    result.map_hash = software.map_hash()
    result.save(force_insert=True)
    return result


def due(checks: Iterable[Check], newest: dict[str, datetime], now: datetime) -> list[Check]:
    """Those whose time has come; a little early rather than an hour late."""
    return [one for one in checks if one.name not in newest or now - newest[one.name] >= one.every * 0.9]
