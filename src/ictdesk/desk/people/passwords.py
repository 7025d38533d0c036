"""What a password may be. The length is looked at before any hashing: hashing a megabyte is an attack."""

from typing import Any

from django.contrib.auth.hashers import Argon2PasswordHasher
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

LONGEST = 128


class BoundedArgon2(Argon2PasswordHasher):
    """Argon2id; a longer password than can have been set is wrong without being hashed."""

    def verify(self, password: str, encoded: str) -> bool:
        return len(password) <= LONGEST and super().verify(password, encoded)

    def encode(self, password: str, salt: str) -> str:
        if len(password) > LONGEST:
            raise ValueError("the password is too long; forms refuse it before")
        return super().encode(password, salt)


class LongestPassword:
    """Django's validator for new passwords."""

    def validate(self, password: str, user: Any = None) -> None:
        if len(password) > LONGEST:
            raise ValidationError(self.get_help_text(), code="password_too_long")

    def get_help_text(self) -> str:
        return ngettext(
            "A password has at most %(count)d character.",
            "A password has at most %(count)d characters.",
            LONGEST,
        ) % {"count": LONGEST}


def hint() -> str:
    """What a form says about a new password."""
    return _("At least 12 characters. A few random words make a good one.")
