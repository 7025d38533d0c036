"""Forms of sign-in, closed days and one's own name. What is right or wrong the commands decide."""

from zoneinfo import available_timezones

from django import forms
from django.utils.translation import gettext_lazy as _

from ictdesk.desk.workspaces.calendar import countries, regions
from ictdesk.surfaces.dashboard.words import NOTIFY_WORDS, OFTEN_WORDS

HOURS = (
    (0, _("As long as the browser's session lasts")),
    (8, _("After 8 hours")),
    (24, _("After a day")),
    (168, _("After a week")),
)


class SecurityForm(forms.Form):
    second_step = forms.BooleanField(
        label=_("Members need a second step, or a passkey"),
        required=False,
        help_text=_("Whoever has none is asked to set one up before anything else."),
    )
    sign_in_hours = forms.TypedChoiceField(
        label=_("Members prove again who they are"), choices=HOURS, coerce=int
    )


class HolidaysForm(forms.Form):
    country = forms.ChoiceField(label=_("Public holidays of"), required=False)
    region = forms.ChoiceField(
        label=_("Region"), required=False, help_text=_("Where a region has holidays of its own.")
    )
    closed_days = forms.CharField(
        label=_("Your own closed days"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(
            attrs={"rows": 4, "placeholder": "2027-01-02 Stocktaking", "spellcheck": "false"}
        ),
        help_text=_("One in each line: the day, then what it is."),
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        country = self["country"].value() or ""
        self.fields["country"].choices = [("", _("No country")), *countries()]  # type: ignore[attr-defined]
        self.fields["region"].choices = [("", _("The whole country")), *regions(country)]  # type: ignore[attr-defined]

    @staticmethod
    def placed(holidays_of: str) -> dict[str, str]:
        """Country and region of a place."""
        country, _dash, region = holidays_of.partition("-")
        return {"country": country, "region": region}

    def place(self) -> str:
        """Country, or country-region, as it is kept."""
        country, region = self.cleaned_data["country"], self.cleaned_data["region"]
        return f"{country}-{region}" if country and region else str(country)

    def days(self) -> list[dict[str, str]]:
        lines = (line.strip().partition(" ") for line in self.cleaned_data["closed_days"].splitlines())
        return [{"day": day, "name": name} for day, _space, name in lines if day]


class ProfileForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=80, help_text=_("As colleagues and visitors see it."))
    signature = forms.CharField(
        label=_("Signature"),
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "Below your mails; empty: your name and the workspace's. Filled in when it is used: {{agent.name}}, {{workspace.name}}, {{contact.name}}."
        ),
    )


class NotificationsForm(forms.Form):
    """How one is told, and of what."""

    shown = forms.BooleanField(
        label=_("Show notifications"),
        required=False,
        help_text=_("They name nobody's words: what the system shows, others may see."),
    )
    heard = forms.BooleanField(label=_("Play a sound"), required=False)
    events = forms.MultipleChoiceField(
        label=_("When"),
        choices=[*NOTIFY_WORDS.items()],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class DigestForm(forms.Form):
    """How often one is mailed."""

    often = forms.ChoiceField(
        label=_("Mail me what waits for me"),
        choices=[*OFTEN_WORDS.items()],
        help_text=_(
            "Mentions, conversations given to you, new messages in yours and due times. The mail says how much waits where, in nobody's words."
        ),
    )
    hour = forms.TypedChoiceField(
        label=_("Daily at"), choices=[(hour, f"{hour}:00") for hour in range(24)], coerce=int, required=False
    )
    zone = forms.ChoiceField(
        label=_("Your time zone"), choices=[(z, z) for z in sorted(available_timezones())]
    )
