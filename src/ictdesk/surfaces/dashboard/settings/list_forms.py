"""The forms of the workspace's own lists: teams, statuses, tags. What is right or wrong the commands decide."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ictdesk.surfaces.dashboard.words import CATEGORY_WORDS


class NameForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=80)


class TeamForm(NameForm):
    """A team's name and who is in it."""

    members = forms.MultipleChoiceField(
        label=_("Members"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, members: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["members"].choices = members  # type: ignore[attr-defined]


class StatusForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=40, help_text=_("What the team calls it."))
    public_label = forms.CharField(label=_("What visitors see"), max_length=40)


class NewStatusForm(StatusForm):
    category = forms.ChoiceField(label=_("Counts as"), choices=[*CATEGORY_WORDS.items()])


class TagForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=40)


class TypeForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=40)


class MergeForm(forms.Form):
    """Into which tag another one goes."""

    into = forms.ChoiceField(label=_("Becomes"))

    def __init__(self, *args: Any, tags: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["into"].choices = tags  # type: ignore[attr-defined]
