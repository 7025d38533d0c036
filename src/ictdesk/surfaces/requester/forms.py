"""Forms of the requesters' pages: labels, hints and shapes. What is right or wrong the commands decide."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ictdesk.desk.contacts.attributes import TEXT_LIMIT, typed
from ictdesk.desk.contacts.models import AttributeDefinition
from ictdesk.privacy.rights.words import RIGHTS

OWN = "own_"
"""Before the key of a field that the workspace made, so that it meets no other."""


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

    def ask(self, definitions: Iterable[AttributeDefinition]) -> None:
        """Asks for these fields of tickets too, before the files."""
        self.asked = list(definitions)
        attached = self.fields.pop("attached")
        for one in self.asked:
            self.fields[f"{OWN}{one.key}"] = _field(one)
        self.fields["attached"] = attached

    def values(self) -> dict[str, object]:
        """What was said of them, by key. Raises `Invalid`."""
        said = {one: self.cleaned_data.pop(f"{OWN}{one.key}") for one in self.asked}
        return {one.key: typed(one, "" if value is None else str(value)) for one, value in said.items()}


def _field(definition: AttributeDefinition) -> forms.Field:
    if definition.kind in ("choice", "flag"):
        yes_no = [("true", _("Yes")), ("false", _("No"))]
        choices = yes_no if definition.kind == "flag" else [(one, one) for one in definition.choices]
        return forms.ChoiceField(label=definition.label, required=False, choices=[("", "—"), *choices])
    if definition.kind == "date":
        field = forms.DateField(label=definition.label, required=False)
        field.widget = forms.DateInput(attrs={"type": "date"})
        return field
    numeric = {"inputmode": "decimal"} if definition.kind == "number" else {"dir": "auto"}
    return forms.CharField(
        label=definition.label, required=False, max_length=TEXT_LIMIT, widget=forms.TextInput(attrs=numeric)
    )


class RightsForm(forms.Form):
    rights = forms.MultipleChoiceField(
        label=_("I want to"), choices=[*RIGHTS.items()], widget=forms.CheckboxSelectMultiple
    )
    name = forms.CharField(label=_("Your name"), max_length=80)
    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        help_text=_("The one with which you wrote to us. The answer is sent there."),
    )
    country = forms.CharField(
        label=_("Your country"),
        max_length=2,
        required=False,
        help_text=_("Two letters, such as IE: whose law counts."),
    )
    words = forms.CharField(
        label=_("What exactly do you mean?"),
        max_length=10_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


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
