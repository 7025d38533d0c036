"""Sums of money in words: the provider counts in the currency's least unit, of which one hundred is not always one whole."""

WHOLE = frozenset("BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF UGX VND VUV XAF XOF XPF".split())
"""They have no smaller unit (Stripe, "Zero-decimal currencies")."""
THOUSANDTHS = frozenset("BHD JOD KWD OMR TND".split())


def money(total: int, currency: str) -> str:
    """`1900` and `eur` as `19.00 EUR`."""
    code = currency.upper()
    places = 0 if code in WHOLE else 3 if code in THOUSANDTHS else 2
    sign, digits = "-" if total < 0 else "", str(abs(total)).rjust(places + 1, "0")
    whole, rest = (digits[:-places], digits[-places:]) if places else (digits, "")
    return f"{sign}{whole}{'.' if rest else ''}{rest} {code}"
