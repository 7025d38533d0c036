"""The forms of sign-in, on top of django-allauth's."""

from typing import Any

from allauth.account import forms as allauth
from allauth.account.models import EmailAddress
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from ictdesk.desk.people import passwords


class SignInForm(allauth.LoginForm):  # type: ignore[misc] - allauth has no types
    """E-mail address and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bound(self, "password")
        self.fields["login"].label = _("E-mail address")
        self.fields["password"].help_text = ""


class NewPasswordForm(allauth.ResetPasswordKeyForm):  # type: ignore[misc] - allauth has no types
    """Chooses a password by a mailed link, for a new account as for a forgotten one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bound(self, "password1", "password2")

    def save(self) -> None:
        """Sets it. The link came to the account's only address, so that address is proven by it."""
        super().save()
        addresses = EmailAddress.objects.filter(user_id=self.user.pk)
        if addresses.count() == 1:
            addresses.update(verified=True)


class ChangePasswordForm(allauth.ChangePasswordForm):  # type: ignore[misc] - allauth has no types
    """Changes a known password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bound(self, "oldpassword", "password1", "password2")


class ConfirmForm(allauth.ReauthenticateForm):  # type: ignore[misc] - allauth has no types
    """Asks for the password again before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bound(self, "password")


def bound(form: Any, *names: str) -> None:
    """Refuses a password over the length before it reaches a hasher, and says what a new one needs."""
    for name in names:
        field = form.fields[name]
        field.max_length = passwords.LONGEST
        field.validators.append(MaxLengthValidator(passwords.LONGEST))
        field.widget.attrs |= {"maxlength": str(passwords.LONGEST)}
        field.widget.attrs.pop("placeholder", None)
        field.help_text = passwords.hint() if name == "password1" else ""
