"""How a value that a person says is wrong is corrected. The room that owns the column registers it, so that what is
derived from it (digests, lists, search) follows."""

from collections.abc import Callable
from typing import Any

from django.db.models import Model

type Correct = Callable[[Any, str], None]
"""Takes the row and the right value as it was typed. Raises `Invalid`, and `AlreadySo` when nothing would change."""

type TakeAway = Callable[[Any], None]
"""Takes the row whose value is to go, with whatever is derived from it; again changes nothing."""

type Witness = Callable[[Any, str], None]
"""Takes a row and a column, in the transaction of the correction and before it is made."""

_witnesses: list[Witness] = []
_ways: dict[tuple[type[Model], str], Correct] = {}
_taken: dict[type[Model], TakeAway] = {}


def corrects(model: type[Model], column: str) -> Callable[[Correct], Correct]:
    """Registers how one column is corrected."""

    def register(correct: Correct) -> Correct:
        _ways[model, column] = correct
        return correct

    return register


def way(model: type[Model], column: str) -> Correct | None:
    """None for a column that nobody corrects."""
    return _ways.get((model, column))


def takes_away(model: type[Model]) -> Callable[[TakeAway], TakeAway]:
    """Registers how the value of one row is deleted while everything else of the person stays."""

    def register(act: TakeAway) -> TakeAway:
        _taken[model] = act
        return act

    return register


def taking(model: type[Model]) -> TakeAway | None:
    """None for a table whose values only go with the person."""
    return _taken.get(model)


def witness(by: Witness) -> None:
    """Registers who is told of what is put right beside a value that stays, such as a message."""
    _witnesses.append(by)


def about_to(row: Any, column: str) -> None:
    """Tells all of them."""
    for by in _witnesses:
        by(row, column)
