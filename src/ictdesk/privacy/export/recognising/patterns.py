"""What can be told from its form: e-mail addresses, IBANs and card numbers, the latter two by their check digits."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from stdnum import iban, luhn
from stdnum.exceptions import ValidationError


class Found(NamedTuple):
    """A passage, and what it seems to be."""

    start: int
    end: int
    kind: str


ADDRESS = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}", re.UNICODE)
ACCOUNT = re.compile(r"\b[A-Za-z]{2}\d{2}(?: ?[A-Za-z0-9]{4}){2,7}(?: ?[A-Za-z0-9]{1,4})?\b")
CARD = re.compile(r"(?<![\d-])\d(?:[ -]?\d){12,18}(?![\d-])")


def addresses(text: str) -> Iterator[Found]:
    if "@" in text:
        for match in ADDRESS.finditer(text):
            yield Found(match.start(), match.end(), "email")


def accounts(text: str) -> Iterator[Found]:
    """IBANs; a word that follows one may have been taken for its end."""
    for match in ACCOUNT.finditer(text):
        words = match.group().split(" ")
        for count in range(len(words), 0, -1):
            part = " ".join(words[:count])
            if _is(iban, part):
                yield Found(match.start(), match.start() + len(part), "iban")
                break


def cards(text: str) -> Iterator[Found]:
    for match in CARD.finditer(text):
        if _is(luhn, re.sub(r"\D", "", match.group())):
            yield Found(match.start(), match.end(), "card")


def _is(rule: Any, number: str) -> bool:
    try:
        rule.validate(number)
    except ValidationError:
        return False
    return True
