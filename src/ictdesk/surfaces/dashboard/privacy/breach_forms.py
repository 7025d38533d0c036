"""The forms of the incident room and of a workspace's own breaches. Times are in UTC."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ictdesk.trust.breaches import words
from ictdesk.trust.breaches.commands.answer import Judged


class Moment(forms.DateTimeField):
    """A time to the minute, in UTC."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")


class Words(forms.CharField):
    """Some lines."""

    def __init__(self, **more: Any) -> None:
        super().__init__(max_length=4000, widget=forms.Textarea(attrs={"rows": 3}), **more)


class IncidentForm(forms.Form):
    """Something was found."""

    name = forms.CharField(label=_("What was found"), max_length=120, help_text=_("Name nobody."))
    kinds = forms.MultipleChoiceField(
        label=_("Kind"), choices=[*words.KINDS.items()], widget=forms.CheckboxSelectMultiple, required=False
    )
    detected_at = Moment(label=_("Found at (UTC)"))
    rehearsal = forms.BooleanField(
        label=_("This is a rehearsal: it goes to our own contacts alone"), required=False
    )


class ToldForm(forms.Form):
    """What is known now."""

    nature = Words(label=_("(a) Nature of the breach"), required=False)
    consequences = Words(label=_("(c) Likely consequences"), required=False)
    measures = Words(label=_("(d) Measures taken or proposed"), required=False)
    contact = forms.CharField(label=_("(b) Contact, if not our own"), max_length=300, required=False)
    unknown_until = Moment(label=_("What is unknown is told by (UTC)"), required=False)
    delay = Words(label=_("Why it is later than 72 hours"), required=False)
    kinds = forms.MultipleChoiceField(
        label=_("Kind"), choices=[*words.KINDS.items()], widget=forms.CheckboxSelectMultiple, required=False
    )
    severity = forms.ChoiceField(label=_("Severity"), choices=[*words.SEVERITY.items()], required=False)

    def described(self) -> dict[str, Any]:
        """For the command."""
        return {name: value for name, value in self.cleaned_data.items() if name not in ("kinds", "severity")}


class ExposureForm(forms.Form):
    """What was exposed."""

    workspaces = forms.CharField(
        label=_("Workspaces"), required=False, max_length=2000, help_text=_("Their addresses; empty: all.")
    )
    tables = forms.CharField(
        label=_("Tables"),
        required=False,
        max_length=2000,
        help_text=_("Of the data map, such as message; log_line is the log. Empty: everything personal."),
    )
    categories = forms.CharField(
        label=_("Categories of data"), required=False, max_length=2000, help_text=_("Such as user.content.")
    )
    where = forms.ChoiceField(label=_("Which rows"), choices=[*words.WHERE.items()])
    about = forms.CharField(label=_("Ids"), required=False, max_length=4000)
    since = Moment(label=_("Made since (UTC)"), required=False)
    until = Moment(label=_("Made before (UTC)"), required=False)

    def exposed(self) -> dict[str, Any]:
        """For the command."""
        lists = ("workspaces", "tables", "categories", "about")
        return {
            name: value.replace(",", " ").split() if name in lists else value
            for name, value in self.cleaned_data.items()
        }


class CloseForm(forms.Form):
    """The end of an incident."""

    reason = forms.ChoiceField(
        label=_("Where nobody was told: why"),
        choices=[("", "-"), *((key, words.REASONS[key]) for key in words.NOT_TOLD)],
        required=False,
    )
    report = forms.CharField(
        label=_("Closing report: what happened, what it did, what was mended"),
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class CaseForm(forms.Form):
    """A breach that the workspace found itself."""

    name = forms.CharField(label=_("What was found"), max_length=120, help_text=_("Name nobody."))
    aware_at = Moment(label=_("We know of it since (UTC)"))


class DecisionForm(forms.Form):
    """Whom the controller tells."""

    decision = forms.ChoiceField(label=_("Decision"), choices=[*words.DECISIONS.items()])
    reason = forms.ChoiceField(label=_("Reason"), choices=[("", "-"), *words.REASONS.items()], required=False)
    effects = Words(label=_("What it does to people"))
    remedy = Words(label=_("What is done about it"))

    def judged(self) -> Judged:
        """For the command."""
        return Judged(**self.cleaned_data)


class ClosedForm(forms.Form):
    """When it was told."""

    authority_at = Moment(label=_("The authority was told at (UTC)"), required=False)
    reference = forms.CharField(label=_("The authority's number"), max_length=80, required=False)
    people_at = Moment(label=_("The people were told at (UTC)"), required=False)


class ContactForm(forms.Form):
    """Where a breach is told."""

    address = forms.EmailField(
        label=_("Address"),
        max_length=254,
        help_text=_("Outside of this desk, such as security@ of your organisation."),
    )
