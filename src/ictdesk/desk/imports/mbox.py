"""A mailbox as a file (mbox, RFC 4155): its mails become conversations by what they answer.

The file is read twice: once for which mails belong together, noted by keyed digests in an index on disk, and
once for the mails. As with mail that comes in, nobody joins a conversation who is not its customer:
mails of others in a thread become conversations of their own.
"""

import hashlib
import secrets
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.utils import getaddresses, parsedate_to_datetime
from pathlib import Path
from typing import NamedTuple

from ictdesk.desk.imports.cases import Case, File, Person, Said, Skipped
from ictdesk.desk.imports.lines import BadExport
from ictdesk.desk.mail.folding import fold
from ictdesk.desk.mail.headers import all_of, header, ids_in
from ictdesk.desk.mail.letter import Letter, Unreadable, read, refuse_bombs
from ictdesk.kernel.vault.digests import normal_address

LARGEST = 64 * 1024 * 1024
LONGEST_LINE = 1024 * 1024
HEAD = 256 * 1024


class Place(NamedTuple):
    """Where a mail lies in the file."""

    start: int
    end: int


class Mbox:
    """`own` are the team's addresses: what they wrote are answers."""

    def __init__(self, path: Path, own: set[str]) -> None:
        if not path.is_file():
            raise BadExport(f"There is no file {path}.")
        with path.open("rb") as file:
            if file.read(5) != b"From ":
                raise BadExport(f"{path} is no mbox: it does not begin with a line `From `.")
        self.path, self._own = path, {normal_address(one) for one in own}
        self._index = sqlite3.connect("")  # a file of SQLite's own, without a name, gone with this process
        self._key = secrets.token_bytes(32)

    def size(self) -> int:
        return self.path.stat().st_size

    def close(self) -> None:
        self._index.close()

    def cases(self) -> Iterator[tuple[int, str, Case | Skipped]]:
        """Every thread; what lies between is how far the work is, counted in bytes of the mails done."""
        self._sort()
        done = 0
        threads = self._index.execute("select thread from mail group by thread order by min(start)")
        for (thread,) in threads.fetchall():
            rows = self._index.execute(
                "select start, end from mail where thread = ? order by start", [thread]
            )
            places = [Place(*row) for row in rows.fetchall()]
            done += sum(place.end - place.start for place in places)
            for id_, case in self._thread(places):
                yield done, id_, case

    def _thread(self, places: list[Place]) -> Iterator[tuple[str, Case | Skipped]]:
        letters: list[tuple[str, Letter, Said, bool]] = []
        for place in places:
            raw = self._mail(place)
            id_ = f"byte {place.start}"
            try:
                letter = read(raw, envelope_from="somebody")
                at = _date(raw)
            except Unreadable:
                yield id_, Skipped("it cannot be read as a mail")
            except Skipped as why:
                yield id_, why
            else:
                if letter.sender:
                    own = normal_address(letter.sender) in self._own
                    letters.append((_to(raw, self._own), letter, _said(raw, letter, at, own=own), own))
                else:
                    yield id_, Skipped("it names no sender, or several")
        letters.sort(key=lambda one: one[2].at)
        yield from _cases(letters)

    def _sort(self) -> None:
        """Finds out which mails belong together."""
        self._index.executescript(
            "create table mail (start integer, end integer, thread integer);"
            "create table word (id blob primary key, thread integer) without rowid;"
        )
        for place in _mails(self.path):
            words = self._words(place)
            known = [self._thread_of(word) for word in words]
            threads = sorted({one for one in known if one is not None})
            thread = threads[0] if threads else place.start
            for other in threads[1:]:
                self._index.execute("update mail set thread = ? where thread = ?", [thread, other])
                self._index.execute("update word set thread = ? where thread = ?", [thread, other])
            self._index.execute("insert into mail values (?, ?, ?)", [*place, thread])
            pairs = [(word, thread) for word in words]
            self._index.executemany("insert or replace into word values (?, ?)", pairs)
        self._index.executescript(
            "create index mail_thread on mail (thread); create index word_thread on word (thread);"
        )

    def _thread_of(self, word: bytes) -> int | None:
        row = self._index.execute("select thread from word where id = ?", [word]).fetchone()
        return int(row[0]) if row else None

    def _words(self, place: Place) -> list[bytes]:
        """Digests of the ids of a mail and of those that it answers."""
        head = self._mail(Place(place.start, min(place.end, place.start + HEAD)))
        try:
            refuse_bombs(head)
            mail = message_from_bytes(head.partition(b"\n\n")[0] + b"\n\n", policy=policy.default)
            ids = [one for name in ("message-id", "references", "in-reply-to") for one in ids_in(mail, name)]
        except Exception:  # noqa: BLE001 - a mail that cannot be read stands alone
            return []
        return [hashlib.blake2b(one.encode(), key=self._key, digest_size=16).digest() for one in ids[:60]]

    def _mail(self, place: Place) -> bytes:
        """The mail without the line before it, and without the marks that keep `From ` apart."""
        with self.path.open("rb") as file:
            file.seek(place.start)
            raw = file.read(min(place.end - place.start, LARGEST))
        body = raw.partition(b"\n")[2].replace(b"\r\n", b"\n")
        return body.replace(b"\n>From ", b"\nFrom ").replace(b"\n>>From ", b"\n>From ")


