"""What is wrong with the catalogs."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from babel.messages.catalog import Message as Entry

from tools.translations.catalogs import as_mo, as_po, po_of, renewed
from tools.translations.finding import Message
from tools.translations.places import LANGUAGES

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\{[\w.]+\}\}|</?[a-z][^>]*>")


def problems(messages: Iterable[Message]) -> Iterator[str]:
    """A sentence for each; nothing when all is well."""
    messages = list(messages)
    for language in LANGUAGES:
        catalog, file = renewed(language, messages), po_of(language)
        for entry in catalog:
            if entry.id:
                yield from (f"{language}: {one}" for one in _of_entry(entry))
        kept = file.read_bytes() if file.exists() else b""
        compiled = file.with_suffix(".mo")
        if kept != as_po(catalog):
            yield f"{language}: the .po does not hold exactly the messages of the sources; `./desk fix` renews it."
        if not compiled.exists() or compiled.read_bytes() != as_mo(catalog):
            yield f"{language}: the .mo is not made from the .po; `./desk fix` makes it."


def _of_entry(entry: Entry) -> Iterator[str]:
    said = entry.string if isinstance(entry.string, tuple | list) else (entry.string,)
    if entry.fuzzy or not all(said):
        yield f"not translated: {entry.id!r}"
        return
    asked = entry.id if isinstance(entry.id, tuple | list) else (entry.id,)
    wanted = Counter(PLACEHOLDER.findall(str(asked[-1])))
    for one in said:
        if Counter(PLACEHOLDER.findall(str(one))) != wanted:
            yield f"other placeholders: {one!r} for {asked[-1]!r}"
