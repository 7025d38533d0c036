"""The pages of the desk that a member may open, for the command palette: read from the addresses themselves."""

import re
from functools import cache, lru_cache
from importlib import import_module
from typing import NamedTuple

from django.urls import URLPattern, reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from ictdesk.desk.people import rules
from ictdesk.kernel.actor import Engineer, Member, Role
from ictdesk.surfaces.dashboard.shapes import FirstPaintPage

ONE_PAGE = re.compile(r"^<slug:slug>/[a-z/-]+/$")
KEYS = {"inbox": "i", "contacts": "c", "privacy-board": "p", "settings": "s"}
PARTS = {
    "settings-preview",
    "settings-holidays-regions",
    "settings-digest",
    "privacy-purges-choose",
    "privacy-subprocessor",
    "privacy-proof",
    "privacy-breach-change",
    "settings-end-keep",
    "settings-samples",
    "privacy-log",
    "privacy-log-keep",
    "privacy-trail-verify",
    "privacy-trail-take",
    "privacy-access-now",
    "privacy-access-consent",
    "on-call-ask",
    "on-call-people",
    "visit",
    "visit-leave",
    "settings-plan-pay",
    "settings-plan-portal",
    "settings-take-along-file",
}
"""Parts of pages: what htmx asks for, and a form that only takes."""
OF_VENDOR = {"on-call", "privacy-abroad", "site-visits"}
"""Pages of one workspace alone; the others answer that there is nothing."""
WORDS = {"keys": "API keys"}
TITLES = {
    "privacy-board": gettext_lazy("Privacy office"),
    "privacy-map": gettext_lazy("Data map as a picture"),
    "privacy-ledger": gettext_lazy("Ledger of rights"),
    "privacy-retention": gettext_lazy("How long data is kept"),
    "privacy-trail": gettext_lazy("Audit trail"),
    "privacy-consents": gettext_lazy("Consents"),
    "privacy-purposes": gettext_lazy("Purposes of processing"),
    "privacy-instructions": gettext_lazy("Record of instructions"),
    "privacy-access": gettext_lazy("Access of the vendor"),
    "privacy-subprocessors": gettext_lazy("Sub-processors"),
    "privacy-proofs": gettext_lazy("Proofs"),
    "privacy-agreement": gettext_lazy("Data processing agreement"),
    "privacy-records": gettext_lazy("Records of processing"),
    "privacy-orders": gettext_lazy("Orders of authorities"),
    "privacy-breaches": gettext_lazy("Breaches"),
    "privacy-lead": gettext_lazy("Data protection lead"),
    "privacy-purges": gettext_lazy("Purge several people"),
    "privacy-recipients": gettext_lazy("Recipients of data"),
    "privacy-new": gettext_lazy("Somebody asks about their data"),
}


FOR_GUESTS = ("inbox", "contacts")
"""What somebody of the vendor may open."""


class Destination(NamedTuple):
    """A page: its name among the addresses, and the right that it asks for."""

    name: str
    needs: str


@cache
def destinations() -> tuple[Destination, ...]:
    """Every page that names the workspace and nothing in it, with the right that its view asks for."""
    patterns = import_module("ictdesk.surfaces.dashboard.urls").urlpatterns
    return tuple(
        Destination(one.name, one.callback.needs)
        for one in patterns
        if isinstance(one, URLPattern)
        and one.name
        and ONE_PAGE.match(str(one.pattern))
        and hasattr(one.callback, "needs")
        and one.name not in PARTS | OF_VENDOR
    )


def pages_for(actor: Member | Engineer, slug: str) -> list[FirstPaintPage]:
    """Those that they may open, in the order of the addresses."""
    role = None if isinstance(actor, Engineer) else actor.role
    return [*_pages(role, slug, get_language())]


@lru_cache(1_000)
def _pages(role: Role | None, slug: str, language: str | None) -> tuple[FirstPaintPage, ...]:
    """None: somebody of the vendor. The same for every member with the role: building twenty addresses is a tenth of the inbox's page."""
    return tuple(
        {"name": title(one.name), "url": reverse(one.name, args=[slug]), "key": KEYS.get(one.name, "")}
        for one in destinations()
        if (one.needs in rules.MAY[role] if role else one.name in FOR_GUESTS)
    )


def title(name: str) -> str:
    """`settings-keys` in words."""
    if name in TITLES:
        return str(TITLES[name])
    area, _dash, word = name.partition("-")
    if not word:
        return area.capitalize()
    return f"{_('Settings')}: {WORDS.get(word, word.replace('-', ' ').capitalize())}"
