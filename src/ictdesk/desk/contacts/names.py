"""What a person's name and address must be before they are stored."""

import re

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator

from ictdesk.kernel.errors import Invalid
from ictdesk.kernel.lines import one_line
from ictdesk.kernel.vault import digests

NAME_LIMIT = 120
KINDS = ("email", "phone", "external")
PHONE = re.compile(r"\+?[0-9][0-9 ()./-]{3,30}")
_valid = EmailValidator()


def clean_name(name: str) -> str:
    """A name without control characters and outer space; may be empty. Raises `Invalid`."""
    name = one_line(name)
    if len(name) > NAME_LIMIT:
        raise Invalid(f"A name has at most {NAME_LIMIT} characters.")
    return name


def clean_email(address: str) -> str:
    """An e-mail address in the form it was written. Raises `Invalid`."""
    address = address.strip()
    try:
        _valid(address)
    except ValidationError as error:
        raise Invalid("This is not an e-mail address.") from error
    return address


def clean_identity(kind: str, value: str) -> tuple[str, str]:
    """An address as it was written, and in the one form by which it is found. Raises `Invalid`."""
    if kind == "email":
        value = clean_email(value)
        return value, digests.normal_address(value)
    value = one_line(value)
    if kind == "phone":
        if not PHONE.fullmatch(value):
            raise Invalid("A phone number has digits, and may begin with +.")
        return value, re.sub(r"[^+0-9]", "", value)
    if kind != "external":
        raise Invalid(f"The kind is one of {', '.join(KINDS)}.")
    if not 0 < len(value) <= 200:
        raise Invalid("An outside id has 1 to 200 characters.")
    return value, value
