"""What calls about the workspace's own settings may send."""

from typing import Annotated
from uuid import UUID

from pydantic import AwareDatetime, Field, StrictBool, StrictInt, StrictStr

from ictdesk.desk.conversations.shapes import StatusCategory
from ictdesk.desk.people.shapes import NotifyEvent
from ictdesk.kernel.actor import Role
from ictdesk.surfaces.api.schemas import Name, Sent, Text
from ictdesk.surfaces.api.shapes_setup import Asked, Scope

type Time = Annotated[StrictStr, Field(max_length=5)]
type Span = Annotated[list[Time], Field(min_length=2, max_length=2)]
type Hours = dict[Annotated[str, Field(max_length=1)], Annotated[list[Span], Field(max_length=10)]]
type Members = Annotated[list[UUID], Field(max_length=500)]
type Origins = Annotated[list[Annotated[StrictStr, Field(max_length=300)]], Field(max_length=100)]


class NewTeam(Sent):
    name: Name
    members: Members = []


class TeamChange(Sent):
    """Only what is named is changed; `members` are all of them."""

    name: Name | None = None
    members: Members | None = None


class NewStatus(Sent):
    name: Name
    category: StatusCategory
    public_label: Name


class StatusChange(Sent):
    """Only what is named is changed; the category stays."""

    name: Name | None = None
    public_label: Name | None = None


class Replacement(Sent):
    """Which status the conversations get."""

    replacement: UUID | None = None


class TagName(Sent):
    name: Name


class MergeInto(Sent):
    """Which tag the conversations get."""

    into: UUID


class WorkspaceChange(Sent):
    """Only what is named is changed. `hours`: by weekday, "0" is Monday, a list of [from, to]; {} is always open."""

    name: Name | None = None
    color: Annotated[StrictStr, Field(max_length=7)] | None = None
    greeting: Text | None = None
    offline_text: Text | None = None
    time_zone: Annotated[StrictStr, Field(max_length=64)] | None = None
    hours: Hours | None = None


class ClosedDay(Sent):
    day: Annotated[StrictStr, Field(max_length=10)]
    name: Name


class Holidays(Sent):
    """`holidays_of` is a country ("DE") or a region ("DE-BY") whose public holidays count; empty for none."""

    holidays_of: Annotated[StrictStr, Field(max_length=40)]
    closed_days: Annotated[list[ClosedDay], Field(max_length=400)]


class PrechatField(Sent):
    name: Asked
    required: StrictBool


class NewInbox(Sent):
    name: Name
    allowed_origins: Origins = []


class InboxChange(Sent):
    """Only what is named is changed. `mail_local` is what stands before the @; empty for no mail."""

    name: Name | None = None
    allowed_origins: Origins | None = None
    prechat: Annotated[list[PrechatField], Field(max_length=2)] | None = None
    mail_local: Annotated[StrictStr, Field(max_length=40)] | None = None


class NewNotice(Sent):
    text: Text
    privacy_url: Annotated[StrictStr, Field(max_length=300)] = ""


class NewMember(Sent):
    email: Annotated[StrictStr, Field(max_length=254)]
    name: Name
    role: Role


class NewApiKey(Sent):
    """`expires_at` with its zone; null for a key that stays until it is withdrawn."""

    name: Name
    scopes: Annotated[list[Scope], Field(min_length=1, max_length=20)]
    expires_at: AwareDatetime | None = None


class Security(Sent):
    """`sign_in_hours`: 1 to 720, or 0 for never."""

    second_step: StrictBool
    sign_in_hours: StrictInt


class NewRole(Sent):
    role: Role


class NewNotifications(Sent):
    """Only what is named is changed; `events` are all of them."""

    shown: StrictBool | None = None
    heard: StrictBool | None = None
    events: Annotated[list[NotifyEvent], Field(max_length=20)] | None = None
