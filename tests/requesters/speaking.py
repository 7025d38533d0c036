"""What stands on a page in English though it has words in the page's language."""

import re
from html import unescape

from tools.translations import catalogs

HOLE = re.compile(r"%\(\w+\)s|\{\{[\w.]+\}\}|\n")
LONG = 12


def english_left(page: str, language: str) -> list[str]:
    """Messages of ours that are left; short ones only where they are a whole text of the page."""
    bare = re.sub(r"<(script|style)\b.*?</\1>|<title>|</title>", " ", page, flags=re.DOTALL)
    texts = {" ".join(unescape(one).split()) for one in re.split(r"<[^>]*>", bare)}
    whole = " ".join(texts)
    found = []
    for entry in catalogs.read(language):
        for one, said in zip(_all(entry.id), _all(entry.string), strict=False):
            pieces = [piece.strip() for piece in HOLE.split(re.sub(r"<[^>]*>", "\n", one))]
            if one and one != said and _stands(pieces, texts, whole):
                found.append(one)
    return found


def _all(said: object) -> list[str]:
    return [str(one) for one in said] if isinstance(said, tuple | list) else [str(said)]


def _stands(pieces: list[str], texts: set[str], whole: str) -> bool:
    if pieces[1:]:
        return any(len(piece) > LONG and piece in whole for piece in pieces)
    return pieces[0] in texts or (len(pieces[0]) > LONG and pieces[0] in whole)
