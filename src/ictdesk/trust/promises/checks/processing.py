"""Why data is processed: bases, interests, records, notices (rows 1, 2, 39, 40, 42)."""

import hashlib
from datetime import timedelta

from ictdesk.kernel import clock
from ictdesk.kernel.actor import System
from ictdesk.kernel.datamap import bases
from ictdesk.kernel.datamap.fields import Personal
from ictdesk.kernel.datamap.registry import everything
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.privacy.export import information
from ictdesk.trust.promises import software
from ictdesk.trust.promises.claims import Absent, Broken, Evidence, check, claim
from ictdesk.trust.promises.ground import Ground
from ictdesk.trust.records import impact, register, shipped
from ictdesk.trust.records.models import ImpactAssessment, Instruction

US = System("promises")

claim(
    "basis.complete",
    1,
    "Art. 5(2), 6",
    "Every personal field and every purpose rests on exactly one lawful basis.",
    tests=("tests/kernel/test_data_map.py",),
)
claim(
    "basis.lia",
    2,
    "Art. 6(1)(f)",
    "Each legitimate interest of our own is weighed in writing, approved by a second person, and not out of date.",
    tests=("tests/trust/test_records.py",),
)
claim(
    "ropa",
    39,
    "Art. 30",
    "The record of processing covers every purpose of the data map.",
    tests=("tests/trust/test_records.py", "tests/trust/test_thirty.py"),
)
claim(
    "dpia",
    40,
    "Art. 35",
    "Where processing is likely to be risky, its impact was assessed.",
    tests=("tests/trust/test_thirty.py",),
)
READ_WITHIN = timedelta(days=30)
"""So long an assessment may wait for its second reader."""
claim(
    "notice.sync",
    42,
    "Art. 12(1), 13, 14",
    "Notices say what the software does: they are made from the data map.",
    tests=("tests/publicsite/test_pages.py", "tests/privacy/test_bundle.py"),
)
claim(
    "roles.instructions",
    0,
    "Art. 28(3)(a)",
    "Each workspace has a record of its instructions without a gap.",
    tests=("tests/trust/test_instructions.py", "tests/trust/test_purposes.py"),
)


@check("basis.complete", "start", fault="a purpose loses its basis")
def each_purpose_has_a_basis(_on: Ground) -> Evidence:
    entries = [row.entry for row in everything() if isinstance(row.entry, Personal)]
    used = {purpose for entry in entries for purpose in entry.purposes}
    bare = sorted(purpose for purpose in used if bases.BASIS_OF.get(purpose) not in bases.ARTICLES)
    empty = sum(not entry.purposes for entry in entries)
    if bare or empty:
        raise Broken(
            f"{len(bare)} purposes have no basis ({', '.join(bare)}), {empty} fields have no purpose."
        )
    return {"fields": len(entries), "purposes": len(used), "data_map": software.map_hash()}


@check("basis.lia", "probe", fault="an approved assessment is out of date")
def each_interest_is_weighed(on: Ground) -> Evidence:
    if on.vendor is None:
        raise Absent("The vendor has no workspace here.")
    with workspace_scope(on.vendor):
        found = [line for line in register.lines(US) if line.basis == "interest" and line.on]
        begun = [line for line in found if line.assessment is not None]
        bare = [line.key for line in found if not line.weighed]
    if not begun:
        raise Absent("Nobody has weighed an interest here yet.")
    if bare:
        raise Broken(f"Not weighed, or out of date: {', '.join(bare)}.")
    return {"interests": len(found)}


@check("ropa", "start", fault="a purpose is in the map and not in the record")
def the_record_covers_the_map(on: Ground) -> Evidence:
    workspace = on.vendor or on.canary
    with workspace_scope(workspace):
        lines = register.lines(US)
    used = {
        purpose
        for row in everything()
        if row.plane == "cell" and isinstance(row.entry, Personal)
        for purpose in row.entry.purposes
    }
    missing = sorted(used - {line.use for line in lines})
    bare = sorted({line.key for line in lines if line.basis not in bases.ARTICLES})
    if missing or bare:
        raise Broken(
            f"Not in the record: {', '.join(missing) or '-'}; without a basis: {', '.join(bare) or '-'}."
        )
    return {"purposes": len(used), "shipped": len(shipped.SHIPPED), "data_map": software.map_hash()}


@check("notice.sync", "start", fault="a notice leaves out a purpose of the map")
def notices_name_each_purpose(_on: Ground) -> Evidence:
    entries = [row.entry for row in everything() if row.plane == "cell" and isinstance(row.entry, Personal)]
    told = information.purposes(entries)
    wanted = {purpose for entry in entries for purpose in entry.purposes}
    if len(told) != len(wanted) or any(not one.get("basis") for one in told):
        raise Broken(f"The notice tells {len(told)} of {len(wanted)} purposes.")
    said = hashlib.sha256(repr(told).encode()).hexdigest()
    return {"purposes": len(told), "notice": said, "data_map": software.map_hash()}


@check("roles.instructions", "event", fault="an entry of the record is missing")
def the_record_has_no_gap(on: Ground) -> Evidence:
    count = 0
    for workspace in on.workspaces:
        with workspace_scope(workspace):
            numbers = list(Instruction.objects.order_by("number").values_list("number", flat=True))
        if numbers != list(range(1, len(numbers) + 1)):
            raise Broken(f"The record of {workspace} has a gap.")
        count += len(numbers)
    if not count:
        raise Absent("Nobody has instructed anything yet.")
    return {"workspaces": len(on.workspaces), "entries": count}


@check("dpia", "probe", fault="a risky activity has no assessment")
def risky_processing_was_assessed(on: Ground) -> Evidence:
    """Of each activity with two marks: an assessment, or a reasoned no, that does not wait for its reader for long."""
    count, since = 0, clock.now() - READ_WITHIN
    for workspace in on.workspaces:
        with workspace_scope(workspace):
            newest = {one.key: one for one in ImpactAssessment.objects.order_by("version")}
        for one in newest.values():
            waits = one.state == "in_review" and one.written_at >= since
            if len(one.marks) >= impact.ENOUGH and not (one.outcome and (waits or one.state == "approved")):
                raise Broken(f"In {workspace} the impact of {one.key} was not settled.")
        count += len(newest)
    if not count:
        raise Absent("Nobody has looked at the marks of an activity yet.")
    return {"activities": count}
