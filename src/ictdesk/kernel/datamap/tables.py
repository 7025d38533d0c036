"""The tables of the cells by name, what each says of its people, and the order in which rows may go."""

from functools import cache
from graphlib import TopologicalSorter
from typing import Any

from django.apps import apps
from django.db.models import ForeignKey, Model

from ictdesk.kernel.datamap.paths import Paths


def paths_of(model: type[Model]) -> Paths:
    """What the model declares. Raises `TypeError` when it declares nothing; `datamap.E003` comes first."""
    declared = getattr(model, "person", None)
    if not isinstance(declared, Paths):
        raise TypeError(f"{model._meta.label} does not say how a row leads to a person")
    return declared


def cell_models() -> list[type[Model]]:
    """All models of the cells, by table."""
    found = [model for model in apps.get_models() if getattr(model, "in_cell", False)]
    return sorted(found, key=lambda model: model._meta.db_table)


@cache
def _tables() -> dict[str, type[Model]]:
    return {model._meta.db_table: model for model in cell_models()}


def table(name: str) -> type[Model]:
    """The model of a table of the cells. Raises `KeyError`."""
    return _tables()[name]


def models_in_order() -> list[type[Model]]:
    """All models of the cells, so ordered that rows may be deleted in this order."""
    graph: dict[type[Model], set[type[Model]]] = {model: set() for model in cell_models()}
    for model in graph:
        for field in model._meta.local_fields:
            if isinstance(field, ForeignKey) and field.related_model in graph.keys() - {model}:
                graph[field.related_model].add(model)
    return list(TopologicalSorter(graph).static_order())


def models_about_people() -> list[type[Model]]:
    """The models that tell of end users, so ordered that rows may be deleted in this order.

    A row goes before those that it points at, and before those through which it is found.
    """
    about = [m for m in cell_models() if paths_of(m).ways and not paths_of(m).of_members]
    points = {m: {f.related_model for f in m._meta.local_fields if isinstance(f, ForeignKey)} for m in about}
    graph: dict[type[Model], set[type[Model]]] = {model: set() for model in about}
    for model in about:
        found_by = {table(way.table) for way in paths_of(model).ways if way.table}
        for later in {*points[model], *(m for m in found_by if model not in points[m])} & graph.keys() - {
            model
        }:
            graph[later].add(model)
    return list(TopologicalSorter(graph).static_order())


@cache
def pointing_at(model: type[Model]) -> tuple[Any, ...]:
    """The foreign keys of any table that point at this one, those without a name for the way back included."""
    relations: Any = model._meta.get_fields(include_hidden=True)
    return tuple(one.field for one in relations if one.auto_created and one.is_relation and not one.concrete)
