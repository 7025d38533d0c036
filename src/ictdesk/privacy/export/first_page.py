"""The first page of an archive: what is in it, what it is used for, what is not shown."""

import re
from collections import Counter
from datetime import datetime
from typing import Any

from django.db.models import Model
from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ictdesk.kernel.datamap.telling import told_of
from ictdesk.privacy.export import columns
from ictdesk.privacy.export.about import About
from ictdesk.privacy.export.information import information
from ictdesk.privacy.export.json_file import unbarred
from ictdesk.privacy.export.reading import Reader
from ictdesk.privacy.export.threads import Page, shown
from ictdesk.privacy.export.withholding import Withheld

SHOWN = 50
"""So many rows of a table stand on the page; the others are in its CSV file."""
MOST_COLUMNS = 8
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT[\d:.]+Z")


def first_page(about: About, reader: Reader, withheld: Withheld, pages: list[Page], *, card: bool) -> bytes:
    """Rendered last: it counts what was met on the way."""
    counts = {model: reader.rows(model).count() for model in reader.models()}
    context = {
        "about": about,
        "root": "",
        "language": get_language(),
        "card": card,
        "pages": pages,
        "tables": [
            _table(model, counts[model], reader)
            for model in counts
            if counts[model] and not told_of(model).text
        ],
        "information": information(about, [one for one in counts if counts[one]], reader.person),
        "withheld": _summed(withheld),
        "of_software": sum(1 for one in withheld.entries if one.reason == "map"),
    }
    return render_to_string("archive/index.html", context).encode(errors="replace")


def _table(model: type[Model], count: int, reader: Reader) -> dict[str, Any]:
    """The first rows of a table, without the columns that only programs need."""
    told = told_of(model)
    names = [one.name for one in columns.told(model, reader.variant) if not one.name.endswith("id")]
    names = [*told.also, *names][:MOST_COLUMNS]
    records = reader.records(model, id__in=list(_first(model, reader))) if told.text == "" else []
    rows = [[_cell(one.values.get(name)) for name in names] for one in records]
    title = told.title
    return {
        "name": model._meta.db_table,
        "title": title,
        "names": [_said(name) for name in names],
        "rows": rows,
        "more": max(0, count - SHOWN),
    }


def _first(model: type[Model], reader: Reader) -> Any:
    return reader.rows(model).order_by(*told_of(model).order).values_list("id", flat=True)[:SHOWN]


def _said(name: str) -> str:
    return name.rpartition("__")[0].replace("__", " ") + name.rpartition("__")[2].replace("_", " ")


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, str):
        return _moment(value) if MOMENT.fullmatch(value) else shown(value)
    return "" if value is None else unbarred(value)


def _moment(value: str) -> str:
    return date_format(localtime(datetime.fromisoformat(value)), _("j M Y, H:i e"))


def _summed(withheld: Withheld) -> list[dict[str, Any]]:
    """By place and reason: a page is read by people, and `data.json` has every single one."""
    told = (one for one in withheld.entries if one.reason != "map")
    counted = Counter((f"{one.table}, {one.column}", one.words) for one in told)
    return [
        {"place": place, "words": words, "count": count} for (place, words), count in sorted(counted.items())
    ]
