"""The register of purposes as it is now: what was written down last, or else what is shipped, with facts from the data map."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ictdesk.kernel import clock
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.datamap import bases
from ictdesk.kernel.datamap.fields import Personal
from ictdesk.kernel.datamap.registry import Row, everything, of_workspace
from ictdesk.kernel.datamap.words import RETENTION_WORDS
from ictdesk.kernel.errors import NotAllowed, NotFound
from ictdesk.kernel.tenancy import current_workspace
from ictdesk.kernel.tenancy.models import CONTROLLER, CellQuerySet, WorkspaceEntry
from ictdesk.trust.records import rules, shipped
from ictdesk.trust.records.models import InterestAssessment, ProcessingRecord
from ictdesk.trust.records.shipped import Shipped


@dataclass(frozen=True, slots=True)
class Facts:
    """What the data map says: categories, whose data, and from when on it is kept."""

    categories: tuple[str, ...]
    subjects: tuple[str, ...]
    kept_from: tuple[str, ...]


@dataclass(frozen=True)
class Line:
    """One purpose. `said` is the version that counts; None where nothing was said of a shipped one."""

    key: str
    use: str
    ours: Shipped | None
    said: ProcessingRecord | None
    facts: Facts
    assessment: InterestAssessment | None

    @cached_property
    def name(self) -> str:
        if self.ours:
            return str(self.ours.name)
        return self.said.name if self.said and self.said.name else self.use

    @property
    def version(self) -> int:
        """0: as it is shipped."""
        return self.said.version if self.said else 0

    @property
    def basis(self) -> str:
        return self.said.basis if self.said else bases.BASIS_OF[self.use]

    @property
    def on(self) -> bool:
        return self.said is None or self.said.on

    @property
    def necessity(self) -> str:
        return self.said.necessity if self.said else str(self.ours.necessity if self.ours else "")

    @property
    def alternatives(self) -> str:
        return self.said.alternatives if self.said else str(self.ours.alternatives if self.ours else "")

    @property
    def recipients(self) -> list[str]:
        """Kinds of `words.RECIPIENTS`."""
        if self.said:
            return self.said.recipients.split()
        return list(self.ours.recipients) if self.ours else ["inside"]

    @property
    def special(self) -> str:
        return self.said.special if self.said else ""

    @property
    def retention(self) -> str:
        return self.said.retention if self.said else ""

    @property
    def weighed(self) -> bool:
        """Whether what has to be weighed is (Art. 6(1)(f)): by an assessment that is approved and not over."""
        return self.basis != "interest" or (
            self.assessment is not None and standing(self.assessment) == "approved"
        )


def standing(row: InterestAssessment) -> str:
    """Its state today: an approved one ends by the calendar alone."""
    over = row.expires_on is not None and row.expires_on <= clock.now().date()
    return "expired" if row.state == "approved" and over else row.state


def lines(actor: Actor) -> list[Line]:
    """Every purpose of the workspace in scope: the shipped ones, those that the map has besides, its own. Raises `NotAllowed`."""
    if not rules.can_read(actor):
        raise NotAllowed
    rows = _map()
    said = {one.key: one for one in ProcessingRecord.objects.order_by("version")}
    approved = {one.key: one for one in InterestAssessment.objects.filter(state="approved")}

    def line(key: str, use: str, ours: Shipped | None) -> Line:
        tables = ours.tables if ours else ()
        return Line(key, use, ours, said.get(key), _facts(rows, use, tables), approved.get(key))

    known = [line(one.key, one.use, one) for one in shipped.SHIPPED]
    named = {one.use for one in shipped.SHIPPED}
    rest = sorted({use for row in rows for use in _uses(row)} - named)
    known += [line(slug_of(use), use, None) for use in rest]
    keys = {one.key for one in known}
    return known + [line(key, row.use, None) for key, row in sorted(said.items()) if key not in keys]


def line_of(actor: Actor, key: str) -> Line:
    """Raises `NotFound`, `NotAllowed`."""
    for one in lines(actor):
        if one.key == key:
            return one
    raise NotFound


def history(actor: Actor, key: str) -> CellQuerySet[ProcessingRecord]:
    """Every version, the newest first. Raises `NotAllowed`."""
    if not rules.can_read(actor):
        raise NotAllowed
    return ProcessingRecord.objects.filter(key=key).order_by("-version")  # type: ignore[no-any-return]


def slug_of(use: str) -> str:
    return use.replace(".", "-").replace("_", "-")[-40:].lstrip("-")


def role() -> str:
    """Whether whoever runs the desk is controller or processor of what is in this workspace (Art. 4(7), (8) GDPR)."""
    return str(WorkspaceEntry.find(id=current_workspace()).role)


def _map() -> list[Row]:
    """Of the workspace; in the vendor's own one the accounts belong to it too."""
    rows = of_workspace()
    if role() == CONTROLLER:
        rows += [row for row in everything() if row.plane == "control"]
    return rows


def _uses(row: Row) -> tuple[str, ...]:
    return row.entry.purposes if isinstance(row.entry, Personal) else ()


def _facts(rows: Iterable[Row], use: str, tables: tuple[str, ...]) -> Facts:
    found: list[Any] = [
        row.entry
        for row in rows
        if isinstance(row.entry, Personal) and (row.table in tables if tables else use in row.entry.purposes)
    ]
    return Facts(
        tuple(sorted({one.category for one in found})),
        tuple(sorted({subject for one in found for subject in one.subjects})),
        tuple(sorted({str(RETENTION_WORDS[one.retention]) for one in found})),
    )
