"""Where data is, and who helps (rows 22 to 27)."""

import hashlib
from uuid import UUID

from django.conf import settings
from django.db import connections

from ictdesk.kernel import clock, entitlements
from ictdesk.kernel.tenancy.models import PROCESSOR, WorkspaceEntry
from ictdesk.kernel.tenancy.planes import cell_aliases
from ictdesk.kernel.vault import cells as apart
from ictdesk.trust.promises.bundle import regions
from ictdesk.trust.promises.claims import HOURLY, Absent, Broken, Evidence, check, claim
from ictdesk.trust.promises.ground import Ground
from ictdesk.trust.subprocessors import facts, queries, states
from ictdesk.trust.subprocessors.models import EgressDay, SubProcessor, SubProcessorNotice
from ictdesk.trust.transfers import register

claim(
    "transfer.resolver",
    22,
    "Art. 44-46",
    "Each transfer to a third country has the instrument that the law asks for.",
    tests=("tests/trust/test_resolver.py",),
)
claim(
    "transfer.tia",
    23,
    "Art. 46",
    "Each transfer that needs it is assessed and signed by two, and its day of review has not come.",
    tests=("tests/trust/test_transfers.py",),
)
claim(
    "residency.eu",
    24,
    "Art. 44, 28(3)(a)",
    "Of a workspace that stays in the EU nothing goes to who keeps data outside.",
    tests=("tests/trust/test_subprocessors.py",),
)
claim("residency.list", 25, "Art. 13(1)(f)", "The list of regions is the list of databases that there are.")
claim(
    "subproc.registry",
    26,
    "Art. 28(2), (4)",
    "Data goes to nobody who is not on the list, and everybody on it has an agreement and a review of this quarter.",
    tests=("tests/trust/test_subprocessors.py", "tests/mail/test_destinations.py"),
)
claim(
    "subproc.notice",
    27,
    "Art. 28(2)",
    "Customers are told of a new sub-processor before it gets anything of theirs.",
    tests=("tests/trust/test_subprocessors.py",),
)


@check("transfer.resolver", "probe", fault="the signed clauses of a provider are gone")
def each_transfer_has_its_instrument(_on: Ground) -> Evidence:
    """Worked out anew from the facts of today; what nobody uses yet does not count."""
    found = _transfers()
    bare = sorted(one.key for one in found if any(law in register.STRICT for law in one.lacking))
    if bare:
        raise Broken(f"No instrument is in force for {', '.join(bare)}.")
    kinds = sorted({f"{each.regime} {each.kind}" for one in found for each in one.instruments})
    return {"transfers": len(found), "instruments": ", ".join(kinds)}


@check("transfer.tia", "probe", fault="the day of review of an assessment is over")
def each_transfer_is_assessed(_on: Ground) -> Evidence:
    found = [one for one in _transfers() if one.needs_assessment]
    if not found:
        raise Absent("No transfer needs an assessment.")
    if all(one.assessment is None for one in found):
        raise Absent("Nobody has assessed a transfer here yet.")
    open_ones = sorted(one.key for one in found if one.state in ("open", "late"))
    if open_ones:
        raise Broken(f"Not assessed, or no longer: {', '.join(open_ones)}.")
    return {"transfers": len(found), "signed": sum(one.assessment is not None for one in found)}


def _transfers() -> list[register.Transfer]:
    found = [one for one in register.transfers() if one.row is None or one.row.state in states.SHOWN]
    if not found:
        raise Absent("Nothing leaves for another country.")
    return found


@check("residency.eu", "probe", fault="a pinned workspace's data went outside")
def pinned_workspaces_stay(on: Ground) -> Evidence:
    pinned = [one for one in on.workspaces if entitlements.terms(one).eu_only]
    if not pinned:
        raise Absent("No workspace is pinned to the EU.")
    cells = set(WorkspaceEntry.objects.filter(id__in=pinned).values_list("region", flat=True))
    outside = sorted(code for code in cells if code != "eu")
    if outside:
        raise Broken(f"Pinned workspaces live in {', '.join(outside)}.")
    refused = [_refused(pinned[0], line.row) for line in queries.listed() if line.facts.outside]
    if not all(refused):
        raise Broken("A call to who keeps data outside would be let through.")
    return {"pinned": len(pinned), "refused": len(refused)}


def _refused(workspace: UUID, row: SubProcessor) -> bool:
    from ictdesk.trust.subprocessors import gate  # noqa: PLC0415 - only asked, never noted

    if row.facts["scope"] != "customer_data":
        return True
    return bool(gate._of_customer(row, workspace, clock.now().date()))  # noqa: SLF001


@check("residency.list", "probe", every=HOURLY, fault="a workspace lives in a region that there is not")
def each_region_answers(_on: Ground) -> Evidence:
    cells = {alias.removeprefix("cell_") for alias in cell_aliases()}
    told = set(regions())
    lived_in = set(WorkspaceEntry.objects.exclude(state="ended").values_list("region", flat=True).distinct())
    unnamed = sorted(code for code in cells if code not in settings.ICTDESK_PLACES)
    if told != cells or lived_in - cells or unnamed:
        odd = sorted((told ^ cells) | (lived_in - cells) | set(unnamed))
        raise Broken(f"Not as it is told: {', '.join(odd)}.")
    if wrong := apart.wrong():
        raise Broken(f"{wrong}.")
    said = {}
    for alias in cell_aliases():
        with connections[alias].cursor() as cursor:
            cursor.execute("select system_identifier::text from pg_control_system()")
            said[alias] = hashlib.sha256(cursor.fetchone()[0].encode()).hexdigest()[:16]
    return {"regions": len(cells)} | said


@check("subproc.registry", "probe", every=HOURLY, fault="data went to a machine of nobody on the list")
def nobody_else_gets_anything(_on: Ground) -> Evidence:
    lines = queries.listed()
    if not lines:
        raise Absent("Nobody is on the list of sub-processors.")
    strays = queries.strays()
    bare = sorted(line.row.key for line in lines if line.row.dpa_signed_on is None)
    late = sorted(line.row.key for line in lines if queries.is_late(line.row))
    if strays or bare or late:
        hosts = ", ".join(one.host for one in strays) or "-"
        raise Broken(f"Unlisted: {hosts}; without agreement: {len(bare)}; not reviewed: {len(late)}.")
    listed = hashlib.sha256(repr([facts.kept(line.facts) for line in lines]).encode()).hexdigest()
    return {
        "listed": len(lines),
        "destinations": EgressDay.objects.values("host").distinct().count(),
        "list": listed,
    }


@check("subproc.notice", "event", fault="somebody is in use before a customer's day")
def nobody_begins_early(_on: Ground) -> Evidence:
    notices = list(SubProcessorNotice.objects.select_related("provider").filter(days__gt=0))
    if not notices:
        raise Absent("No change was announced yet.")
    customers = set(WorkspaceEntry.objects.filter(role=PROCESSOR).values_list("id", flat=True))
    early = [
        one
        for one in notices
        if one.provider.state in ("active", "leaving")
        and one.workspace_id in customers
        and (one.told_at is None or _too_early(one))
    ]
    if early:
        raise Broken(f"{len(early)} customers were not told in time.")
    return {"notices": len(notices), "told": sum(one.told_at is not None for one in notices)}


def _too_early(one: SubProcessorNotice) -> bool:
    """Either it began before the day that was said, or that day is nearer than was agreed."""
    assert one.told_at is not None
    right = states.effective_on(one.told_at.date(), one.days)
    if one.effective_on is None or one.effective_on < right:
        return True
    return one.provider.active_on is not None and one.provider.active_on < one.effective_on
