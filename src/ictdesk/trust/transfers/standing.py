"""What the register of transfers answers to the gate and to the steps of a sub-processor, and what opens an assessment again."""

from datetime import date

from ictdesk.kernel import clock
from ictdesk.kernel.jobs import defer
from ictdesk.trust.subprocessors.facts import EEA
from ictdesk.trust.subprocessors.models import SubProcessor
from ictdesk.trust.transfers import register
from ictdesk.trust.transfers.models import TransferAssessment
from ictdesk.trust.transfers.register import Transfer


class Standing:
    """A `subprocessors.abroad.Abroad`."""

    def why_not(self, row: SubProcessor, today: date) -> str:
        """No statement for somebody who stays in the EEA, two for everybody else."""
        if {*row.facts.get("storage", ()), *row.facts.get("access", ())} <= EEA:
            return ""
        return next((one.stopped for one in register.transfers(today, row) if one.stopped), "")

    def lacks(self, row: SubProcessor, today: date) -> str:
        for one in register.transfers(today, row):
            if one.stopped:
                return one.stopped
            if one.state != "stands":
                return f"Its transfer to {one.country} is not assessed, or no longer."
        return ""

    def changed(self, row: SubProcessor) -> None:
        if reopen(register.transfers(only=row)):
            defer("abroad.tell")


def reopen(found: list[Transfer]) -> list[TransferAssessment]:
    """Opens every approved assessment again that rests on a fact which is another one now. Nothing is sent differently by that: the
    instruments are worked out at each call."""
    opened = []
    for one in found:
        row = one.assessment
        if row is None or row.state != "approved" or row.cited == one.cited:
            continue
        names = sorted({*row.cited, *one.cited})
        row.changed = [name for name in names if row.cited.get(name) != one.cited.get(name)]
        row.state, row.reopened_at, row.told_on = "reopened", clock.now(), None
        row.save(update_fields=["state", "changed", "reopened_at", "told_on"])
        opened.append(row)
    return opened
