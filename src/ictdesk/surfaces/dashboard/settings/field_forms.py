"""Forms of the pages of ticket fields: those of attributes, and who has and needs a field."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from ictdesk.desk.contacts.models import AttributeDefinition
from ictdesk.desk.workspaces.models import TicketType
from ictdesk.surfaces.dashboard.settings.attribute_forms import AttributeForm, NewAttributeForm


class _Asked(AttributeForm):
    """What fields of tickets say besides."""

    types = forms.MultipleChoiceField(
        label=gettext_lazy("Only for tickets of these types"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("None chosen: all tickets have it."),
    )
    required = forms.BooleanField(label=gettext_lazy("Needed before a ticket is solved"), required=False)
    public = forms.BooleanField(label=gettext_lazy("The form on your website asks for it"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = {str(one.id): one for one in TicketType.objects.order_by("position", "id")}
        field: Any = self.fields["types"]
        field.choices = [(id_, one.name) for id_, one in self.rows.items()]
        if not self.rows:
            del self.fields["types"]

    def sent(self) -> dict[str, Any]:
        chosen = self.cleaned_data.get("types", [])
        return super().sent() | {"types": [self.rows[id_] for id_ in chosen]}


class FieldForm(_Asked):
    field_order: Any = ("label", "choices", "types", "required", "public")


class NewFieldForm(_Asked, NewAttributeForm):
    field_order: Any = ("label", "key", "kind", "choices", "types", "required", "public")


def initial_of(definition: AttributeDefinition) -> dict[str, Any]:
    """What the form shows at first."""
    asked = {"types": definition.types, "required": definition.required, "public": definition.public}
    return {**AttributeForm.initial_of(definition), **asked}
