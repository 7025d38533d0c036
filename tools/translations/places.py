"""Where the words stand that people outside the team read, as one table."""

from collections.abc import Iterator
from pathlib import Path

from tools.surroundings import ROOT

SOURCES = ROOT / "src" / "ictdesk"
LOCALE = SOURCES / "locale"
LANGUAGES = ("de", "fr", "es", "ur")

WORDS = (
    "desk/*/telling.py",
    "desk/contacts/attributes.py",
    "desk/mail/recipients.py",
    "desk/people/programs.py",
    "desk/mail/quoting.py",
    "desk/mail/template_kinds.py",
    "desk/mail/transcript_letter.py",
    "desk/mail/words.py",
    "desk/requesters/**/*.py",
    "desk/workspaces/commands/found.py",
    "kernel/datamap/bases.py",
    "kernel/datamap/words.py",
    "kernel/language.py",
    "privacy/export/**/*.py",
    "desk/conversations/restricting.py",
    "privacy/consent/letters.py",
    "privacy/consent/telling.py",
    "privacy/objection/letters.py",
    "privacy/objection/telling.py",
    "privacy/recipients/disclosed.py",
    "privacy/recipients/letters.py",
    "privacy/recipients/telling.py",
    "privacy/recipients/groups.py",
    "privacy/restriction/letters.py",
    "privacy/restriction/telling.py",
    "privacy/rights/letters.py",
    "privacy/transfers/letters.py",
    "privacy/transfers/telling.py",
    "privacy/rights/regimes.py",
    "privacy/rights/states.py",
    "privacy/rights/telling.py",
    "privacy/rights/words.py",
    "surfaces/dashboard/error_pages.py",
    "surfaces/realtime/asking.py",
    "surfaces/realtime/own_data.py",
    "surfaces/realtime/widget_config.py",
    "surfaces/requester/**/*.py",
)
"""Python with gettext's functions."""

SENTENCES = (
    "desk/conversations/texts.py",
    "desk/contacts/names.py",
    "desk/requesters/**/*.py",
    "kernel/errors.py",
    "privacy/consent/commands/confirm.py",
    "privacy/consent/saying.py",
    "privacy/rights/commands/open_case.py",
    "surfaces/dashboard/error_pages.py",
    "surfaces/requester/**/*.py",
)
"""Python whose errors come before these people: their sentences are translated where they are shown."""

TEMPLATES = (
    "answer_mail.html",
    "archive/**/*.html",
    "error.html",
    "parts/copy.html",
    "parts/field.html",
    "parts/fields.html",
    "parts/messages.html",
    "privacy.html",
    "requester/**/*.html",
)

OF_DJANGO: tuple[str | tuple[str, str], ...] = (
    "Enter a valid email address.",
    (
        "Ensure this value has at most %(limit_value)d character (it has %(show_value)d).",
        "Ensure this value has at most %(limit_value)d characters (it has %(show_value)d).",
    ),
)
"""Which our forms show, and Django itself does not have in every one of these languages."""


def files(patterns: tuple[str, ...], under: Path) -> Iterator[Path]:
    """Those that exist, each once."""
    yield from sorted({file for pattern in patterns for file in under.glob(pattern) if file.is_file()})
