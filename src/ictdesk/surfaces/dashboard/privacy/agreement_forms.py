"""Forms of the agreement: who the parties are, and a file that was signed."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ictdesk.trust.agreements.checking import LARGEST
from ictdesk.trust.agreements.parties import Customer
from ictdesk.trust.transfers.words import LAWS


def _line(label: object, *, needed: bool = True, hint: object = "") -> forms.CharField:
    return forms.CharField(label=label, max_length=200, required=needed, help_text=hint)  # type: ignore[arg-type]


class PartyForm(forms.Form):
    """Annex I.A."""

    legal_name = _line(_("Organisation"), hint=_("Its name in law."))
    address = _line(_("Address"))
    country = forms.RegexField(
        label=_("Country"), regex="^[A-Za-z]{2}$", help_text=_("Two letters, such as DE.")
    )
    laws = forms.MultipleChoiceField(
        label=_("Laws that protect the people who write to you"),
        choices=list(LAWS.items()),
        widget=forms.CheckboxSelectMultiple,
    )
    signer = _line(_("Who signs"))
    position = _line(_("Position"))
    contact = _line(_("How to reach you about data"))
    officer = _line(_("Data protection officer"), needed=False)
    representative = _line(
        _("Representative in the EEA"), needed=False, hint=_("Art. 27 GDPR, for organisations outside it.")
    )

    def customer(self) -> Customer:
        said = self.cleaned_data
        return Customer(**said | {"laws": tuple(said["laws"]), "country": said["country"].upper()})


class SignedForm(forms.Form):
    file = forms.FileField(
        label=_("The document with your signature"),
        widget=forms.FileInput(attrs={"accept": "application/pdf"}),
    )

    def read(self) -> bytes:
        """One byte more than is allowed at most: then it is refused."""
        content: bytes = self.cleaned_data["file"].read(LARGEST + 1)
        return content
