"""Set the workspace's name, looks, words and hours."""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from zoneinfo import available_timezones

from ictdesk.desk.workspaces import queries, rules
from ictdesk.desk.workspaces.models import Workspace
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import Invalid
from ictdesk.kernel.events import bus
from ictdesk.kernel.instructing import Alters

COLOR = re.compile(r"#[0-9a-fA-F]{6}")
TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d|24:00")

type Hours = Mapping[str, Sequence[Sequence[str]]]


@command(allow=rules.can_manage, alters=Alters("workspace", (Workspace,)))
def set_workspace(
    *, actor: Actor, name: str, color: str, greeting: str, offline_text: str, time_zone: str, hours: Hours
) -> Workspace:
    """Sets all of it at once. Raises `Invalid` and then changes nothing."""
    if not 0 < len(name.strip()) <= 120:
        raise Invalid("A workspace has a name of 1 to 120 characters.")
    if not COLOR.fullmatch(color):
        raise Invalid("The colour is written as #rrggbb.")
    if max(len(greeting), len(offline_text)) > 300:
        raise Invalid("Greeting and offline text hold at most 300 characters.")
    if time_zone not in available_timezones():
        raise Invalid("This time zone is not known.")
    settings = queries.workspace()
    settings.name, settings.color, settings.time_zone = name.strip(), color.lower(), time_zone
    settings.greeting, settings.offline_text = greeting.strip(), offline_text.strip()
    settings.hours = clean_hours(hours)
    settings.save()
    record(actor, "workspace.set", "workspace", settings.id)
    bus.setup_after_commit()
    return settings


def clean_hours(hours: Hours) -> dict[str, list[list[str]]]:
    """Opening times by weekday ("0" is Monday). Raises `Invalid`."""
    clean: dict[str, list[list[str]]] = {}
    for day, spans in hours.items():
        if day not in set("0123456"):
            raise Invalid("Weekdays are 0 (Monday) to 6 (Sunday).")
        for span in spans:
            if len(span) != 2 or not all(TIME.fullmatch(time) for time in span) or span[0] >= span[1]:
                raise Invalid("Opening times are pairs like 09:00 and 17:00, the first before the second.")
        ordered = sorted([span[0], span[1]] for span in spans)
        if any(before[1] > after[0] for before, after in pairwise(ordered)):
            raise Invalid("The opening times of one day do not overlap.")
        if ordered:
            clean[day] = ordered
    return clean
