"""Forms of the page of holds."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ictdesk.privacy.holds.words import KINDS


class ReviewField(forms.DateField):
    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateInput(attrs={"type": "date"})
        super().__init__(label=_("Look at it again on"), widget=widget, **kwargs)


class ReviewForm(forms.Form):
    review_on = ReviewField()


class HoldForm(forms.Form):
    """`threads`: (id, words) of what may be held by itself."""

    kind = forms.ChoiceField(label=_("Why it must stay"), choices=[*KINDS.items()])
    reason = forms.CharField(
        label=_("Which claim, order or duty"),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The person is told of it when they ask what is kept."),
    )
    review_on = ReviewField(help_text=_("Within a year. A hold without a reason any more is to be lifted."))
    threads = forms.MultipleChoiceField(
        label=_("Only these conversations"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None chosen: everything of this person stays."),
    )

    def __init__(self, *args: Any, threads: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["threads"].choices = threads  # type: ignore[attr-defined]
        if not threads:
            del self.fields["threads"]
