"""Forms of the requesters' pages: labels, hints and shapes. What is right or wrong the commands decide."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class Files(forms.FileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files."""

    widget = Files

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Each by Django's own rules."""
        given = data if isinstance(data, list | tuple) else [data] if data else []
        return [super(FilesField, self).clean(one, initial) for one in given]


def client_id() -> forms.UUIDField:
    return forms.UUIDField(widget=forms.HiddenInput)


class RequestForm(forms.Form):
    client_id = client_id()
    name = forms.CharField(label=_("Your name"), max_length=80)
    email = forms.EmailField(
        label=_("Your e-mail address"), max_length=254, help_text=_("The answer is sent there.")
    )
    subject = forms.CharField(label=_("What is it about?"), max_length=250)
    text = forms.CharField(
        label=_("Your request"), max_length=16_000, widget=forms.Textarea(attrs={"rows": 7})
    )
    attached = FilesField(label=_("Files"), required=False)


class AnswerForm(forms.Form):
    client_id = client_id()
    text = forms.CharField(
        label=_("Your answer"), max_length=16_000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    attached = FilesField(label=_("Files"), required=False)


class AddressForm(forms.Form):
    email = forms.EmailField(label=_("Your e-mail address"), max_length=254)


class CodeForm(forms.Form):
    ask = forms.UUIDField(widget=forms.HiddenInput)
    code = forms.CharField(
        label=_("Code from the mail"),
        max_length=12,
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "autofocus": True}
        ),
    )
