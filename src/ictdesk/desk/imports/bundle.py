"""A person's own archive, as this desk or another one of its kind gave it to them to take along (Art. 20 GDPR)."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, cast
from zipfile import BadZipFile, ZipFile

import msgspec

from ictdesk.desk.imports.cases import Case, File, Person, Said, Skipped
from ictdesk.desk.imports.lines import BadExport
from ictdesk.desk.imports.reading import moment, text
from ictdesk.kernel.datamap.bundle_shapes import BundleShape

LARGEST = 512 * 1024 * 1024
CHANNELS = ("chat", "mail", "form", "api")

type Rows = list[dict[str, Any]]


class Bundle:
    """A ZIP with `data.json`, which is read by the published schema before anything is stored."""

    def __init__(self, path: Path) -> None:
        try:
            self._path = path
            said = msgspec.json.decode(self._read("data.json"), type=BundleShape)
        except (OSError, BadZipFile, KeyError, Skipped) as error:
            raise BadExport(f"{path} is no archive with a data.json in it.") from error
        except msgspec.ValidationError as error:
            raise BadExport(f"{path} does not keep to the schema: {error}.") from error
        except msgspec.DecodeError as error:
            raise BadExport(f"{path}: its data.json cannot be read.") from error
        self._tables = {one.table: one.rows for one in said.tables}

    def size(self) -> int:
        return len(self._rows("conversation"))

    def close(self) -> None:
        """Nothing is held open: files are read when the last conversations are stored."""

    def cases(self) -> Iterator[tuple[int, str, Case | Skipped]]:
        """Every conversation of the person; only what they wrote themselves is in such an archive."""
        for place, row in enumerate(self._rows("conversation"), start=1):
            id_ = text(row.get("id"))
            try:
                yield place, id_, self._case(id_, row)
            except Skipped as why:
                yield place, id_, why

    def _case(self, id_: str, row: dict[str, Any]) -> Case:
        requester = self._person()
        said = [
            self._said(one, requester) for one in self._rows("message") if one.get("conversation_id") == id_
        ]
        channel = text(row.get("channel"))
        return Case(
            id=id_,
            requester=requester,
            at=moment(row.get("created_at")),
            said=said,
            subject=text(row.get("subject")),
            channel=cast(
                "Literal['chat', 'mail', 'form', 'api']", channel if channel in CHANNELS else "mail"
            ),
            ticket=row.get("number") is not None,
            remark=self._remark(),
        )

    def _person(self) -> Person:
        found = self._rows("contact")
        if not found:
            raise Skipped("nobody is named whose it is")
        first = {text(one.get("kind")): text(one.get("value")) for one in reversed(self._addresses())}
        return Person(
            id=text(found[0].get("id")),
            name=next((name for one in found if (name := text(one.get("name")))), ""),
            email=first.get("email", ""),
            phone=first.get("phone", ""),
        )

    def _addresses(self) -> Rows:
        return [one for one in self._rows("identity") if one.get("current") is True]

    def _remark(self) -> str:
        """What has no place of its own here: further addresses, and attributes under the names that they had."""
        known = {self._person().email, self._person().phone}
        lines = [value for one in self._addresses() if (value := text(one.get("value"))) not in known]
        lines += [
            f"{one.get('definition__label')}: {one.get('value')}" for one in self._rows("attribute_value")
        ]
        return "\n".join(lines)

    def _said(self, row: dict[str, Any], requester: Person) -> Said:
        id_ = text(row.get("id"))
        held = [one for one in self._rows("attachment") if one.get("message_id") == id_]
        files = [File(text(one.get("name")) or "file", self._reader(text(one.get("file")))) for one in held]
        return Said(
            id=id_,
            at=moment(row.get("created_at")),
            text=text(row.get("body")),
            author=requester,
            files=files,
        )

    def _reader(self, name: str) -> Any:
        return lambda: self._read(name)

    def _read(self, name: str) -> bytes:
        """A file of the archive. Raises `Skipped` for one that is not there or grows too large."""
        with ZipFile(self._path) as archive:
            try:
                if archive.getinfo(name).file_size > LARGEST:
                    raise Skipped("it is too large")
            except KeyError as error:
                raise Skipped("the archive does not hold it") from error
            with archive.open(name) as file:
                return file.read(LARGEST)

    def _rows(self, table: str) -> Rows:
        return self._tables.get(table, [])
