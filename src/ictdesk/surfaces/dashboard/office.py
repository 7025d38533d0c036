"""The pages of the privacy office, in groups by what they are about."""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class OfficePage(NamedTuple):
    """`key`: what a page calls itself. `of_vendor`: in the vendor's own workspace alone."""

    key: str
    name: str
    word: Promise
    of_vendor: bool = False


class Group(NamedTuple):
    word: Promise
    pages: tuple[OfficePage, ...]

    def holds(self, key: str) -> bool:
        return any(one.key == key for one in self.pages)


GROUPS = (
    Group(
        _("People"),
        (
            OfficePage("board", "privacy-board", _("Requests")),
            OfficePage("consents", "privacy-consents", _("Consents")),
            OfficePage("recipients", "privacy-recipients", _("Recipients")),
            OfficePage("holds", "privacy-holds", _("Holds")),
            OfficePage("purges", "privacy-purges", _("Purges")),
        ),
    ),
    Group(
        _("Processing"),
        (
            OfficePage("purposes", "privacy-purposes", _("Purposes")),
            OfficePage("records", "privacy-records", _("Records")),
            OfficePage("instructions", "privacy-instructions", _("Instructions")),
            OfficePage("retention", "privacy-retention", _("Retention")),
            OfficePage("map", "privacy-map", _("Data map")),
        ),
    ),
    Group(
        _("Organisation"),
        (
            OfficePage("agreement", "privacy-agreement", _("Agreement")),
            OfficePage("subprocessors", "privacy-subprocessors", _("Sub-processors")),
            OfficePage("abroad", "privacy-abroad", _("Transfers"), of_vendor=True),
            OfficePage("breaches", "privacy-breaches", _("Breaches")),
            OfficePage("orders", "privacy-orders", _("Orders")),
            OfficePage("lead", "privacy-lead", _("Lead")),
        ),
    ),
    Group(
        _("Proof"),
        (
            OfficePage("proofs", "privacy-proofs", _("Proofs")),
            OfficePage("trail", "privacy-trail", _("Audit trail")),
            OfficePage("access", "privacy-access", _("Access")),
            OfficePage("ledger", "privacy-ledger", _("Ledger")),
            OfficePage("log", "privacy-log", _("Personal log"), of_vendor=True),
        ),
    ),
)


def groups(*, of_vendor: bool) -> tuple[Group, ...]:
    """As a member of this workspace sees them."""
    return tuple(
        Group(one.word, tuple(page for page in one.pages if of_vendor or not page.of_vendor))
        for one in GROUPS
    )
