"""A flow of personal data from one party to another, as far as the law asks about it."""

from dataclasses import dataclass
from typing import Literal

from ictdesk.trust.subprocessors.facts import EEA

type Role = Literal["controller", "processor"]
type Regime = Literal["EU", "UK", "CH"]
REGIMES: tuple[Regime, ...] = ("EU", "UK", "CH")
HOME: dict[Regime, frozenset[str]] = {"EU": EEA, "UK": frozenset({"GB"}), "CH": frozenset({"CH"})}
"""Countries in which a law holds itself: to go there is no transfer under it."""


@dataclass(frozen=True, slots=True)
class Party:
    """`seat`: ISO 3166 code. `certified`: codes of laws under whose Data Privacy Framework it is certified today.
    `commercial`: an organisation of the private sector, as the decisions about Canada and Japan want. `under_gdpr`: it is
    itself subject to the GDPR by Art. 3(2).
    """

    role: Role
    seat: str
    certified: frozenset[Regime] = frozenset()
    commercial: bool = True
    under_gdpr: bool = False


@dataclass(frozen=True, slots=True)
class Flow:
    """`regimes`: the laws that protect the people. `returns`: the importer is the controller whose data it is.
    `looks_in`: the data stays where it is, and the importer reads it from afar. `same_company`: exporter and importer are one
    legal entity.
    """

    exporter: Party
    importer: Party
    regimes: tuple[Regime, ...] = ("EU",)
    returns: bool = False
    looks_in: bool = False
    same_company: bool = False
