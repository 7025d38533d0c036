"""One contact as a whole, for the side panel, the contact's page and the API."""

from typing import Literal, TypedDict

from ictdesk.desk.contacts.shapes import Clash, ContactShape, LikeShape, ValueShape
from ictdesk.desk.conversations.shapes import ConversationForAgent, PersonShape

type ObjectionScope = Literal["marketing", "interest"]
type HeldKind = Literal["conversations", "messages", "notes", "files", "addresses", "attributes"]


class HeldShape(TypedDict):
    """How much of one class is held; `until` is null where no rule says when it goes."""

    kind: HeldKind
    count: int
    until: str | None


class ConsentShown(TypedDict):
    name: str
    may: bool


class PrivacyShape(TypedDict):
    """Facts for whoever answers: may this person's data be used, what were they told, what is held."""

    objects: list[ObjectionScope]
    """To which uses the person objects (Art. 21 GDPR)."""
    consents: list[ConsentShown]
    """What they were asked, and whether something may be sent for it now."""
    restricted: str
    """The number of the case by which the person is restricted (Art. 18 GDPR); empty when they are not."""
    notice_version: int | None
    gpc: bool
    keys: int
    held: list[HeldShape]


class MergeShape(TypedDict):
    """A contact that went into this one; it can be taken out again until `undo_until`."""

    id: str
    contact: PersonShape
    made_at: str
    undo_until: str


class PersonPage(TypedDict):
    contact: ContactShape
    attributes: list[ValueShape]
    conversations: list[ConversationForAgent]
    more: bool
    privacy: PrivacyShape
    alike: list[LikeShape]
    merges: list[MergeShape]


class MergePreview(TypedDict):
    """What would move from `source` to `target`, what is set aside, and what stays as it is."""

    source: ContactShape
    target: ContactShape
    conversations: int
    addresses: list[str]
    attributes: list[str]
    clashes: list[Clash]
    same_addresses: int