def _mails(path: Path) -> Iterator[Place]:
    """Where each mail begins and ends: at a line `From ` after an empty one."""
    start, at, empty = -1, 0, True
    with path.open("rb") as file:
        while line := file.readline(LONGEST_LINE):
            if empty and line.startswith(b"From "):
                if start >= 0:
                    yield Place(start, at)
                start = at
            empty = not line.strip()
            at += len(line)
    if start >= 0:
        yield Place(start, at)


def _cases(letters: list[tuple[str, Letter, Said, bool]]) -> Iterator[tuple[str, Case]]:
    """The conversation of whoever wrote first, or was written to; and one of everybody else in the thread."""
    by_person: dict[str, list[tuple[str, Letter, Said, bool]]] = {}
    first = next((normal_address(one.sender) for _, one, _, own in letters if not own), "")
    for held in letters:
        to, letter, _, own = held
        by_person.setdefault((first or to) if own else normal_address(letter.sender), []).append(held)
    for person, theirs in by_person.items():
        _, letter, said, _ = theirs[0]
        names = [one.name for _, one, _, own in theirs if not own]
        yield (
            said.id,
            Case(
                id=said.id,
                requester=Person(id=person, name=names[0] if names else "", email=person),
                at=said.at,
                said=[one for _, _, one, _ in theirs],
                subject=letter.subject,
                category="solved",
                remark="" if person == (first or person) else "Part of a thread with somebody else.",
            ),
        )


def _said(raw: bytes, letter: Letter, at: datetime, *, own: bool) -> Said:
    text, folded = fold(letter.text)
    files = [File(part.name, lambda content=part.content: content) for part in letter.files]  # type: ignore[misc]
    if folded or not letter.whole:
        files.append(File("original.eml", lambda: raw, mail=True))
    author = Person(id=letter.sender.lower(), name=letter.name, email=letter.sender, team=own)
    digest = hashlib.sha256(raw).hexdigest()
    return Said(id=letter.message_id or digest, at=at, text=text, author=author, files=files)


def _date(raw: bytes) -> datetime:
    mail = message_from_bytes(raw[:HEAD].partition(b"\n\n")[0] + b"\n\n", policy=policy.compat32)
    try:
        at = parsedate_to_datetime(str(mail["date"]))
        return at.replace(tzinfo=at.tzinfo or UTC).astimezone(UTC)
    except (TypeError, ValueError, OverflowError, IndexError) as error:
        raise Skipped("it has no date that can be read") from error


def _to(raw: bytes, own: set[str]) -> str:
    """The first outsider whom it goes to."""
    mail = message_from_bytes(raw[:HEAD].partition(b"\n\n")[0] + b"\n\n", policy=policy.default)
    try:
        named = getaddresses([header(mail, "to"), *all_of(mail, "cc")])
    except Exception:  # noqa: BLE001 - a header that cannot be read names nobody
        named = []
    outside = [normal_address(one) for _, one in named if "@" in one and normal_address(one) not in own]
    return outside[0] if outside else ""
