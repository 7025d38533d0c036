"""A controller's own case: opened when the workspace is told, or by itself."""

from ictdesk.kernel import clock
from ictdesk.trust.breaches.models import BreachCase, BreachIncident


def open_for(incident: BreachIncident) -> BreachCase:
    """The case of the workspace in scope for an incident of the vendor. Its clock runs from now (EDPB Guidelines 9/2022, 44)."""
    found: BreachCase | None = BreachCase.objects.filter(incident_id=incident.id).first()
    if found is None:
        found = BreachCase(
            number=next_number(), incident_id=incident.id, name=incident.name, aware_at=clock.now()
        )
        found.save(force_insert=True)
    return found


def next_number() -> int:
    newest = BreachCase.objects.order_by("-number").values_list("number", flat=True).first()
    return int(newest or 0) + 1
