"""What differs between two records, line by line."""

from collections.abc import Iterator
from typing import Any, NamedTuple


class Change(NamedTuple):
    """One place that differs. None: it is not there."""

    where: str
    before: Any
    after: Any


def changes(before: object, after: object) -> list[Change]:
    """In the order of their places."""
    old, new = dict(flat(before)), dict(flat(after))
    places = sorted(old.keys() | new.keys())
    return [Change(one, old.get(one), new.get(one)) for one in places if old.get(one) != new.get(one)]


def flat(found: object, place: str = "") -> Iterator[tuple[str, Any]]:
    if isinstance(found, dict) and found:
        for key, value in found.items():
            yield from flat(value, f"{place}: {key}" if place else str(key))
    else:
        yield place, ", ".join(map(str, found)) if isinstance(found, list) else found
