"""The form of a mailbox. What is right or wrong the commands decide."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

SECRETS = ("password", "client_id", "client_secret", "refresh_token")


def hidden() -> forms.PasswordInput:
    """What is typed is never sent back to the page."""
    return forms.PasswordInput(attrs={"autocomplete": "new-password"})


class MailboxForm(forms.Form):
    """Server, sign-in, and where its mail goes."""

    inbox = forms.ChoiceField(label=_("Its mail goes to"))
    host = forms.CharField(
        label=_("Server"),
        max_length=200,
        widget=forms.TextInput(attrs={"placeholder": "imap.example.com", "autocapitalize": "off"}),
    )
    port = forms.TypedChoiceField(
        label=_("Encryption"),
        coerce=int,
        choices=[(993, _("from the start (port 993)")), (143, _("STARTTLS (port 143)"))],
    )
    user = forms.CharField(
        label=_("User name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    folder = forms.CharField(label=_("Folder"), max_length=120, initial="INBOX")
    kind = forms.ChoiceField(
        label=_("Sign in with"),
        choices=[
            ("password", _("a password")),
            ("google", _("a token of Google")),
            ("microsoft", _("a token of Microsoft")),
        ],
    )
    password = forms.CharField(label=_("Password"), required=False, widget=hidden())
    client_id = forms.CharField(
        label=_("Client id"), required=False, help_text=_("This and what follows only for a token.")
    )
    client_secret = forms.CharField(label=_("Client secret"), required=False, widget=hidden())
    refresh_token = forms.CharField(label=_("Refresh token"), required=False, widget=hidden())
    from_start = forms.BooleanField(label=_("Take in what lies there already"), required=False)

    def __init__(self, *args: Any, inboxes: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["inbox"].choices = inboxes  # type: ignore[attr-defined]

    def given(self) -> dict[str, Any]:
        """What the command takes, without the inbox."""
        said = dict(self.cleaned_data)
        secret = {name: said.pop(name) for name in SECRETS}
        del said["inbox"]
        return {**said, "secret": secret}
