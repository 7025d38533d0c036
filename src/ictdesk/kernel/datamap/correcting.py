"""How a value that a person says is wrong is corrected. The room that owns the column registers it, so that what is
derived from it (digests, lists, search) follows."""

from collections.abc import Callable
from typing import Any

from django.db.models import Model

type Correct = Callable[[Any, str], None]
"""Takes the row and the right value as it was typed. Raises `Invalid`, and `AlreadySo` when nothing would change."""

_ways: dict[tuple[type[Model], str], Correct] = {}


def corrects(model: type[Model], column: str) -> Callable[[Correct], Correct]:
    """Registers how one column is corrected."""

    def register(correct: Correct) -> Correct:
        _ways[model, column] = correct
        return correct

    return register


def way(model: type[Model], column: str) -> Correct | None:
    """None for a column that nobody corrects."""
    return _ways.get((model, column))
