"""What is other in one version of a document than in the one before."""

from collections.abc import Iterator, Mapping
from typing import Any

NAMES = ("key", "regime")
"""By what the entries of a list are told apart."""


def difference(before: Mapping[str, Any], now: Mapping[str, Any]) -> list[dict[str, str]]:
    """One entry for each place: `where`, what was there, and what is there now."""
    was, is_ = dict(_flat("", before)), dict(_flat("", now))
    return [
        {"where": where, "before": was.get(where, ""), "now": is_.get(where, "")}
        for where in sorted({*was, *is_})
        if was.get(where) != is_.get(where)
    ]


def _flat(path: str, of: Any) -> Iterator[tuple[str, str]]:
    if isinstance(of, Mapping):
        for name, value in of.items():
            yield from _flat(f"{path}.{name}" if path else str(name), value)
    elif isinstance(of, list | tuple):
        for place, one in enumerate(of):
            yield from _flat(f"{path}[{_name(one, place)}]", one)
    else:
        yield path, "" if of is None else str(of)


def _name(one: Any, place: int) -> str:
    if isinstance(one, Mapping):
        found = [str(one[name]) for name in (*NAMES, "module") if one.get(name) is not None]
        return " ".join(found) or str(place)
    return str(one)
