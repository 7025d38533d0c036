"""What became of an import: counts, and for each thing that was left out its id over there and why."""

from collections import Counter
from dataclasses import dataclass, field
from typing import TextIO


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one case: laid, or known from before."""

    id: str
    kind: str
    messages: int = 0
    left_out: tuple[str, ...] = ()


@dataclass(slots=True)
class Report:
    """Counts while it runs, and writes a line for everything that was left out: ids and reasons, no words of anybody."""

    out: TextIO | None = None
    laid: int = 0
    known: int = 0
    messages: int = 0
    reasons: Counter[str] = field(default_factory=Counter)

    def skip(self, id_: str, why: str) -> None:
        """Something was left out."""
        self.reasons[why] += 1
        if self.out is not None:
            self.out.write(f"{''.join(sign for sign in id_ if sign.isprintable())[:200]}\t{why}\n")

    def add(self, outcome: Outcome) -> None:
        if outcome.kind == "known":
            self.known += 1
            return
        self.laid += 1
        self.messages += outcome.messages
        for why in outcome.left_out:
            self.skip(outcome.id, why)

    def lines(self) -> list[str]:
        """What the operator reads at the end."""
        said = [f"Imported: {self.laid} conversations with {self.messages} messages."]
        if self.known:
            said.append(f"Left as they are: {self.known} that were imported before.")
        said += [f"Left out: {count} x {why}." for why, count in self.reasons.most_common()]
        return said
