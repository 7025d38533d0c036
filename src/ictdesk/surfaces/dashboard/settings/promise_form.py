"""The table of promises as a form: spans of time as people write them."""

import re
from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ictdesk.desk.tickets.commands.promise import LONGEST
from ictdesk.desk.tickets.shapes import PromiseShape
from ictdesk.surfaces.dashboard.words import PRIORITY_WORDS

UNITS = {"m": 1, "h": 60, "d": 60 * 24}
SPAN = re.compile(r"(\d{1,6})\s*([mhd]?)[a-z]*", re.IGNORECASE)
TIMES = {"first_answer": _("First answer"), "next_answer": _("Next answers"), "solution": _("Solution")}


def written(minutes: int | None) -> str:
    """As people write it, in the largest unit that fits: 30m, 4h, 2d."""
    if minutes is None:
        return ""
    unit = next(unit for unit in ("d", "h", "m") if minutes % UNITS[unit] == 0)
    return f"{minutes // UNITS[unit]}{unit}"


class SpanField(forms.CharField):
    """Minutes, from 30m, 4h or 2d; None when it is empty."""

    default_error_messages = {"span": _("Write minutes, hours or days, up to a year: 30m, 4h, 2d.")}

    def clean(self, value: Any) -> int | None:
        text = super().clean(value)
        if not text:
            return None
        found = SPAN.fullmatch(text)
        minutes = int(found[1]) * UNITS[found[2].lower() or "m"] if found else 0
        if not 0 < minutes <= LONGEST:
            raise forms.ValidationError(self.error_messages["span"], code="span")
        return minutes


class PromisesForm(forms.Form):
    """A row of fields for each priority."""

    def __init__(self, *args: Any, promises: list[PromiseShape], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._priorities = [one["priority"] for one in promises]
        for one in promises:
            word = PRIORITY_WORDS[one["priority"]]
            for name, label in TIMES.items():
                self.fields[f"{one['priority']}_{name}"] = SpanField(
                    label=f"{word}: {label}",
                    required=False,
                    max_length=20,
                    initial=written(one[name]),  # type: ignore[literal-required]
                )
            self.fields[f"{one['priority']}_in_hours"] = forms.BooleanField(
                label=f"{word}: {_('only our hours count')}", required=False, initial=one["in_hours"]
            )

    def rows(self) -> Iterator[tuple[object, list[forms.BoundField]]]:
        """Each priority's word and its fields."""
        for priority in self._priorities:
            names = (*TIMES, "in_hours")
            yield PRIORITY_WORDS[priority], [self[f"{priority}_{name}"] for name in names]

    def wanted(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Each priority with what its command takes."""
        for priority in self._priorities:
            yield (
                priority,
                {name: self.cleaned_data[f"{priority}_{name}"] for name in (*TIMES, "in_hours")},
            )
