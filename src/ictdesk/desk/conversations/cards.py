"""Payment card numbers are never stored: they are masked before anything is sealed."""

import re

from stdnum import luhn

CANDIDATE = re.compile(r"(?<![\d])\d(?:[ \-.\u00a0\u2009\u2011\u2013]?\d){12,18}(?![\d])", re.ASCII)
FULL_WIDTH = {zero + n: str(n) for zero in (0xFF10, 0x0660, 0x06F0) for n in range(10)}
"""Fullwidth, Arabic and Urdu digits are read as the digits they are."""
SEPARATORS = re.compile(r"[^0-9]")


def mask_cards(text: str) -> str:
    """Replaces every digit but the last four of what looks like a card number (13-19 digits, Luhn) by •.

    Lengths and separators stay, so that a person sees what was masked.
    """
    if sum(map(str.isdigit, text)) < 13:
        return text
    plain = text.translate(FULL_WIDTH)
    for found in CANDIDATE.finditer(plain):
        digits = SEPARATORS.sub("", found.group())
        if luhn.is_valid(digits) and len(set(digits)) > 1:
            start, end = found.span()
            text = text[:start] + _mask(text[start:end]) + text[end:]
    return text


def _mask(number: str) -> str:
    hidden, seen = [], 0
    for sign in reversed(number):
        if sign.isdigit():
            seen += 1
            hidden.append(sign if seen <= 4 else "•")
        else:
            hidden.append(sign)
    return "".join(reversed(hidden))
