"""The form of a canned reply."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class CannedReplyForm(forms.Form):
    """The command decides what is right; placeholders are listed beside the form."""

    shortcut = forms.CharField(
        label=_("Shortcut"),
        max_length=41,
        help_text=_("Typed after / in an answer: letters, digits, - and _."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    title = forms.CharField(label=_("Title"), max_length=80, help_text=_("Agents find it by this too."))
    body = forms.CharField(label=_("Text"), max_length=4000, widget=forms.Textarea(attrs={"rows": 5}))
    team = forms.ChoiceField(label=_("Offered to"), required=False)

    def __init__(self, *args: Any, teams: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["team"].choices = [("", _("Everybody")), *teams]  # type: ignore[attr-defined]

    def texts(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in ("shortcut", "title", "body")}
