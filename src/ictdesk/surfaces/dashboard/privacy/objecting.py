"""Objections as a case has them: to marketing at once, to the rest by the decision, and taken back."""

from typing import Any

from ictdesk.privacy.objection import commands, queries
from ictdesk.privacy.objection.words import SCOPES
from ictdesk.privacy.rights.models import RightsRequest
from ictdesk.privacy.rights.states import OVER
from ictdesk.surfaces.dashboard.desk_view import DeskRequest
from ictdesk.surfaces.dashboard.privacy.restricting import Step


def _marketing(request: DeskRequest, row: RightsRequest) -> object:
    return commands.object_to(actor=request.actor, request=row, scope="marketing")


def _withdraw(request: DeskRequest, row: RightsRequest) -> object:
    scope = request.POST.get("scope", "")
    return commands.withdraw_objection(actor=request.actor, request=row, scope=scope)  # type: ignore[arg-type]  # the command refuses others


STEPS: dict[str, Step] = {"object": _marketing, "withdraw": _withdraw}


def shown(row: RightsRequest) -> dict[str, Any]:
    """What is on record, and whether it may be asked for here."""
    known = queries.of_case(row)
    kept = queries.on_record(row).values_list("scope", flat=True)
    return {
        "objections": [(one, SCOPES[one]) for one in dict.fromkeys(kept)],
        "may_withdraw": bool(row.identity),
        "may_object": "marketing" not in known and row.state not in OVER,
    }
