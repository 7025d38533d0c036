"""What the API answers about purposes and instructions."""

from typing import Annotated, Literal, TypedDict

from pydantic import Field

from ictdesk.kernel.instructing import Area
from ictdesk.surfaces.api.schemas import Sent
from ictdesk.trust.records import words
from ictdesk.trust.records.queries import InstructionShape
from ictdesk.trust.records.register import Line


class AskedInstructions(Sent):
    """`before`: the number of an entry; older ones are shown."""

    area: Area | Literal[""] = ""
    before: Annotated[int, Field(ge=1, lt=2**31)] = 2**31 - 1


class ActivityShape(TypedDict):
    """`version` 0 is as shipped. `weighed` is false where the basis is a legitimate interest and no assessment holds."""

    key: str
    name: str
    use: str
    basis: str
    article: str
    special: str
    necessity: str
    alternatives: str
    categories: list[str]
    subjects: list[str]
    recipients: list[str]
    kept_from: list[str]
    retention: str
    on: bool
    weighed: bool
    version: int


class ActivityShapes(TypedDict):
    items: list[ActivityShape]
    next: None


class InstructionShapes(TypedDict):
    """`next` is the number to ask `before`, null at the beginning of the record."""

    items: list[InstructionShape]
    next: int | None


def activity_shape(line: Line) -> ActivityShape:
    return {
        "key": line.key,
        "name": line.name,
        "use": line.use,
        "basis": line.basis,
        "article": words.BASES[line.basis][0],
        "special": line.special,
        "necessity": line.necessity,
        "alternatives": line.alternatives,
        "categories": list(line.facts.categories),
        "subjects": list(line.facts.subjects),
        "recipients": line.recipients,
        "kept_from": list(line.facts.kept_from),
        "retention": line.retention,
        "on": line.on,
        "weighed": line.weighed,
        "version": line.version,
    }
