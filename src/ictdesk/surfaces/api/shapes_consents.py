"""What calls about consents send and get."""

from typing import Annotated, Literal, TypedDict

from pydantic import Field, StrictBool, StrictInt, StrictStr

from ictdesk.kernel.clock import rfc3339
from ictdesk.privacy.consent import asking
from ictdesk.privacy.consent.models import ConsentEvent, ConsentPurpose, ConsentState, ConsentWording
from ictdesk.surfaces.api.schemas import Name, Sent

type Texts = Annotated[dict[StrictStr, StrictStr], Field(max_length=20)]
type Address = Annotated[StrictStr, Field(max_length=254)]


class NewPurpose(Sent):
    """`texts`: the exact words by language. `double`: a yes counts when the mailbox's owner confirmed it.
    `months`: how long it holds; 0 is until it is withdrawn."""

    key: Name
    name: Name
    use: Name = "marketing.communications.email"
    texts: Texts
    double: StrictBool = True
    months: StrictInt = 0


class NewWording(Sent):
    """`material`: what people agree to changed, so that they are asked anew."""

    texts: Texts
    material: StrictBool


class HowSaid(Sent):
    """`version` and `language`: which words were shown; 0 is the newest. `place`: which control on which page."""

    address: Address
    version: StrictInt = 0
    language: Name = ""
    place: Name = ""
    gpc: StrictBool = False


class NewConsent(HowSaid):
    state: Literal["given", "refused", "withdrawn"]


class NewQuestion(HowSaid):
    """Its owner is asked by mail."""


class Imported(Sent):
    addresses: Annotated[list[Address], Field(max_length=1000)]


class Lookup(Sent):
    """In a body, so that no address stands in a log of addresses of pages."""

    address: Address


class WordingShape(TypedDict):
    version: int
    language: str
    text: str
    material: bool
    published_at: str


class PurposeShape(TypedDict):
    """`counts_from`: the oldest version under which a yes still counts."""

    id: str
    key: str
    name: str
    use: str
    double: bool
    months: int
    version: int
    counts_from: int
    closed_at: str | None
    wordings: list[WordingShape]


class PurposeShapes(TypedDict):
    items: list[PurposeShape]
    next: None


class ConsentShape(TypedDict):
    """One answer."""

    id: str
    purpose: str
    state: str
    version: int
    language: str
    how: str
    at: str
    ends_at: str | None


class StateShape(TypedDict):
    """`may`: whether something may be sent for this purpose now. `consent`: id of the newest answer."""

    purpose: str
    state: str
    may: bool
    at: str
    ends_at: str | None
    consent: str


class StateShapes(TypedDict):
    items: list[StateShape]
    next: None


class ImportShape(TypedDict):
    """`new`: how many were not known; nothing may be sent to them before they agree."""

    new: int


class ReceiptShape(TypedDict):
    """After ISO/IEC TS 27560; the signature is over `receipt` with sorted keys and no spaces (Ed25519)."""

    receipt: dict[str, object]
    signature: str


def purpose_shape(row: ConsentPurpose, wordings: list[ConsentWording]) -> PurposeShape:
    return {
        "id": str(row.id),
        "key": row.key,
        "name": row.name,
        "use": row.use,
        "double": row.double,
        "months": row.months,
        "version": row.version,
        "counts_from": row.counts_from,
        "closed_at": rfc3339(row.closed_at) if row.closed_at else None,
        "wordings": [_wording(one) for one in wordings],
    }


def _wording(row: ConsentWording) -> WordingShape:
    return {
        "version": row.version,
        "language": row.language,
        "text": row.text,
        "material": row.material,
        "published_at": rfc3339(row.published_at),
    }


def consent_shape(row: ConsentEvent) -> ConsentShape:
    return {
        "id": str(row.id),
        "purpose": row.purpose.key,
        "state": row.state,
        "version": row.version,
        "language": row.language,
        "how": row.how,
        "at": rfc3339(row.at),
        "ends_at": rfc3339(row.ends_at) if row.ends_at else None,
    }


def state_shape(row: ConsentState, address: str) -> StateShape:
    return {
        "purpose": row.purpose.key,
        "state": row.state,
        "may": asking.stands(row, address),
        "at": rfc3339(row.at),
        "ends_at": rfc3339(row.ends_at) if row.ends_at else None,
        "consent": str(row.event_id),
    }
