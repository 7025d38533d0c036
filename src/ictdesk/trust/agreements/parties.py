"""Who the customer is, as its own people say it (Annex I.A)."""

from typing import Annotated, Any

import msgspec

from ictdesk.kernel.errors import Invalid
from ictdesk.kernel.lines import one_line
from ictdesk.trust.transfers.flows import REGIMES, Regime

type Line = Annotated[str, msgspec.Meta(max_length=200)]


class Customer(msgspec.Struct, frozen=True, kw_only=True):
    """`laws`: those that protect the people who write to it. `representative`: by Art. 27 GDPR, of a customer outside the EEA."""

    legal_name: Line
    address: Line
    country: Annotated[str, msgspec.Meta(pattern="^[A-Z]{2}$")]
    laws: tuple[Regime, ...] = ("EU",)
    signer: Line
    position: Line
    contact: Line
    officer: Line = ""
    representative: Line = ""


def checked(said: Customer) -> Customer:
    """In single lines, with the laws in their order. Raises `Invalid`."""
    found: dict[str, Any] = {
        name: one_line(value) if isinstance(value, str) else value
        for name, value in msgspec.structs.asdict(said).items()
    }
    empty = [name for name in ("legal_name", "address", "signer", "position", "contact") if not found[name]]
    if empty:
        raise Invalid(f"An agreement names its parties whole: {', '.join(empty)}.")
    if not found["laws"]:
        raise Invalid("Say whose law protects the people who write to you.")
    found["laws"] = [one for one in REGIMES if one in found["laws"]]
    return read(found)


def read(found: object) -> Customer:
    """From what is kept. Raises `Invalid`."""
    try:
        return msgspec.convert(found, Customer, strict=False)
    except msgspec.ValidationError as error:
        raise Invalid(f"This is not complete: {error}") from error
