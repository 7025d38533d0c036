"""What the annexes of the document say, read from where it is kept: the data map, the promises that tests keep, the register of
sub-processors, the authorities. Nothing in them is written by hand."""

from typing import Any

import msgspec
from django.conf import settings

from ictdesk.kernel import clock, entitlements
from ictdesk.kernel.datamap.fields import Personal
from ictdesk.kernel.datamap.registry import of_workspace
from ictdesk.kernel.tenancy import current_workspace
from ictdesk.privacy.rights.authorities import authority_of
from ictdesk.trust.agreements import selection, wording
from ictdesk.trust.agreements.parties import Customer
from ictdesk.trust.promises.page import SECTIONS, shown
from ictdesk.trust.promises.records import Promise
from ictdesk.trust.subprocessors import queries as processors
from ictdesk.trust.transfers import known, register

MEASURES = ("rights", "design")
"""Sections of the promises that are measures (Annex II)."""


def of(customer: Customer) -> dict[str, Any]:
    """Everything of the document but the parties, for the workspace in scope, as it is now."""
    today = clock.now().date()
    chosen = selection.chosen(
        country=customer.country,
        laws=customer.laws,
        seat=settings.ICTDESK_SITE.country,
        representative=bool(customer.representative),
        days=entitlements.terms(current_workspace()).notice_days,
        on=today,
        decisions=known.decisions(),
    )
    return {
        "wording": {"version": wording.VERSION, "digest": wording.digest().hex()},
        "processor": _processor(),
        "selection": [msgspec.to_builtins(one) for one in chosen],
        "description": description(),
        "authority": _authority(customer),
        "measures": [{"key": one.key, "article": one.article, "says": one.words} for one in measures()],
        "processors": used(),
    }


def description() -> dict[str, list[str]]:
    """Annex I.B, of the workspace's own map, with what it added itself."""
    found = [row.entry for row in of_workspace() if isinstance(row.entry, Personal)]
    return {
        "subjects": sorted({subject for one in found for subject in one.subjects}),
        "categories": sorted({one.category for one in found}),
        "purposes": sorted({use for one in found for use in one.purposes}),
        "kept_from": sorted({one.retention for one in found}),
    }


def measures() -> list[Promise]:
    """Annex II: what some test keeps, and nothing that is only announced."""
    kept = {one.key for one in shown()}
    return [
        one
        for section in SECTIONS
        if section.anchor in MEASURES
        for one in section.promises
        if one.key in kept
    ]


def used() -> list[dict[str, Any]]:
    """Annex III: whoever may process what this workspace keeps, and what carries it abroad."""
    carried = register.transfers()
    return [
        {
            "key": line.row.key,
            "name": line.facts.name,
            "company": line.facts.legal_name,
            "address": line.facts.address,
            "contact": line.facts.contact,
            "does": line.facts.services,
            "where": [*line.facts.storage],
            "read_from": [*line.facts.access],
            "transfers": [_carried(one) for one in carried if one.row and one.row.id == line.row.id],
        }
        for line in processors.listed_for(current_workspace())
        if line.facts.scope == "customer_data" and line.row.state == "active"
    ]


def _carried(one: register.Transfer) -> str:
    by = one.instruments[0]
    if by.kind == "adequacy" and by.decision:
        return f"{one.country}: {by.decision.act}"
    return f"{one.country}: {selection.ABROAD}, module {by.module}"


def _processor() -> dict[str, str]:
    site = settings.ICTDESK_SITE
    return {
        "legal_name": site.legal_name,
        "address": site.place,
        "country": site.country,
        "contact": site.contact or settings.ICTDESK_BASE_URL,
        "officer": site.lead,
    }


def _authority(customer: Customer) -> str:
    found = authority_of(customer.country)
    return f"{found.name}, {found.website}" if found else ""
