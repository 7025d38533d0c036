"""Forms of the attributes' pages. What is right or wrong the commands decide."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ictdesk.desk.contacts.attributes import CATEGORY_CHOICES, PURPOSE_CHOICES
from ictdesk.desk.contacts.models import AttributeDefinition
from ictdesk.kernel.datamap.words import SOURCE_WORDS
from ictdesk.surfaces.dashboard.words import KIND_WORDS

USUAL_CATEGORY = "user.content.private.custom"
USUAL_PURPOSE = "essential.service.operations.support"


class AttributeForm(forms.Form):
    label = forms.CharField(label=_("Label"), max_length=80, help_text=_("As it stands beside the value."))
    choices = forms.CharField(
        label=_("Choices"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For the kind choice: one in each line."),
    )
    category = forms.ChoiceField(
        label=_("Category of data"),
        choices=[(name, name) for name in CATEGORY_CHOICES],
        initial=USUAL_CATEGORY,
        help_text=_("A word of the data map: it decides where this shows in exports and records."),
    )
    source = forms.ChoiceField(label=_("Where it comes from"), choices=[*SOURCE_WORDS.items()])
    purpose = forms.ChoiceField(
        label=_("What it is for"),
        choices=[(name, name) for name in PURPOSE_CHOICES],
        initial=USUAL_PURPOSE,
    )

    @staticmethod
    def initial_of(definition: AttributeDefinition) -> dict[str, str]:
        """What the form shows at first."""
        return {
            "label": definition.label,
            "choices": "\n".join(definition.choices),
            "category": definition.category,
            "source": definition.source,
            "purpose": definition.purpose,
        }

    def sent(self) -> dict[str, Any]:
        """The command's arguments."""
        return {**self.cleaned_data, "choices": self.cleaned_data["choices"].splitlines()}


class NewAttributeForm(AttributeForm):
    key = forms.CharField(
        label=_("Key"),
        max_length=40,
        widget=forms.TextInput(
            attrs={"placeholder": "plan", "spellcheck": "false", "autocapitalize": "none"}
        ),
        help_text=_(
            "As programs call it: lower-case letters, digits, underscores. It cannot be changed later."
        ),
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=[*KIND_WORDS.items()])

    field_order = ("label", "key", "kind", "choices")
