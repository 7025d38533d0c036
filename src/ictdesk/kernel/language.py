"""The languages of the public side: which one somebody gets, and how a day is written in it.

Members' pages are English. Whoever writes to somebody outside opens `spoken` with what is known of their language.
"""

from datetime import date

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import get_supported_language_variant, override
from django.utils.translation import gettext as _


def known(said: str) -> str:
    """The language of ours for a tag such as `de-AT`; English for one that we do not speak."""
    try:
        return get_supported_language_variant(said)
    except LookupError:
        return str(settings.LANGUAGE_CODE)


def spoken(said: str) -> override:
    """A context in which words come in that language."""
    return override(known(said))


def day(value: date) -> str:
    """A day, as it is written in the language that is spoken now."""
    return date_format(value, _("j F Y"))
