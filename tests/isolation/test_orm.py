"""Every model through Django: outside a scope it raises, in the neighbour's it finds nothing."""

import pytest
from django.db import ProgrammingError, connections, models

from ictdesk.kernel.errors import NotFound
from ictdesk.kernel.tenancy import NoScope, WrongScope, workspace_scope
from ictdesk.kernel.tenancy.models import CellModel
from tests.isolation.databases import CELL
from tests.isolation.furnished import Furnished, cell_models

MODELS = cell_models()
every_model = pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.db_table)


def row(model: type[CellModel], house: Furnished) -> CellModel:
    with workspace_scope(house.id):
        found: CellModel = model.objects.order_by("id")[0]
        return found


@every_model
def test_outside_a_scope_managers_raise(acme: Furnished, model: type[CellModel]) -> None:
    carried = row(model, acme)
    for attempt in (
        model.objects.all,
        lambda: model.objects.find(id=carried.id),
        model.objects.create,
        lambda: model.objects.bulk_create([carried]),
        lambda: model._base_manager.filter(id=carried.id),
        lambda: list(model.objects.raw(f"select * from {model._meta.db_table}")),
        carried.save,
        carried.delete,
        carried.refresh_from_db,
        carried.must_be_in_scope,
    ):
        with pytest.raises(NoScope):
            attempt()


@every_model
def test_a_query_that_left_its_scope_raises(acme: Furnished, model: type[CellModel]) -> None:
    with workspace_scope(acme.id):
        carried = model.objects.all()
        assert carried.exists()
    for attempt in (carried.exists, carried.count, lambda: list(carried), carried.delete):
        with pytest.raises(NoScope):
            attempt()


@every_model
def test_raw_sql_through_django_raises(model: type[CellModel]) -> None:
    table = model._meta.db_table
    with connections[CELL].cursor() as cursor:
        for statement in (
            f"select * from {table}",
            f'DELETE FROM "{table}"',
            f"select 1 from public.{table} as t",
        ):
            with pytest.raises(NoScope):
                cursor.execute(statement)
            with pytest.raises(NoScope):
                cursor.executemany(statement, [[]])


@every_model
def test_in_the_neighbours_scope_there_is_nothing(
    acme: Furnished, globex: Furnished, model: type[CellModel]
) -> None:
    theirs = row(model, acme)
    with workspace_scope(globex.id):
        assert not model.objects.filter(id=theirs.id).exists()
        assert not models.QuerySet(model).using(CELL).filter(id=theirs.id).exists(), "without our manager"
        assert {one.workspace_id for one in model.objects.all()} == {globex.id}
        with pytest.raises(NotFound):
            model.objects.find(id=theirs.id)
        with pytest.raises(model.DoesNotExist):
            theirs.refresh_from_db()
        for change in (theirs.save, theirs.delete, theirs.must_be_in_scope):
            with pytest.raises(WrongScope):
                change()


@every_model
def test_no_row_is_planted_in_bulk(acme: Furnished, globex: Furnished, model: type[CellModel]) -> None:
    """`bulk_create` asks no `save()`; the policy stands underneath."""
    theirs = row(model, acme)
    with pytest.raises(ProgrammingError, match="row-level security"), workspace_scope(globex.id):
        models.QuerySet(model).using(CELL).bulk_create([theirs])  # type: ignore[arg-type]  # whatever the model is


def test_a_connection_is_guarded_from_its_first_statement() -> None:
    """The negative control of the guard: without it the same statement is sent, and finds nothing."""
    connection = connections[CELL]
    connection.ensure_connection()
    guards = connection.execute_wrappers
    kept = guards[:]
    assert kept
    guards.clear()
    try:
        with connection.cursor() as cursor:
            cursor.execute("select count(*) from message")
            assert cursor.fetchone() == (0,)
    finally:
        guards[:] = kept
