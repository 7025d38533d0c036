"""A condition on many values that is one argument, however many they are."""

from collections.abc import Collection
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import F, Lookup
from django.db.models.sql.compiler import SQLCompiler


class Among(Lookup):
    """`column = any(array)`: thousands of parameters take longer to write and to read than the rows to find."""

    lookup_name = "among"
    prepare_rhs = False

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, tuple[Any, ...]]:
        column, parameters = self.process_lhs(compiler, connection)
        return f"{column} = any(%s)", (*parameters, self.rhs)


def among(column: str, values: Collection[Any]) -> Among:
    """For `filter`: the column holds one of these values."""
    return Among(F(column), sorted(values))
