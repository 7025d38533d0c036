"""The whole page, in its order."""

from ictdesk.trust.promises.claims import find
from ictdesk.trust.promises.offered import ABROAD, BASES, DESIGN, ORGANISATION, ROLES
from ictdesk.trust.promises.records import Promise
from ictdesk.trust.promises.rights import RIGHTS

SECTIONS = (ROLES, BASES, RIGHTS, DESIGN, ABROAD, ORGANISATION)


def promises() -> list[Promise]:
    """All of them."""
    return [one for section in SECTIONS for one in section.promises]


def shown() -> list[Promise]:
    """Those that a test holds the software to, whatever an installation shows of them today."""
    return [one for one in promises() if any((claim := find(key)) and claim.tests for key in one.claims)]
