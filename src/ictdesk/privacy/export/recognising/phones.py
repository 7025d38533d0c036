"""Phone numbers, by the plans of all countries."""

import re
from collections.abc import Iterator

import phonenumbers

from ictdesk.privacy.export.recognising.patterns import Found

DIGITS = re.compile(r"\d(?:[\s()./-]*\d){5}")
"""Without so many digits there is none: most texts are not looked at twice."""


def phones(text: str, country: str) -> Iterator[Found]:
    """Numbers that exist; those without a country's code by the plan of `country`."""
    if not DIGITS.search(text):
        return
    for match in phonenumbers.PhoneNumberMatcher(text, country or None):
        yield Found(match.start, match.end, "phone")
