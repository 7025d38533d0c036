"""Forms of the privacy office. What is right or wrong the commands decide."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ictdesk.privacy.purges import states as purges
from ictdesk.privacy.restriction.words import EXEMPTIONS, GROUNDS
from ictdesk.privacy.rights import words

COUNTRY = _("Where they live, if it is another country than yours: two letters.")


class RightsField(forms.MultipleChoiceField):
    def __init__(self, **kwargs: Any) -> None:
        choices = [(right, f"{said} ({words.ARTICLES[right]})") for right, said in words.RIGHTS.items()]
        super().__init__(choices=choices, widget=forms.CheckboxSelectMultiple, **kwargs)


class NewCaseForm(forms.Form):
    contact = forms.UUIDField(required=False, widget=forms.HiddenInput)
    message = forms.UUIDField(required=False, widget=forms.HiddenInput)
    rights = RightsField(label=_("They ask to"))
    channel = forms.ChoiceField(label=_("How it came"), choices=[*words.CHANNELS.items()])
    received_on = forms.DateField(
        label=_("Received on"),
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("The day it reached you, read or not: the clock counts from it."),
    )
    requester = forms.ChoiceField(label=_("Who asks"), choices=[*words.REQUESTERS.items()])
    name = forms.CharField(label=_("Name"), max_length=200, required=False)
    email = forms.EmailField(
        label=_("E-mail address"), max_length=254, required=False, help_text=_("Letters go there.")
    )
    country = forms.CharField(label=_("Country"), max_length=2, required=False, help_text=COUNTRY)
    words = forms.CharField(
        label=_("What they said"), max_length=10_000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )


class TriageForm(forms.Form):
    rights = RightsField(label=_("They ask to"))
    address = forms.EmailField(
        label=_("Known to you as"),
        required=False,
        help_text=_("Whoever has this address is whom it is about."),
    )
    country = forms.CharField(label=_("Country"), max_length=2, required=False, help_text=COUNTRY)


class DeskForm(forms.Form):
    desk = forms.SlugField(
        label=_("Customer's workspace"),
        max_length=63,
        help_text=_("They get it as a case of their own, with the day on which you received it."),
    )


class MethodForm(forms.Form):
    method = forms.ChoiceField(label=_("How you know that it is them"), choices=[*words.METHODS.items()])


class DoubtForm(forms.Form):
    doubt = forms.CharField(
        label=_("Why you doubt it"),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("They read it. The clock stands until they answer."),
    )


class QuestionForm(forms.Form):
    question = forms.CharField(
        label=_("What you need to know"),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_(
            "They read it. In the United Kingdom the clock stands until they answer, where they ask for access alone; elsewhere it runs on."
        ),
    )


class AnsweredForm(forms.Form):
    words = forms.CharField(
        label=_("What they answered"),
        max_length=2_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Empty: they have not, and you go on without."),
    )


class LongerForm(forms.Form):
    reason = forms.ChoiceField(label=_("Why it takes longer"), choices=[*words.LONGER.items()])


class IntoForm(forms.Form):
    into = forms.ChoiceField(label=_("Becomes part of"))

    def __init__(self, *args: Any, others: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["into"].choices = others  # type: ignore[attr-defined]


class GroundForm(forms.Form):
    ground = forms.ChoiceField(label=_("Why"), choices=[*GROUNDS.items()])


class LookForm(forms.Form):
    exemption = forms.ChoiceField(label=_("What allows it"), choices=[*EXEMPTIONS.items()])
    words = forms.CharField(
        label=_("Why, in your words"),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("It is kept with the case; the person may read it."),
    )


class DecisionForm(forms.Form):
    """About one right; its fields carry the right's name as their prefix."""

    outcome = forms.ChoiceField(label=_("Outcome"), choices=[*words.OUTCOMES.items()])
    reason = forms.ChoiceField(
        label=_("Reason"), required=False, choices=[("", _("none")), *words.REASONS.items()]
    )
    words = forms.CharField(
        label=_("To the person, in your words"),
        required=False,
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class QuietForm(forms.Form):
    """Chooses whoever was not seen for long."""

    before = forms.DateField(
        label=_("Not seen since"), widget=forms.DateInput(attrs={"type": "date", "required": True})
    )


class ProposeForm(forms.Form):
    """How a list of people is erased, and why."""

    reason = forms.ChoiceField(label=_("Why"), choices=[*purges.REASONS.items()])
    mode = forms.ChoiceField(
        label=_("What is kept"),
        choices=[("erase", _("Nothing")), ("statistics", _("Times and states, as figures of nobody"))],
    )


class LeadForm(forms.Form):
    member = forms.ChoiceField(label=_("Data protection lead"), required=False)
    officer = forms.BooleanField(
        label=_("They are the data protection officer (Art. 37 GDPR)"), required=False
    )

    def __init__(self, *args: Any, members: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["member"].choices = [("", _("Everybody who handles requests")), *members]  # type: ignore[attr-defined]
