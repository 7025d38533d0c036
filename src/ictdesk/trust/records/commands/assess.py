"""Weigh a legitimate interest against those of the people: one writes, another one reads and approves."""

from dataclasses import dataclass
from datetime import date

from ictdesk.kernel import clock
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import Conflict, Invalid, NotAllowed
from ictdesk.kernel.instructing import Alters
from ictdesk.privacy.rights.deadlines import add_months
from ictdesk.trust.records import register, rules, words
from ictdesk.trust.records.describing import text
from ictdesk.trust.records.models import InterestAssessment
from ictdesk.trust.records.switching import switch_all

LONGEST = 3000
HOLDS_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Weighing:
    """The three steps (interest, necessity, balancing), what protects people, and what comes of it."""

    interest: str
    necessity: str
    balancing: str
    safeguards: str
    outcome: str

    def fields(self) -> dict[str, str]:
        """For a row. Raises `Invalid`."""
        if self.outcome not in words.OUTCOMES:
            raise Invalid(f"The outcome is one of {', '.join(words.OUTCOMES)}.")
        return {
            "interest": text(self.interest, "which interest it is", LONGEST, needed=True),
            "necessity": text(self.necessity, "why it is needed", LONGEST, needed=True),
            "balancing": text(self.balancing, "what it means for people", LONGEST, needed=True),
            "safeguards": text(self.safeguards, "what protects people", LONGEST, needed=True),
            "outcome": self.outcome,
        }


@command(allow=rules.can_assess)
def write_assessment(*, actor: Actor, activity: str, weighing: Weighing) -> InterestAssessment:
    """Writes a draft, or the draft anew; whoever writes last is its author. Raises `Invalid`, `NotFound`, and `Conflict`
    while one waits for its reader."""
    register.line_of(actor, activity)
    fields = weighing.fields()
    rows = InterestAssessment.objects.filter(key=activity).order_by("-version")
    row: InterestAssessment | None = rows.select_for_update().first()
    if row is not None and row.state == "in_review":
        raise Conflict("One waits for its second reader: have it sent back first.")
    if row is None or row.state != "draft":
        row = InterestAssessment(key=activity, version=row.version + 1 if row else 1)
    for name, value in fields.items():
        setattr(row, name, value)
    row.author_id, row.written_at = actor.id, clock.now()
    row.save()
    record(actor, "assessment.write", "interest_assessment", row.id, key=activity, version=row.version)
    return row


@command(allow=rules.can_assess)
def submit_assessment(*, actor: Actor, assessment: InterestAssessment) -> InterestAssessment:
    """Gives a draft to a second reader. Raises `Conflict`."""
    row = _in(assessment, "draft")
    return _to(actor, row, "in_review")


@command(allow=rules.can_assess)
def send_assessment_back(*, actor: Actor, assessment: InterestAssessment) -> InterestAssessment:
    """Makes it a draft again. Raises `Conflict`."""
    row = _in(assessment, "in_review")
    return _to(actor, row, "draft")


@command(allow=rules.can_assess, alters=Alters("purposes", (InterestAssessment,)))
def approve_assessment(
    *, actor: Actor, assessment: InterestAssessment, expires_on: date
) -> InterestAssessment:
    """Makes it the one that counts, for a year at most; the one before is followed by it.

    Raises `NotAllowed` to its author, `Invalid` for a day that is past or too far, and `Conflict`.
    """
    row = _in(assessment, "in_review")
    if row.author_id == actor.id:
        raise NotAllowed("Another member has to read what you wrote.")
    if row.outcome != "ours":
        raise Conflict(
            "By its outcome this may not be done: switch the purpose off, or give it another basis."
        )
    today = clock.now().date()
    if not today < expires_on <= add_months(today, HOLDS_MONTHS):
        raise Invalid("It holds until a day to come, within a year.")
    InterestAssessment.objects.filter(key=row.key, state="approved").update(state="superseded")
    row.reviewer_id, row.decided_at, row.expires_on, row.reminded = actor.id, clock.now(), expires_on, None
    made = _to(actor, row, "approved")
    switch_all()
    return made


def _in(assessment: InterestAssessment, state: str) -> InterestAssessment:
    row: InterestAssessment = InterestAssessment.objects.select_for_update().find(id=assessment.id)
    if row.state != state:
        raise Conflict(f"It is not {words.STATES[state]}.")
    return row


def _to(actor: Actor, row: InterestAssessment, state: str) -> InterestAssessment:
    row.state = state
    row.save()
    record(actor, f"assessment.{state}", "interest_assessment", row.id, key=row.key, version=row.version)
    return row
