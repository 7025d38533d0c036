"""Forms about recipients."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ictdesk.privacy.recipients.groups import GROUPS
from ictdesk.privacy.recipients.words import CHOICES


class DisclosureForm(forms.Form):
    group = forms.ChoiceField(label=_("Who got it"), choices=[*GROUPS.items()])
    name = forms.CharField(label=_("Name"), max_length=200)
    address = forms.CharField(
        label=_("Where they are reached"),
        max_length=254,
        required=False,
        help_text=_("For the letter, when the data is erased, corrected or restricted."),
    )
    what = forms.CharField(label=_("What they got"), max_length=500, required=False)
    given_on = forms.DateField(label=_("When"), widget=forms.DateInput(attrs={"type": "date"}))
    gagged = forms.BooleanField(
        label=_("A law forbids to tell the person"),
        required=False,
        help_text=_("It stands in no archive and in no letter."),
    )


class WhyNotForm(forms.Form):
    """Why a recipient is not told."""

    reason = forms.ChoiceField(label=_("Why they are not told"), choices=[*CHOICES.items()])
