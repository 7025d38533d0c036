"""The log of the workspace in scope, read through and held against every promise that was made about it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ictdesk.kernel.audit import entries, log, notes, tree
from ictdesk.kernel.audit.models import AuditCheckpoint, AuditEntry, AuditNode, AuditRecord
from ictdesk.kernel.audit.verifying import Reader, Report
from ictdesk.kernel.vault import signing

BATCH = 2000


@dataclass(frozen=True, slots=True)
class Line:
    """An entry and what is left of its record."""

    entry: AuditEntry
    record: AuditRecord | None

    @property
    def head(self) -> dict[str, str]:
        return entries.header(self.entry, bytes(self.entry.commitment))

    @property
    def salt(self) -> bytes | None:
        return bytes(self.record.salt) if self.record and self.record.salt is not None else None

    @property
    def payload(self) -> dict[str, object] | None:
        one = self.record
        return entries.payload(one.actor_id, one.object_id, one.facts) if one and self.salt else None


def lines(first: int = 0) -> Iterator[Line]:
    """The log from a place on, read in batches."""
    while True:
        found = list(AuditEntry.objects.filter(place__gte=first).order_by("place")[:BATCH])
        if not found:
            return
        records = {one.id: one for one in AuditRecord.objects.filter(id__in=[entry.id for entry in found])}
        yield from (Line(entry, records.get(entry.id)) for entry in found)
        first = found[-1].place + 1


def check(saved: Mapping[int, bytes] | None = None) -> Report:
    """Reads it through. `saved`: roots by size that somebody kept elsewhere; our own rows prove little against ourselves."""
    log.sequence(everything=True)
    own, forged = _own_promises()
    reader = Reader(own | dict(saved or {}))
    for size in forged:
        reader.report.found(size, "promise_broken")
    for size, root in own.items():
        if saved and saved.get(size, root) != root:
            reader.report.found(size, "promise_broken")
    nodes = Nodes()
    for line in lines():
        leaf = reader.add(line.entry.place, line.head, line.payload, line.salt)
        if leaf != bytes(line.entry.leaf):
            reader.report.found(line.entry.place, "entry_altered")
        if line.record is None:
            reader.report.found(line.entry.place, "record_missing")
        elif not _same_head(line.entry, line.record):
            reader.report.found(line.entry.place, "record_altered")
        if not nodes.add(leaf):
            reader.report.found(line.entry.place, "subtree_altered")
    return reader.close()


def _same_head(entry: AuditEntry, record: AuditRecord) -> bool:
    names = ("at", "actor_kind", "action", "object_kind")
    return all(getattr(entry, name) == getattr(record, name) for name in names)


def _own_promises() -> tuple[dict[int, bytes], list[int]]:
    """Roots by size, and the sizes of those that the installation's key did not sign so."""
    promised, forged = {}, []
    for one in AuditCheckpoint.objects.order_by("size"):
        try:
            said = notes.opened(one.note, signing.public_key())
        except notes.NoCheckpoint:
            forged.append(one.size)
            continue
        if (said.size, said.root) != (one.size, bytes(one.root)):
            forged.append(one.size)
        promised[said.size] = said.root
    return promised, forged


class Nodes:
    """Compares the subtrees that are kept with the leaves, as these come."""

    def __init__(self) -> None:
        self._whole: list[list[bytes]] = [[]]
        self._count = 0

    def add(self, leaf: bytes) -> bool:
        """Whether every kept subtree that ends here is the right one."""
        self._whole[0].append(leaf)
        self._count += 1
        level, right = 1, True
        while len(self._whole[level - 1]) == tree.WIDTH:
            digest = tree.root_of(self._whole[level - 1])
            place = self._count // tree.WIDTH**level - 1
            kept = AuditNode.objects.filter(level=level, place=place).values_list("digest", flat=True).first()
            right &= kept is not None and bytes(kept) == digest
            if len(self._whole) == level:
                self._whole.append([])
            self._whole[level - 1].clear()
            self._whole[level].append(digest)
            level += 1
        return right
