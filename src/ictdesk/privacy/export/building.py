"""An archive from its first file to its last, as a stream."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import msgspec

from ictdesk.kernel.clock import rfc3339
from ictdesk.kernel.datamap.bundle_shapes import FORMAT, VERSION
from ictdesk.kernel.datamap.telling import card_of, told_of
from ictdesk.privacy.export.about import About
from ictdesk.privacy.export.csv_files import csv_files
from ictdesk.privacy.export.files import files_of
from ictdesk.privacy.export.first_page import first_page
from ictdesk.privacy.export.json_file import data_json
from ictdesk.privacy.export.reading import Reader
from ictdesk.privacy.export.schema import text
from ictdesk.privacy.export.threads import Page, thread_pages
from ictdesk.privacy.export.withholding import Withheld
from ictdesk.privacy.export.zipping import Member, Written, zipped

PASSES = 3
"""How often the rows are walked over: for programs, for spreadsheets, and for the pages or the files."""


def archive(about: About, reader: Reader, withheld: Withheld, written: Written) -> Iterator[bytes]:
    """The archive in pieces. Needs a snapshot of the workspace, and holds no more than some hundred rows."""
    return zipped(_members(about, reader, withheld, written), written)


def total(reader: Reader) -> int:
    """How many rows will have been read in the end, roughly."""
    return PASSES * sum(reader.rows(model).count() for model in reader.models())


def _members(about: About, reader: Reader, withheld: Withheld, written: Written) -> Iterator[Member]:
    yield "style.css", [_style()]
    yield "bundle.schema.json", [text().encode()]
    card = card_of(reader.person)
    if card:
        yield "contact.vcf", [card.encode()]
    files = Withheld()
    yield "data.json", data_json(about, reader, withheld)
    yield from csv_files(reader)
    pages: list[Page] = []
    for model in reader.models():
        told = told_of(model)
        if told.text and told.group:
            yield from thread_pages(model, reader, pages)
        if told.file:
            yield from files_of(model, reader, files)
    withheld.entries += files.entries
    yield "index.html", [first_page(about, reader, withheld, pages, card=bool(card))]
    yield "manifest.json", [_manifest(about, reader, withheld, written)]


def _manifest(about: About, reader: Reader, withheld: Withheld, written: Written) -> bytes:
    """What the archive holds, with the hash of each file, and by which data map and of which moment."""
    said = {
        "format": FORMAT,
        "version": VERSION,
        "variant": about.variant,
        "case": about.case,
        "controller": about.controller,
        "snapshot_at": rfc3339(about.snapshot_at),
        "data_map": about.map_hash,
        "rows": {model._meta.db_table: reader.told.get(model, 0) for model in reader.models()},
        "withheld": [msgspec.to_builtins(one) for one in withheld.entries],
        "files": written.files,
    }
    return msgspec.json.format(msgspec.json.encode(said), indent=2)


@cache
def _style() -> bytes:
    return (Path(__file__).parent / "data" / "style.css").read_bytes()
