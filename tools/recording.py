"""`./desk test --record`: what the suite shows of the claims, written down for a release of exactly these files.

It runs the tests that claims name, and no others. The record is built into the release; where it is of other files it counts for nothing.
"""

import json
import re
import tempfile
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree as ET

import ictdesk
from ictdesk.trust.promises import software
from tools.surroundings import ROOT

CHECKS = ROOT / "src" / "ictdesk" / "trust" / "promises" / "checks"
NAMED = re.compile(r'"(tests/[\w/]+\.py)"')


def named() -> list[str]:
    """The test files that claims name."""
    return sorted(
        {one for path in CHECKS.glob("*.py") for one in NAMED.findall(path.read_text(encoding="utf-8"))}
    )


def record(pytest: Callable[[list[str], Path], int]) -> int:
    """Runs them, whatever comes of it, and writes the record. The exit status is pytest's."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        status = pytest(["-n", "2", "--dist", "loadfile", f"--junitxml={report}", *named()], ROOT)
        if not report.exists():
            return status
        passed, failed = counted(report.read_text(encoding="utf-8"))
    said = {
        "version": ictdesk.__version__,
        "commit": software.commit(),
        "code": software.code_hash(),
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "passed": passed,
        "failed": failed,
    }
    software.RECORD.write_text(json.dumps(said, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    print(
        f"test: recorded {sum(passed.values())} passed, {sum(failed.values())} failed in {software.RECORD.name}"
    )
    return status


def counted(report: str) -> tuple[dict[str, int], dict[str, int]]:
    """Passed and failed by file, from a report in JUnit's form. What was skipped is neither."""
    passed: Counter[str] = Counter()
    failed: Counter[str] = Counter()
    for case in ET.fromstring(report).iter("testcase"):  # noqa: S314 - pytest wrote it just now
        file = case.get("classname", "").replace(".", "/") + ".py"
        kinds = {child.tag for child in case}
        if kinds & {"failure", "error"}:
            failed[file] += 1
        elif "skipped" not in kinds:
            passed[file] += 1
    return dict(passed), dict(failed)
