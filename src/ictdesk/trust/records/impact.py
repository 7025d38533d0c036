"""Whether an activity needs an impact assessment: nine marks, and two of them are enough (WP 248 rev.01, III.B.a; Art. 35 GDPR)."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from ictdesk.kernel.errors import Invalid
from ictdesk.trust.records.describing import text
from ictdesk.trust.records.models import ImpactAssessment

LONGEST = 3000
ENOUGH = 2
MARKS: dict[str, object] = {
    "scoring": _("People are scored, profiled or predicted"),
    "automated": _("Decisions with legal or similar effect are automated"),
    "monitoring": _("People are monitored systematically"),
    "sensitive": _("Special categories, or data of a very personal kind"),
    "scale": _("It is done on a large scale"),
    "matching": _("Sets of data are matched or combined"),
    "vulnerable": _("People are vulnerable, such as children or employees"),
    "innovative": _("A new technology, or a new use of one"),
    "blocking": _("It keeps people from a right, a service or a contract"),
}
OUTCOMES: dict[str, object] = {
    "done": _("Assessed: with these measures the risk is acceptable"),
    "consult": _("A high risk remains: the authority is consulted first (Art. 36)"),
    "not_needed": _("No assessment is needed, for this reason"),
}
STANDINGS: dict[str, object] = {
    "unmarked": _("Nobody has looked at the marks"),
    "free": _("Fewer than two marks: none is needed"),
    "required": _("Two marks or more: an assessment is required"),
    "waits": _("Waits for a second reader"),
    "approved": _("Settled by two people"),
}


@dataclass(frozen=True, slots=True)
class Impact:
    """What one writes: the marks, and with two or more of them the assessment (Art. 35(7)) or a reasoned no."""

    marks: tuple[str, ...]
    outcome: str = ""
    description: str = ""
    necessity: str = ""
    risks: str = ""
    measures: str = ""
    reason: str = ""

    def fields(self) -> dict[str, object]:
        """For a row. Raises `Invalid`."""
        if not set(self.marks) <= MARKS.keys():
            raise Invalid(f"Marks are of {', '.join(MARKS)}.")
        needed = len(set(self.marks)) >= ENOUGH
        if self.outcome not in OUTCOMES and (needed or self.outcome):
            raise Invalid("With two marks it is assessed, or a reason says why not.")
        no = self.outcome == "not_needed"
        assessed = needed and not no
        return {
            "marks": sorted(set(self.marks)),
            "outcome": self.outcome,
            "description": text(self.description, "what is done", LONGEST, needed=assessed),
            "necessity": text(self.necessity, "why it is needed and in proportion", LONGEST, needed=assessed),
            "risks": text(self.risks, "what it may do to people", LONGEST, needed=assessed),
            "measures": text(self.measures, "what is done against that", LONGEST, needed=assessed),
            "reason": text(self.reason, "why none is needed", LONGEST, needed=no),
        }


def standing(newest: ImpactAssessment | None) -> str:
    """Of an activity, by its newest row: one of `STANDINGS`."""
    if newest is None:
        return "unmarked"
    if newest.state == "approved":
        return "approved"
    if newest.state == "in_review":
        return "waits"
    return "free" if len(newest.marks) < ENOUGH else "required"
