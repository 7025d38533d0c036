"""Forms of the register of transfers."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ictdesk.kernel import clock
from ictdesk.trust.promises.page import shown
from ictdesk.trust.transfers import words
from ictdesk.trust.transfers.commands.assess import Assessed
from ictdesk.trust.transfers.models import LONGEST, TransferAssessment
from ictdesk.trust.transfers.shipped import SHIPPED


def _text(label: Any, hint: Any) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": 4})
    return forms.CharField(label=label, max_length=LONGEST, widget=area, help_text=hint)


def _measures() -> list[tuple[str, str]]:
    return [(one.key, one.words) for one in shown()]


def _decisions() -> list[tuple[str, str]]:
    return [(one.key, f"{one.regime}: {one.territory}, {one.act}") for one in SHIPPED]


class AssessForm(forms.Form):
    """The six steps; the sixth is the day of review, which the second signature sets."""

    sent = _text(
        _("1. What goes there"), _("Whose data, which, how much and how often, and who holds the keys.")
    )
    clear_text = forms.BooleanField(
        label=_("The importer needs it in clear text"), required=False, initial=True
    )
    tool = _text(_("2. What carries it"), _("The instrument, and the day of the signed agreement."))
    law = _text(
        _("3. Law and practice there"),
        _(
            "What authorities may ask for, with sources and their days: for the US, FISA 702, EO 12333 and 14086, the CLOUD Act."
        ),
    )
    evidence = _text(
        _("What shows the practice"), _("Reports of the importer, statistics of orders, own experience.")
    )
    risk = forms.ChoiceField(label=_("Risk"), choices=list(words.RISKS.items()))
    measures = forms.MultipleChoiceField(
        label=_("4. Measures"),
        choices=_measures,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Each is a promise that a test or a check keeps."),
    )
    procedure = _text(_("5. What was done for them"), _("Contracts, settings, people told."))
    conclusion = forms.ChoiceField(label=_("Conclusion"), choices=list(words.CONCLUSIONS.items()))

    @staticmethod
    def start(row: TransferAssessment | None) -> dict[str, Any]:
        """What the form begins with."""
        return {name: getattr(row, name) for name in AssessForm.base_fields} if row else {}

    def assessed(self) -> Assessed:
        return Assessed(**self.cleaned_data | {"measures": tuple(self.cleaned_data["measures"])})


def _in_a_year() -> date:
    return (clock.now() + timedelta(days=360)).date()


class SignForm(forms.Form):
    review_on = forms.DateField(
        label=_("6. Looked at again on"),
        help_text=_("Within a year."),
        widget=forms.DateInput(attrs={"type": "date"}),
        initial=_in_a_year,
    )


class EndForm(forms.Form):
    """A decision of adequacy that ends."""

    decision = forms.ChoiceField(label=_("Decision"), choices=_decisions)
    ends_on = forms.DateField(label=_("First day without it"), widget=forms.DateInput(attrs={"type": "date"}))
    source = forms.CharField(label=_("Where that is written"), max_length=300)
