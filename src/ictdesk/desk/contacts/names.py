"""What a person's name and address must be before they are stored."""

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator

from ictdesk.kernel.errors import Invalid
from ictdesk.kernel.lines import one_line

NAME_LIMIT = 120
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
