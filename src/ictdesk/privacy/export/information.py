"""What Art. 15(1) and (2) GDPR want told besides the data: purposes, categories, recipients, time, rights, authority."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _

from ictdesk.kernel.datamap import bases
from ictdesk.kernel.datamap.fields import Personal
from ictdesk.kernel.datamap.persons import Person
from ictdesk.kernel.datamap.words import RETENTION_WORDS, SOURCE_WORDS
from ictdesk.kernel.recipients import recipients
from ictdesk.privacy.export import columns, words
from ictdesk.privacy.export.about import About
from ictdesk.privacy.rights.authorities import authority_of
from ictdesk.privacy.rights.words import ARTICLES, RIGHTS


def information(about: About, models: Iterable[type[Model]], person: Person) -> dict[str, Any]:
    """For the first page of an archive; tables without rows about the person are not among `models`."""
    entries = [
        column.entry
        for model in models
        for column in [*columns.told(model, "access"), *columns.withheld(model)]
        if column.entry
    ]
    return {
        "purposes": purposes(entries),
        "kinds": kinds(entries),
        "recipients": [one for one in recipients(person) if not one.secret],
        "rights": [(word, ARTICLES[right]) for right, word in RIGHTS.items()],
        "authority": authority_of(about.country),
    }


def purposes(entries: Iterable[Personal]) -> list[dict[str, str]]:
    """Each purpose with the basis on which it rests."""
    keys = sorted({purpose for entry in entries for purpose in entry.purposes})
    return [
        {
            "purpose": words.purpose(key),
            "basis": str(bases.WORDS[bases.BASIS_OF[key]]),
            "article": bases.ARTICLES[bases.BASIS_OF[key]],
        }
        for key in keys
    ]


def kinds(entries: Iterable[Personal]) -> list[dict[str, str]]:
    """Each category with where it comes from and how long it is kept."""
    found: dict[str, tuple[set[str], set[str]]] = {}
    for entry in entries:
        sources, times = found.setdefault(words.category(entry.category), (set(), set()))
        sources.add(str(SOURCE_WORDS[entry.source]))
        times.add(_("from %(moment)s on") % {"moment": RETENTION_WORDS[entry.retention]})
    return [
        {"what": what, "source": "; ".join(sorted(sources)), "kept": "; ".join(sorted(times))}
        for what, (sources, times) in sorted(found.items())
    ]
