"""Forms of the register of purposes and of assessments."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ictdesk.kernel import clock
from ictdesk.kernel.datamap.bases import BASIS_OF
from ictdesk.trust.records import words
from ictdesk.trust.records.commands.assess import Weighing
from ictdesk.trust.records.describing import Description
from ictdesk.trust.records.models import InterestAssessment
from ictdesk.trust.records.register import Line

AREA = forms.Textarea(attrs={"rows": 4})
BASES = [(key, f"{word} ({article})") for key, (article, word) in words.BASES.items()]


def _text(label: Any, most: int, *, needed: bool = True, hint: Any = "") -> forms.CharField:
    return forms.CharField(label=label, max_length=most, required=needed, widget=AREA, help_text=hint)


class DescribeForm(forms.Form):
    """A purpose: on which basis, why, who gets it, how long."""

    basis = forms.ChoiceField(label=_("Lawful basis"), choices=BASES)
    special = forms.ChoiceField(
        label=_("Special categories (Art. 9)"), choices=list(words.SPECIAL.items()), required=False
    )
    necessity = _text(_("Why it is needed"), 2000)
    alternatives = _text(_("What would do with less, and why it does not"), 2000, needed=False)
    recipients = forms.MultipleChoiceField(
        label=_("Who gets any of it"),
        choices=list(words.RECIPIENTS.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    retention = forms.CharField(
        label=_("How long, besides what the data map says"), max_length=500, required=False
    )
    on = forms.BooleanField(label=_("Switched on"), required=False, initial=True)

    @staticmethod
    def start(line: Line) -> dict[str, Any]:
        """What the form begins with."""
        names = ("basis", "special", "necessity", "alternatives", "recipients", "retention", "on")
        return {name: getattr(line, name) for name in names}

    def description(self) -> Description:
        said = {name: self.cleaned_data[name] for name in DescribeForm.base_fields}
        return Description(**said | {"recipients": tuple(said["recipients"])})


class OwnForm(DescribeForm):
    """One of the workspace's own."""

    name = forms.CharField(label=_("Name"), max_length=120)
    use = forms.ChoiceField(
        label=_("Key of the data map"),
        choices=[(use, use) for use in sorted(BASIS_OF)],
        initial="functional.service",
    )
    field_order = ("name", "use")


class WeighForm(forms.Form):
    """The three steps (Art. 6(1)(f) GDPR)."""

    interest = _text(
        _("1. The interest"), 3000, hint=_("Whose, and what it is good for: real, lawful, exactly said.")
    )
    necessity = _text(
        _("2. Why it needs these data"), 3000, hint=_("What was considered that would touch people less.")
    )
    balancing = _text(
        _("3. What it means for people"),
        3000,
        hint=_("What the data is, what people expect, what could come of it, children among them."),
    )
    safeguards = _text(_("What protects them"), 3000, hint=_("And how they object."))
    outcome = forms.ChoiceField(label=_("Outcome"), choices=list(words.OUTCOMES.items()))

    @staticmethod
    def start(row: InterestAssessment | None) -> dict[str, Any]:
        """What the form begins with."""
        return {name: getattr(row, name) for name in WeighForm.base_fields} if row else {}

    def weighing(self) -> Weighing:
        return Weighing(**self.cleaned_data)


def _in_a_year() -> date:
    return (clock.now() + timedelta(days=360)).date()


class ApproveForm(forms.Form):
    expires_on = forms.DateField(
        label=_("Holds until"),
        help_text=_("A year at most."),
        widget=forms.DateInput(attrs={"type": "date"}),
        initial=_in_a_year,
    )
