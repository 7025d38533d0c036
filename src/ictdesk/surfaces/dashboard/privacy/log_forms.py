"""Forms of the log: what to look for and why, and what an investigation needs to keep."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ictdesk.kernel.tenancy.models import WorkspaceEntry
from ictdesk.trust.logs.wanted import Wanted

REASONS = {
    "incident": _("An incident"),
    "abuse": _("Abuse of the service"),
    "complaint": _("A complaint"),
    "drill": _("A drill"),
}


def _day(label: Any, **more: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}), **more)


class WantedForm(forms.Form):
    """What all that is looked for has in common."""

    since = _day(_("From"))
    until = _day(_("To"))
    workspace = forms.SlugField(label=_("Address of a workspace"), required=False, max_length=63)
    person = forms.UUIDField(label=_("Id of an account or contact"), required=False)
    ip = forms.GenericIPAddressField(label=_("IP address"), required=False)
    path = forms.CharField(label=_("Path begins with"), required=False, max_length=300)
    ticket = forms.IntegerField(
        label=_("Ticket"), min_value=1, max_value=2**31 - 1, help_text=_("Where this is written down.")
    )

    def clean_workspace(self) -> Any:
        said = self.cleaned_data["workspace"]
        if not said:
            return None
        entry = WorkspaceEntry.objects.filter(slug=said).first()
        if entry is None:
            raise ValidationError(_("No workspace has this address."))
        return entry.id

    def wanted(self) -> Wanted:
        """Of a form that is valid."""
        names = ("since", "until", "workspace", "person", "ip", "path")
        return Wanted(**{name: self.cleaned_data[name] for name in names})


class SearchForm(WantedForm):
    reason = forms.ChoiceField(label=_("Why"), choices=[*REASONS.items()])


class KeepForm(WantedForm):
    ends_on = _day(_("Destroy the copy on"), help_text=_("Within 90 days."))
    reason = forms.CharField(
        label=_("Why it must be kept"), max_length=2_000, widget=forms.Textarea(attrs={"rows": 3})
    )


class LongerForm(forms.Form):
    ends_on = _day(_("Longer, until"))
