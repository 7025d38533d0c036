"""Forms of the audit trail: what to show, and a checkpoint that somebody saved."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ictdesk.surfaces.dashboard.privacy.trail_words import AREAS


class TrailForm(forms.Form):
    who = forms.ChoiceField(label=_("Who"), required=False)
    act = forms.ChoiceField(label=_("What"), required=False, choices=[("", _("Everything")), *AREAS.items()])
    since = forms.DateField(label=_("From"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(label=_("To"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    about = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, members: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        who = self.fields["who"]
        assert isinstance(who, forms.ChoiceField)
        who.choices = [("", _("Everybody")), *members]


class SavedForm(forms.Form):
    saved = forms.CharField(
        label=_("A checkpoint that you saved"),
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false"}),
        help_text=_("Optional. What you kept elsewhere is proof that nobody here can forge."),
    )
