"""The form of a macro: each of its actions is left out unless it is chosen."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ictdesk.desk.people.models import Member
from ictdesk.desk.tickets.actions import ME, NOBODY, NONE
from ictdesk.desk.workspaces.models import Status, Team, TicketType

AS_IS = ("", _("Leave as it is"))
PRIORITIES = [("urgent", _("Urgent")), ("high", _("High")), ("normal", _("Normal")), ("low", _("Low"))]


def _choice(label: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, required=False)


def _text(label: Any, hint: Any) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": 4, "dir": "auto"})
    return forms.CharField(label=label, required=False, max_length=16_000, widget=area, help_text=hint)


class MacroForm(forms.Form):
    """What is right or wrong the command decides."""

    name = forms.CharField(label=_("Name"), max_length=60)
    status = _choice(_("Status"))
    priority = _choice(_("Priority"))
    assignee = _choice(_("Assign to"))
    team = _choice(_("Team"))
    type = _choice(_("Ticket type"))
    tags = forms.CharField(label=_("Add tags"), required=False, help_text=_("Commas between them."))
    untag = forms.CharField(label=_("Take tags away"), required=False)
    reply = _text(_("Answer"), _("Goes out at once, to everybody whom the macro is used on."))
    note = _text(_("Note"), _("Only the team sees it."))
    shared = forms.BooleanField(label=_("For everybody, not for me alone"), required=False)

    def __init__(self, *args: Any, may_share: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = [(str(one.id), one.name) for one in Member.objects.filter(active=True).order_by("id")]
        states = Status.objects.exclude(category="snoozed").order_by("position", "id")
        for name, choices in {
            "status": [(str(one.id), one.name) for one in states],
            "priority": PRIORITIES,
            "assignee": [(ME, _("Whoever uses it")), (NOBODY, _("Nobody")), *people],
            "team": [(NONE, _("None")), *self._rows(Team.objects.order_by("name"))],
            "type": [(NONE, _("None")), *self._rows(TicketType.objects.order_by("position", "id"))],
        }.items():
            field: Any = self.fields[name]
            field.choices = [AS_IS, *choices]
        if not may_share:
            del self.fields["shared"]

    @staticmethod
    def _rows(rows: Any) -> list[tuple[str, str]]:
        return [(str(one.id), one.name) for one in rows]

    @staticmethod
    def initial_of(name: str, shared: bool, actions: Mapping[str, Any]) -> dict[str, Any]:
        """What the form shows at first."""
        tags = {part: ", ".join(actions.get(part, [])) for part in ("tags", "untag")}
        return {**actions, **tags, "name": name, "shared": shared}

    def sent(self) -> dict[str, Any]:
        """The command's arguments."""
        said = dict(self.cleaned_data)
        name, shared = said.pop("name"), said.pop("shared", False)
        for part in ("tags", "untag"):
            said[part] = [word.strip() for word in said[part].split(",") if word.strip()]
        return {"name": name, "shared": shared, "does": {part: one for part, one in said.items() if one}}
