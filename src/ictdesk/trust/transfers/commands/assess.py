"""Assess a transfer in the six steps of EDPB Recommendations 01/2020: one member of the vendor's writes and signs, another reads and signs."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from ictdesk.kernel import clock
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from ictdesk.privacy.rights.deadlines import add_months
from ictdesk.trust.promises.page import shown
from ictdesk.trust.subprocessors.rules import must_be_vendors
from ictdesk.trust.transfers import register, rules, words
from ictdesk.trust.transfers.models import LONGEST, TransferAssessment
from ictdesk.trust.transfers.register import Transfer

HOLDS_MONTHS = 12
STEPS = {
    "sent": "what goes there: whose, which data, how much, and where the keys are (step 1)",
    "tool": "which instrument carries it, and what was agreed (step 2)",
    "law": "what law and practice of the country allow its authorities, with sources (step 3)",
    "evidence": "what the importer's own reports show (step 3)",
    "procedure": "what was done so that the measures hold (step 5)",
}


@dataclass(frozen=True, slots=True)
class Assessed:
    """The steps in words. `measures` (step 4): keys of promises that a test or a check keeps. Step 6 is the day of review."""

    sent: str
    tool: str
    law: str
    evidence: str
    procedure: str
    risk: str
    conclusion: str
    measures: tuple[str, ...] = ()
    clear_text: bool = True

    def fields(self) -> dict[str, object]:
        """For a row. Raises `Invalid`."""
        if self.risk not in words.RISKS or self.conclusion not in words.CONCLUSIONS:
            raise Invalid("Risk and conclusion are of their lists.")
        kept = {one.key for one in shown()}
        unknown = sorted(set(self.measures) - kept)
        if unknown:
            raise Invalid(f"A measure is a promise that something keeps; not so: {', '.join(unknown)}.")
        if self.conclusion == "measures" and not self.measures:
            raise Invalid("Name the measures.")
        said = {name: _text(getattr(self, name), what) for name, what in STEPS.items()}
        rest = {"measures": sorted(set(self.measures)), "clear_text": self.clear_text}
        return said | rest | {"risk": self.risk, "conclusion": self.conclusion}


@command(allow=rules.can_assess)
def write_transfer_assessment(*, actor: Actor, transfer: str, assessed: Assessed) -> TransferAssessment:
    """Writes a draft, or the draft anew; whoever writes last is its author. Raises `Invalid`, `NotFound`, and `Conflict`
    while one waits for its second signature."""
    must_be_vendors()
    fields = assessed.fields()
    with transaction.atomic():
        found = _transfer(transfer)
        row = _newest(found.key)
        if row is not None and row.state == "in_review":
            raise Conflict("One waits for its second signature: have it sent back first.")
        if row is None or row.state != "draft":
            row = TransferAssessment(transfer=found.key, version=row.version + 1 if row else 1)
        for name, value in fields.items():
            setattr(row, name, value)
        row.author_id, row.written_at = actor.id, clock.now()
        row.save()
    record(actor, "transfer.write", "transfer_assessment", row.id, transfer=row.transfer, version=row.version)
    return row


@command(allow=rules.can_assess)
def submit_transfer(*, actor: Actor, transfer: str) -> TransferAssessment:
    """The author signs, and gives it to another one. Raises `Conflict`, `NotFound`, `NotAllowed` to anybody else."""
    must_be_vendors()
    with transaction.atomic():
        row = _in(transfer, "draft")
        if row.author_id != actor.id:
            raise NotAllowed("Whoever wrote it signs it first.")
        return _to(actor, row, "in_review")


@command(allow=rules.can_assess)
def send_transfer_back(*, actor: Actor, transfer: str) -> TransferAssessment:
    """Makes it a draft again. Raises `Conflict`, `NotFound`."""
    must_be_vendors()
    with transaction.atomic():
        return _to(actor, _in(transfer, "in_review"), "draft")


@command(allow=rules.can_assess)
def sign_transfer(*, actor: Actor, transfer: str, review_on: date) -> TransferAssessment:
    """The second signature: from now on it counts, with the facts of today. Another conclusion than to stop needs an instrument in force.

    Raises `NotAllowed` to its author, `Invalid` for a day that is past or more than twelve months away, `Conflict`, `NotFound`.
    """
    must_be_vendors()
    today = clock.now().date()
    if not today < review_on <= add_months(today, HOLDS_MONTHS):
        raise Invalid("It is looked at again on a day to come, within a year.")
    with transaction.atomic():
        row, found = _in(transfer, "in_review"), _transfer(transfer)
        if row.author_id == actor.id:
            raise NotAllowed("Another member has to read what you wrote.")
        TransferAssessment.objects.filter(transfer=row.transfer, state__in=register.DECIDED).update(
            state="superseded"
        )
        row.reviewer_id, row.decided_at, row.review_on = actor.id, clock.now(), review_on
        row.cited, row.changed = found.cited, []
        return _to(actor, row, "approved")


def _transfer(key: str) -> Transfer:
    """Raises `NotFound`."""
    found = register.find(key)
    if found is None:
        raise NotFound
    return found


def _newest(key: str) -> TransferAssessment | None:
    rows = TransferAssessment.objects.select_for_update().filter(transfer=key)
    return rows.order_by("-version").first()


def _in(key: str, state: str) -> TransferAssessment:
    row = _newest(key)
    if row is None:
        raise NotFound
    if row.state != state:
        raise Conflict(f"It is not: {words.STATES[state]}.")
    return row


def _to(actor: Actor, row: TransferAssessment, state: str) -> TransferAssessment:
    row.state = state
    row.save()
    record(
        actor, f"transfer.{state}", "transfer_assessment", row.id, transfer=row.transfer, version=row.version
    )
    return row


def _text(said: str, what: str) -> str:
    clean = said.replace("\0", "").strip()
    if not clean:
        raise Invalid(f"Say {what}.")
    if len(clean) > LONGEST:
        raise Invalid(f"Say {what} in at most {LONGEST} characters.")
    return clean
