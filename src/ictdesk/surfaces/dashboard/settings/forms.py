"""Forms of the settings pages: labels, hints, and shapes. What is right or wrong the commands decide."""

from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.utils.translation import gettext_lazy as _

from ictdesk.desk.people.rules import SCOPES
from ictdesk.surfaces.dashboard.words import ROLE_WORDS, SCOPE_WORDS

WEEKDAYS = (_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday"))
ENDS = (("", _("Never")), ("30", _("In 30 days")), ("90", _("In 90 days")), ("365", _("In a year")))


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

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in range(7):
            for end in ("from", "to"):
                self.fields[f"day{number}_{end}"] = forms.CharField(
                    required=False, max_length=5, widget=forms.TextInput(attrs={"type": "time"})
                )

    def hours(self) -> dict[str, list[list[str]]]:
        """Opening times by weekday; a day without a beginning is closed."""
        sent = self.cleaned_data
        days = {str(n): (sent[f"day{n}_from"], sent[f"day{n}_to"]) for n in range(7)}
        return {day: [[begin, end]] for day, (begin, end) in days.items() if begin or end}

    def days(self) -> list[tuple[Any, Any, Any]]:
        """Weekday, field of its beginning, field of its end: for the template."""
        return [(name, self[f"day{n}_from"], self[f"day{n}_to"]) for n, name in enumerate(WEEKDAYS)]


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
