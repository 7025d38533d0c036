"""A language's catalog: the .po that people edit, and the .mo that Django reads. Neither holds a line number or a date of change."""

import io
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from tools.translations.finding import Message
from tools.translations.places import LOCALE

BEGAN = datetime(2026, 11, 28, tzinfo=UTC)
WIDTH = 110
"""The same for ever: a date that moves would be in every difference."""


def po_of(language: str) -> Path:
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def read(language: str) -> Catalog:
    """What is translated; empty where there is no file."""
    file = po_of(language)
    said = file.read_bytes() if file.exists() else b""
    return read_po(io.BytesIO(said), locale=language)


def renewed(language: str, messages: Iterable[Message]) -> Catalog:
    """Exactly these messages, each with the words that it has."""
    old, new = read(language), Catalog(locale=language, project="ICTDesk", version="1", charset="utf-8")
    new.creation_date = new.revision_date = BEGAN
    new.header_comment, new.fuzzy, new.msgid_bugs_address = "", False, ""
    new.last_translator, new.language_team = "ICTDesk", language
    for one in messages:
        held = old.get(one[0] if isinstance(one, tuple) else one)
        new.add(one, held.string if held and held.id == one else None)
    return new


def as_po(catalog: Catalog) -> bytes:
    file = io.BytesIO()
    write_po(file, catalog, no_location=True, sort_output=True, width=WIDTH)
    return file.getvalue()


def as_mo(catalog: Catalog) -> bytes:
    file = io.BytesIO()
    write_mo(file, catalog)
    return file.getvalue()


def write(language: str, messages: Iterable[Message]) -> None:
    catalog, file = renewed(language, messages), po_of(language)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(as_po(catalog))
    file.with_suffix(".mo").write_bytes(as_mo(catalog))
