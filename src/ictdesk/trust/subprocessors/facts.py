"""What is known of a sub-processor, with the day on which it was looked up."""

from datetime import date
from typing import Annotated, Any, Literal

import msgspec

from ictdesk.kernel.errors import Invalid

type Text = Annotated[str, msgspec.Meta(max_length=500)]
type Country = Annotated[str, msgspec.Meta(pattern="^[A-Z]{2}$")]
type Law = Literal["EU", "UK", "CH"]
EEA = frozenset(
    "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK".split()
)


class Facts(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Art. 28 GDPR and Opinion 22/2024 of the EDPB: name, address and contact of everybody in the chain, kept current.

    `scope`: whether it sees what customers keep, or only our own dealings with them. `hosts`: names under which it is
    called. `storage` and `access`: countries where data lies, and from where it is looked at. `chain`: its own sub-processors.
    `clauses`: laws whose clauses its agreement contains (2021/914, the UK addendum, the Swiss adaptations). `dpf_for`: laws for
    which it is certified under the Data Privacy Framework, while `dpf_status` is active.
    """

    name: Text
    legal_name: Text
    address: Text = ""
    contact: Text = ""
    role: Literal["processor", "controller", "both"] = "processor"
    scope: Literal["customer_data", "own_contacts"] = "customer_data"
    services: Text
    categories: tuple[Text, ...] = ()
    hosts: tuple[Text, ...] = ()
    storage: tuple[Country, ...] = ()
    access: tuple[Country, ...] = ()
    tool: Text = ""
    tool_evidence: Text = ""
    tool_evidence_hash: Text = ""
    tool_checked_on: date | None = None
    clauses: tuple[Law, ...] = ()
    dpf_id: Text = ""
    dpf_for: tuple[Law, ...] = ()
    dpf_status: Text = "unknown"
    dpf_checked_on: date | None = None
    dpa_hash: Text = ""
    measures: Text = ""
    chain: tuple[Text, ...] = ()
    incidents: tuple[Text, ...] = ()
    source: Text = ""
    as_of: date

    @property
    def outside(self) -> tuple[str, ...]:
        """Countries outside the EEA in which data lies."""
        return tuple(sorted(set(self.storage) - EEA))


def read(found: object) -> Facts:
    """From what is kept, or what somebody sent. Raises `Invalid`."""
    try:
        return msgspec.convert(found, Facts, strict=False)
    except msgspec.ValidationError as error:
        raise Invalid(f"These facts are not complete: {error}") from error


def kept(facts: Facts) -> dict[str, Any]:
    """As it is stored."""
    made: dict[str, Any] = msgspec.to_builtins(facts)
    return made
