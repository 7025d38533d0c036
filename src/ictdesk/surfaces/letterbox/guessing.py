"""Which right a letter names. Only a start for whoever sorts the case: a letter that names none asks what is kept."""

import re

from ictdesk.privacy.rights.words import Right

NAMES: dict[Right, str] = {
    "access": r"access|copy of|what .{0,30}(keep|hold|store)|auskunft|kopie|accès|copie|acceso|copia|رسائی|نقل",
    "rectification": r"rectif|correct|berichtig|korrig|rettif|درست",
    "erasure": r"eras|delet|remove|forget|lösch|vergess|effac|supprim|borr|elimin|suprim|حذف|مٹا",
    "restriction": r"restrict|einschränk|limit(er|ation|ar|ación)|محدود",
    "portability": r"portab|take along|transfer .{0,20}data|übertrag|منتقل",
    "objection": r"object|widersp|oppos|opon|اعتراض",
}
_FOUND = {right: re.compile(rf"\b(?:{words})", re.IGNORECASE) for right, words in NAMES.items()}
READ = 4_000
"""Signs of a letter that are looked at."""


def rights_in(subject: str, text: str) -> list[Right]:
    """At least one, in the order of the law."""
    words = f"{subject}\n{text}"[:READ]
    return [right for right, named in _FOUND.items() if named.search(words)] or ["access"]
