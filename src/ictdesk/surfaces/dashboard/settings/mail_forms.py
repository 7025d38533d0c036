"""Forms of the settings of mail. What is right or wrong the commands decide."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class MailForm(forms.Form):
    receipt = forms.CharField(
        label=_("Confirmation"),
        required=False,
        max_length=600,
        widget=forms.Textarea(
            attrs={
                "rows": 4,
                "placeholder": _("Thank you. {{workspace.name}} has your mail and answers on working days."),
            }
        ),
        help_text=_(
            "Answers a first mail at once; empty sends nothing. It goes to one address at most once a day, and never to what a program wrote. You may use {{workspace.name}}."
        ),
    )


class DomainForm(forms.Form):
    name = forms.CharField(
        label=_("Domain"),
        max_length=200,
        help_text=_("The part after the @ of the addresses that you want to write under."),
        widget=forms.TextInput(attrs={"placeholder": "example.com", "autocapitalize": "off"}),
    )


class SenderForm(forms.Form):
    """The address that answers go out from."""

    domain = forms.ChoiceField(
        label=_("Write under"),
        required=False,
        help_text=_("Domains appear here once their DNS names the key of this desk."),
    )
    local = forms.CharField(label=_("Before the @"), required=False, max_length=40)

    def __init__(self, *args: Any, domains: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["domain"].choices = domains  # type: ignore[attr-defined]


class TemplateForm(forms.Form):
    """The words of one kind of mail."""

    subject = forms.CharField(label=_("Subject"), max_length=200)
    text = forms.CharField(
        label=_("Text"), max_length=4000, widget=forms.Textarea(attrs={"rows": 10}), strip=False
    )
    html = forms.CharField(
        label=_("HTML of your own"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false"}),
        help_text=_(
            "Optional: without it the text is shown in your colour. Scripts, styles and pictures are taken out."
        ),
    )

    def __init__(self, *args: Any, subject: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not subject:
            del self.fields["subject"]
