"""What a message's text must be before it is stored."""

from ictdesk.desk.conversations.cards import mask_cards
from ictdesk.kernel.errors import Invalid, TooLarge
from ictdesk.kernel.lines import one_line

TEXT_LIMIT = 16_384
"""Largest message body, in bytes of UTF-8."""

SUBJECT_LIMIT = 250
"""Longest subject, in characters."""

CONTROL = {code: None for code in range(32) if code not in (9, 10)} | {127: None}


def clean_text(text: str, *, may_be_empty: bool = False) -> str:
    """The text as it will be stored: no control characters, no card numbers.

    Raises `TooLarge` over 16 KiB of UTF-8, `Invalid` when nothing is left or it is not valid Unicode.
    """
    try:
        size = len(text.encode())
    except UnicodeEncodeError as error:
        raise Invalid("The text is not valid Unicode.") from error
    if size > TEXT_LIMIT:
        raise TooLarge(f"A message holds at most {TEXT_LIMIT} bytes.")
    text = mask_cards(text.replace("\r\n", "\n").translate(CONTROL))
    if not text.strip() and not may_be_empty:
        raise Invalid("The message is empty.")
    return text


def clean_subject(subject: str) -> str:
    """A subject in one line, without card numbers. Raises `Invalid` for one that is too long."""
    subject = mask_cards(one_line(subject))
    if len(subject) > SUBJECT_LIMIT:
        raise Invalid(f"A subject has at most {SUBJECT_LIMIT} characters.")
    return subject
