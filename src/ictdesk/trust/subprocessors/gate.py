"""The register answers: may this go there, for this workspace, today?

Until somebody was named in force nobody is refused: who runs the desk for themselves has nobody to name. From then on a machine that is
neither our own nor of somebody named gets nothing.
"""

from datetime import date
from uuid import UUID

from django.db import transaction

from ictdesk.kernel import clock, entitlements
from ictdesk.kernel.egress import Call
from ictdesk.trust.subprocessors import abroad, reaching, states
from ictdesk.trust.subprocessors.facts import EEA
from ictdesk.trust.subprocessors.models import EgressDay, SubProcessor, SubProcessorNotice

_noted: set[tuple[str, str, date]] = set()


def answer(call: Call) -> str:
    """A `kernel.egress.Registry`: empty to allow, or why not."""
    host = reaching.machine(call)
    if not host:
        return ""
    rows = {row.key: row for row in SubProcessor.objects.exclude(state="dropped")}
    if not any(row.state in states.IN_FORCE for row in rows.values()):
        return ""
    hosts = {key: row.facts.get("hosts", ()) for key, row in rows.items()}
    row = rows.get(reaching.owner(host, hosts))
    if row is None and reaching.is_own(host):
        return ""
    if row is None:
        return f"{host} belongs to no sub-processor of this desk."
    today = clock.now().date()
    reason = _of_customer(row, call.workspace, today) or abroad.why_not(row, today)
    if not reason:
        note(row.key, host, today)
    return f"{row.facts['name']}: {reason}" if reason else ""


def _of_customer(row: SubProcessor, workspace: UUID | None, today: date) -> str:
    notices = SubProcessorNotice.objects.filter(provider=row)
    notice = notices.filter(workspace_id=workspace).first() if workspace else None
    reason = states.why_not(row.state, told(notice), today)
    outside = sorted(set(row.facts.get("storage", ())) - EEA)
    if (
        not reason
        and outside
        and row.facts["scope"] == "customer_data"
        and entitlements.terms(workspace).eu_only
    ):
        return f"The data of this workspace stays in the EU, and there it lies in {', '.join(outside)}."
    return reason


def told(notice: SubProcessorNotice | None) -> states.Told | None:
    return states.Told(notice.effective_on, notice.objects_now) if notice else None


def note(recipient: str, host: str, day: date) -> None:
    """Once a day for each machine, when the transaction in which it is used ends well. Whose it was is not kept."""
    found = (recipient, host[:253], day)
    if found not in _noted:
        transaction.on_commit(lambda: _keep(found))


def _keep(found: tuple[str, str, date]) -> None:
    recipient, host, day = found
    EgressDay.objects.bulk_create([EgressDay(recipient=recipient, host=host, day=day)], ignore_conflicts=True)
    _noted.add(found)


def forget() -> None:
    """What was noted today is noted again: for a process whose database was emptied."""
    _noted.clear()
