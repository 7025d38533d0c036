"""The forms of sign-in, on top of django-allauth's."""

from typing import Any

from allauth.account import forms as allauth
from allauth.account.models import EmailAddress
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from ictdesk.desk.people import passwords


class SignInForm(allauth.LoginForm):
    """E-mail address and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bound(self, "password")
        address(self, "login")


class NewPasswordForm(allauth.ResetPasswordKeyForm):
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


class ChangePasswordForm(allauth.ChangePasswordForm):
    """Changes a known password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bound(self, "oldpassword", "password1", "password2")


class ConfirmForm(allauth.ReauthenticateForm):
    """Asks for the password again before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bound(self, "password")


class ForgottenForm(allauth.ResetPasswordForm):
    """Asks for a link to a new password. The answer is the same with and without an account."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        address(self, "email")


class AddressForm(allauth.AddEmailForm):
    """A new address for the account; it counts when it was confirmed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        address(self, "email")


class PasskeyForm(AddWebAuthnForm):
    """Adds a passkey; by default one that signs in without a password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "passwordless" in self.fields:
            self.fields["passwordless"].label = _("Signs in without a password")
            self.fields["passwordless"].help_text = _("The device then asks for your finger, face or PIN.")
            self.fields["passwordless"].initial = True


LABELS = {
    "password": _("Password"),
    "oldpassword": _("Your password now"),
    "password1": _("New password"),
    "password2": _("New password again"),
}


def address(form: Any, name: str) -> None:
    """The one label that addresses have."""
    form.fields[name].label = _("E-mail address")
    form.fields[name].widget.attrs.pop("placeholder", None)


def bound(form: Any, *names: str) -> None:
    """Refuses a password over the length before it reaches a hasher, and says what a new one needs."""
    for name in names:
        field = form.fields[name]
        field.label = LABELS[name]
        field.max_length = passwords.LONGEST
        field.validators.append(MaxLengthValidator(passwords.LONGEST))
        field.widget.attrs |= {"maxlength": str(passwords.LONGEST)}
        field.widget.attrs.pop("placeholder", None)
        field.help_text = passwords.hint() if name == "password1" else ""
