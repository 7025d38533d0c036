"""The data map knows every field and uses no word of its own; the page in docs is what it says."""

from dataclasses import replace
from pathlib import Path

import pytest
from django.apps import apps

from ictdesk.kernel.datamap import checks, document, registry
from ictdesk.kernel.datamap.fields import END_USER, SUPPORT, Personal
from tests.isolation.databases import Cursor, address, rolled_back, with_fault

PAGE = Path(__file__).parents[2] / "docs" / "data-map.md"
GOOD = Personal("user.name", "provided", (SUPPORT,), (END_USER,), "last_activity", "shred")
DATABASES = {"cell": "ictdesk_cell_eu", "control": "ictdesk_control"}
LIVE = """
    select c.relname, a.attname from pg_attribute a join pg_class c on c.oid = a.attrelid
    join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p', 'm', 'v', 'f') and a.attnum > 0 and not a.attisdropped
      and n.nspname <> 'information_schema' and n.nspname !~ '^pg_' and not c.relispartition
"""


def live(cursor: Cursor) -> set[tuple[str, str]]:
    return {(table, column) for table, column in cursor.execute(LIVE).fetchall()}


def known(plane: str) -> set[tuple[str, str]]:
    return {(row.table, row.column) for row in registry.everything() if row.plane == plane}


def test_every_field_has_an_entry_in_the_words_of_the_lists() -> None:
    assert checks.every_field_has_an_entry() == checks.entries_use_the_vocabulary() == []
    assert len(registry.everything()) > 250


def test_every_model_of_ours_is_in_the_map() -> None:
    ours = {model._meta.db_table for model in apps.get_models() if model.__module__.startswith("ictdesk.")}
    assert ours <= {row.table for row in registry.everything()}


@pytest.mark.parametrize("plane", DATABASES)
def test_the_living_database_has_these_columns_and_no_others(plane: str) -> None:
    with rolled_back(address("ictdesk_app", DATABASES[plane])) as cursor:
        assert live(cursor) ^ known(plane) == set()


@pytest.mark.parametrize(
    ("fault", "difference"),
    [
        ("alter table contact add column phone text", ("contact", "phone")),
        ("alter table contact drop column gpc", ("contact", "gpc")),
        ("create table keys.extra (id uuid)", ("extra", "id")),
        ("create view extra as select locale from contact", ("extra", "locale")),
        ("alter table procrastinate_jobs add column said text", ("procrastinate_jobs", "said")),
    ],
)
def test_a_difference_would_be_seen(fault: str, difference: tuple[str, str]) -> None:
    with with_fault(fault) as cursor:
        assert live(cursor) ^ known("cell") == {difference}


def test_a_field_without_an_entry_fails_the_check(monkeypatch: pytest.MonkeyPatch) -> None:
    field = apps.get_model("contacts", "Contact")._meta.get_field("name")
    monkeypatch.delattr(field, "privacy")
    assert [error.id for error in checks.every_field_has_an_entry()] == ["datamap.E001"]


def test_an_unknown_word_fails_the_check(monkeypatch: pytest.MonkeyPatch) -> None:
    field = apps.get_model("contacts", "Contact")._meta.get_field("name")
    monkeypatch.setattr(field, "privacy", replace(GOOD, category="user.nickname"))
    assert [error.id for error in checks.entries_use_the_vocabulary()] == ["datamap.E002"]


@pytest.mark.parametrize(
    "bad",
    [
        replace(GOOD, category="user.nickname"),
        replace(GOOD, purposes=("because",)),
        replace(GOOD, purposes=()),
        replace(GOOD, subjects=("nobody",)),
        replace(GOOD, subjects=()),
        replace(GOOD, retention="forever"),
        replace(GOOD, erasure="keep"),
        replace(GOOD, subjects=(END_USER, "third_party_mentioned")),
    ],
)
def test_what_is_wrong_with_an_entry(bad: Personal) -> None:
    assert checks.faults(GOOD) == []
    assert len(checks.faults(bad)) >= 1


def test_the_page_says_what_the_map_says() -> None:
    assert PAGE.read_text(encoding="utf-8") == document.page(registry.everything()), "run ./desk fix"


def test_the_page_names_every_column() -> None:
    page = document.page(registry.everything())
    for row in registry.everything():
        assert f"### `{row.table}`" in page
        assert f"`{row.column}`" in page
    changed = [replace(row, column="other") for row in registry.everything()]
    assert document.page(changed) != page
