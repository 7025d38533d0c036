"""Forms of the settings pages: labels, hints, and shapes. What is right or wrong the commands decide."""

from collections.abc import Mapping, Sequence
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.utils.translation import gettext_lazy as _

from ictdesk.desk.people.rules import SCOPES
from ictdesk.surfaces.dashboard.words import ROLE_WORDS, SCOPE_WORDS

WEEKDAYS = (_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday"))
ENDS = (("", _("Never")), ("30", _("In 30 days")), ("90", _("In 90 days")), ("365", _("In a year")))

type Hours = Mapping[str, Sequence[Sequence[str]]]


class WorkspaceForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=120, help_text=_("Visitors see it above the chat."))
    color = forms.CharField(
        label=_("Colour of the chat"), max_length=7, widget=forms.TextInput(attrs={"type": "color"})
    )
    greeting = forms.CharField(label=_("Greeting"), max_length=300, required=False)
    offline_text = forms.CharField(
        label=_("When nobody is there"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Shown outside the opening hours."),
    )
    time_zone = forms.ChoiceField(
        label=_("Time zone"), choices=[(z, z) for z in sorted(available_timezones())]
    )

    def __init__(self, *args: Any, hours: Hours, **kwargs: Any) -> None:
        """`hours` as they are: each day has a span more than it uses, and two at least."""
        super().__init__(*args, **kwargs)
        self.spans = [max(2, len(hours.get(str(day), [])) + 1) for day in range(7)]
        for name in (field for day in range(7) for pair in self._names(day) for field in pair):
            self.fields[name] = forms.CharField(
                required=False, max_length=5, widget=forms.TextInput(attrs={"type": "time"})
            )

    def _names(self, day: int) -> list[tuple[str, str]]:
        """The fields of a day, in pairs."""
        return [(f"day{day}_from{n}", f"day{day}_to{n}") for n in range(self.spans[day])]

    def initial_hours(self, hours: Hours) -> dict[str, str]:
        """The fields' values for these hours."""
        return {
            name: time
            for day in range(7)
            for pair, span in zip(self._names(day), hours.get(str(day), []), strict=False)
            for name, time in zip(pair, span, strict=True)
        }

    def hours(self) -> dict[str, list[list[str]]]:
        """Opening times by weekday; a day without times is closed."""
        spans = {
            str(day): [[self.cleaned_data[begin], self.cleaned_data[end]] for begin, end in self._names(day)]
            for day in range(7)
        }
        return {day: used for day, pairs in spans.items() if (used := [pair for pair in pairs if any(pair)])}

    def days(self) -> list[tuple[Any, list[tuple[Any, Any]], bool]]:
        """Weekday, its fields in pairs, and whether more than one is used: for the template."""
        return [
            (name, [(self[begin], self[end]) for begin, end in self._names(day)], self._is_broken(day))
            for day, name in enumerate(WEEKDAYS)
        ]

    def _is_broken(self, day: int) -> bool:
        return any(self[name].value() for pair in self._names(day)[1:] for name in pair)


class NoticeForm(forms.Form):
    text = forms.CharField(
        label=_("Text"),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One or two sentences: who reads along, what it is used for, how long it is kept."),
    )
    privacy_url = forms.CharField(
        label=_("Your privacy page"),
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"type": "url", "placeholder": "https://"}),
    )


class InboxForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=80)
    allowed_origins = forms.CharField(
        label=_("Websites that may show the chat"),
        required=False,
        widget=forms.Textarea(
            attrs={"rows": 3, "placeholder": "https://www.example.com", "spellcheck": "false"}
        ),
        help_text=_("One address in each line, with https:// and without a path. Nothing else may use it."),
    )
    mail_local = forms.CharField(
        label=_("E-mail address of this inbox"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"spellcheck": "false", "autocapitalize": "none"}),
    )
    ask_name = forms.ChoiceField(label=_("Name"), required=False)
    ask_email = forms.ChoiceField(label=_("E-mail address"), required=False)

    ASKS = (("", _("Do not ask")), ("optional", _("Ask")), ("required", _("Insist")))

    def __init__(self, *args: Any, mail_host: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["mail_local"].help_text = _(
            "The part before @%(host)s. Mail to it becomes a conversation here. Empty: no mail."
        ) % {"host": mail_host}
        for name in ("ask_name", "ask_email"):
            self.fields[name].choices = self.ASKS  # type: ignore[attr-defined]

    def origins(self) -> list[str]:
        lines = self.cleaned_data["allowed_origins"].splitlines()
        return [line.strip() for line in lines if line.strip()]

    def prechat(self) -> list[dict[str, object]]:
        asked = (("name", self.cleaned_data["ask_name"]), ("email", self.cleaned_data["ask_email"]))
        return [{"name": name, "required": how == "required"} for name, how in asked if how]


class NewInboxForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=80)


class NewMemberForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=80, help_text=_("As colleagues and visitors see it."))
    email = forms.EmailField(label=_("E-mail address"), max_length=254)
    role = forms.ChoiceField(label=_("Role"), choices=[*ROLE_WORDS.items()], initial="agent")


class NewKeyForm(forms.Form):
    name = forms.CharField(label=_("What is it for?"), max_length=80)
    scopes = forms.MultipleChoiceField(
        label=_("It may"),
        choices=[(scope, SCOPE_WORDS[scope]) for scope in SCOPES],
        widget=forms.CheckboxSelectMultiple,
    )
    ends = forms.ChoiceField(label=_("It ends"), choices=ENDS, required=False)
