"""A process that dies between two statements."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from typing import Any

from django.db import connections


class Died(BaseException):
    """The process was killed."""


@contextmanager
def dying_after(statements: int) -> Iterator[list[Died]]:
    """After so many statements to the cell this process dies: what was not committed never was. Gives the death, if any."""
    left, died = count(statements, -1), list[Died]()

    def execute(run: Any, *given: Any) -> Any:
        if next(left) <= 0:
            raise Died
        return run(*given)

    try:
        with connections["cell_eu"].execute_wrapper(execute):
            yield died
    except Died as death:
        died.append(death)
