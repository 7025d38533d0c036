"""What of a text is withheld: what a reviewer said, and until somebody has read it whatever looks like somebody else."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from ictdesk.kernel.vault import digests, keyring
from ictdesk.privacy.export.models import Redaction
from ictdesk.privacy.export.passages import Span
from ictdesk.privacy.export.recognising import Found, Known, recognise
from ictdesk.privacy.export.words import REASON_OF

type Decided = Mapping[tuple[UUID, str], Sequence[Redaction]]
"""By row and column."""

FILE = "file"


def digest_of(text: str) -> bytes:
    """By which a text is known to be the one that was read."""
    return digests.blind(keyring.index_key(), "redaction", text)


NOTHING: Decided = {}
MOST_KNOWN = 300_000
"""So many texts are not searched twice in one archive."""


class Redactor:
    """For one case. `known` is None where nothing is told but the person's own words."""

    def __init__(self, request_id: UUID, known: Known | None) -> None:
        self._request, self._known = request_id, known
        self._found: dict[tuple[UUID, str, int], list[Found]] = {}

    def decided(self, rows: Sequence[Any]) -> Decided:
        """What was decided about these rows, in one query."""
        held: dict[tuple[UUID, str], list[Redaction]] = defaultdict(list)
        for one in Redaction.objects.filter(request_id=self._request, row_id__in=[row.id for row in rows]):
            held[one.row_id, one.column].append(one)
        return held

    def spans(self, decided: Decided, row_id: UUID, column: str, text: str, *, own: bool) -> list[Span]:
        """The passages to withhold. In their own words only what a reviewer marked: they wrote it themselves."""
        held = decided.get((row_id, column), [])
        digest = digest_of(text) if held else b""
        if any(bytes(one.digest) != digest and one.state == "withheld" for one in held):
            return [Span(0, len(text), "changed")]
        judged = {(one.start, one.end): one for one in held if bytes(one.digest) == digest}
        spans = [Span(one.start, one.end, one.reason) for one in judged.values() if one.state == "withheld"]
        if own or self._known is None:
            return spans
        for found in self._search(self._known, (row_id, column, hash(text)), text):
            one = judged.get((found.start, found.end))
            if one is None or one.state == "open":
                spans.append(Span(found.start, found.end, "unread"))
        return spans

    def _search(self, known: Known, place: tuple[UUID, str, int], text: str) -> list[Found]:
        """Every table is walked over three times, and says the same each time."""
        found = self._found.get(place)
        if found is None:
            found = recognise(text, known)
            if len(self._found) < MOST_KNOWN:
                self._found[place] = found
        return found

    def suggested(self, text: str) -> list[tuple[int, int, str, str]]:
        """First and last character, kind and reason of what a reviewer should look at."""
        found = recognise(text, self._known) if self._known else []
        return [(one.start, one.end, one.kind, REASON_OF.get(one.kind, "others")) for one in found]


def file_code(decided: Decided, row_id: UUID, *, inner: bool) -> str:
    """Why a file is withheld, or nothing. What only the team saw is told after somebody has looked at it."""
    for one in decided.get((row_id, FILE), []):
        if one.state != "open":
            return one.reason if one.state == "withheld" else ""
    return "unread" if inner else ""
