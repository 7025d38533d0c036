"""Where a case goes here: its team, its type and its fields, by the names that this workspace gives them.

A team over there becomes one here. Types and fields are not made up, since the workspace says of each field what it
is for: what matches none is a line of the first note.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ictdesk.desk.contacts import attributes
from ictdesk.desk.contacts.models import AttributeDefinition
from ictdesk.desk.conversations import choosing, fields
from ictdesk.desk.conversations.models import Conversation, TicketValue
from ictdesk.desk.imports.cases import Case
from ictdesk.desk.workspaces.models import Team, TicketType
from ictdesk.desk.workspaces.words import clean_word
from ictdesk.kernel import clock
from ictdesk.kernel.errors import Invalid
from ictdesk.kernel.events import bus
from ictdesk.kernel.lines import one_line

LONGEST_TEAM = 80


@dataclass(frozen=True, slots=True)
class Names:
    """What this workspace has, by name in small letters; fields by their key, too."""

    teams: Mapping[str, Team]
    types: Mapping[str, TicketType]
    fields: Mapping[str, AttributeDefinition]


def names_for(cases: Iterable[Case]) -> Names:
    """Read once for a batch. Teams that are missing are made, with nobody in them."""
    teams = {team.name.casefold(): team for team in Team.objects.all()}
    for wanted in {team_of(case): None for case in cases}:
        if wanted and wanted.casefold() not in teams:
            teams[wanted.casefold()] = Team.objects.create(name=wanted)
            bus.setup_after_commit()
    defined = list(fields.all_fields())
    return Names(
        teams,
        {one.name.casefold(): one for one in TicketType.objects.all()},
        {one.label.casefold(): one for one in defined} | {one.key: one for one in defined},
    )


def team_of(case: Case) -> str:
    """The name of its team, or nothing where it could be no name here."""
    try:
        return clean_word(case.team, LONGEST_TEAM, "A team's name")
    except Invalid:
        return ""


def sort(case: Case, conversation: Conversation, names: Names) -> tuple[list[TicketValue], list[str]]:
    """Gives the conversation its team and type; returns the values of its fields, and lines for what has no place."""
    conversation.team = names.teams.get(team_of(case).casefold())
    lines = []
    conversation.type = names.types.get(case.type.casefold()) if case.ticket else None
    if case.type and conversation.type is None:
        lines.append(f"Kind: {one_line(case.type)}")
    values: dict[str, TicketValue] = {}
    for name, value in case.fields:
        row = _value(conversation, names.fields.get(name.casefold()), value) if case.ticket else None
        if row is None or row.definition.key in values:
            lines.append(f"{one_line(name)}: {one_line(_said(value))}")
        else:
            values[row.definition.key] = row
    return list(values.values()), lines


def _value(
    conversation: Conversation, definition: AttributeDefinition | None, value: object
) -> TicketValue | None:
    if definition is None or not fields.has(conversation, definition):
        return None
    try:
        clean = attributes.clean_value(definition, value)
    except Invalid:
        return None
    return TicketValue(
        conversation=conversation,
        definition=definition,
        subject_id=conversation.subject_id,
        value=clean,
        digest=choosing.digest_of(definition, clean),
        changed_at=clock.now(),
    )


def _said(value: object) -> str:
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ", ".join(map(str, value))
    return "yes" if value is True else str(value)
