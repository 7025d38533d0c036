"""The records of processing activities (Art. 30 GDPR), made from what the software knows: nobody types them.

30(1) is the controller's: the workspace's own, and in the vendor's workspace the vendor's. 30(2) is the processor's, for the workspace
that it serves. Sources: the register of purposes, the data map, retention, sub-processors, transfers, and the promises.
"""

import hashlib
from typing import Any

from django.conf import settings

from ictdesk.kernel import clock, retention
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.canonical import canonical
from ictdesk.kernel.datamap.fields import Personal
from ictdesk.kernel.datamap.registry import of_workspace
from ictdesk.kernel.datamap.words import RETENTION_WORDS
from ictdesk.kernel.home import home
from ictdesk.kernel.tenancy import current_workspace
from ictdesk.kernel.tenancy.models import CONTROLLER, PROCESSOR, WorkspaceEntry
from ictdesk.privacy.erasure.certificate import map_hash
from ictdesk.privacy.retention import periods
from ictdesk.trust.promises.page import promises
from ictdesk.trust.records import register
from ictdesk.trust.records.register import Line
from ictdesk.trust.subprocessors import queries as subprocessors
from ictdesk.trust.transfers import register as transfers
from ictdesk.trust.transfers.resolver import Instrument

type Document = dict[str, Any]
MEASURES = ("design.", "dpa.", "sub.", "breach.")
"""Promises about security and organisation (Art. 32(1)): each has claims that are checked on the running installation."""


def records(actor: Actor) -> Document:
    """Both of the workspace in scope. Raises `NotAllowed`."""
    lines = register.lines(actor)
    entry = WorkspaceEntry.find(id=current_workspace())
    made: Document = {"data_map": map_hash(), "30(1)": _of_controller(lines)}
    if entry.role == CONTROLLER:
        made["30(2) served"] = _served()
    else:
        made["30(2)"] = _of_processor(lines)
    return made


def digest(of: Document) -> bytes:
    """SHA-256 of the records as canonical JSON."""
    return hashlib.sha256(canonical(of)).digest()


def uncovered(of: Document) -> list[str]:
    """Personal columns of the map that no activity of the record names with purpose and category. None is how it should be."""
    known = {
        (one["use"], category) for one in of["30(1)"]["activities"].values() for category in one["categories"]
    }
    return sorted(
        f"{row.table}.{row.column} for {use}"
        for row in of_workspace()
        if isinstance(row.entry, Personal)
        for use in row.entry.purposes
        if (use, row.entry.category) not in known
    )


def _of_controller(lines: list[Line]) -> Document:
    where = home()
    return {
        "controller": {"name": where.name, "country": where.country, "contact": where.sender},
        "data protection lead": "named" if where.lead() else "not named",
        "activities": {one.key: _activity(one) for one in lines},
        "retention": _retention(),
        "transfers": _transfers(),
        "measures": _measures(),
    }


def _activity(one: Line) -> Document:
    return {
        "name": str(one.name),
        "use": one.use,
        "basis": one.basis,
        "on": one.on,
        "subjects": list(one.facts.subjects),
        "categories": list(one.facts.categories),
        "recipients": sorted(one.recipients),
        "special": one.special,
        "kept": one.retention or list(one.facts.kept_from),
    }


def _of_processor(lines: list[Line]) -> Document:
    where = home()
    return {
        "processor": {"name": str(settings.ICTDESK_SITE.name), "contact": str(settings.ICTDESK_SITE.contact)},
        "controller": {"name": where.name, "country": where.country, "contact": where.sender},
        "processing": {one.key: str(one.name) for one in lines if one.on},
        "sub-processors": {line.row.key: line.facts.legal_name for line in _in_use()},
        "transfers": _transfers(),
        "measures": _measures(),
    }


def _served() -> Document:
    """Each controller served, by its address; what is done for each stands in its own record."""
    rows = WorkspaceEntry.objects.filter(role=PROCESSOR).exclude(state="ended").order_by("slug")
    return {one.slug: {"region": one.region, "since": one.created_at.date().isoformat()} for one in rows}


def _retention() -> Document:
    now = clock.now()
    return {
        one.key: {
            "from": str(RETENTION_WORDS[one.trigger]),
            "period": periods.in_force(one, now),
            "then": one.action,
        }
        for one in retention.classes()
        if not one.goes_with
    }


def _in_use() -> list[subprocessors.Line]:
    """Those that may receive data of customers now."""
    return [
        line
        for line in subprocessors.listed()
        if line.row.state == "active" and line.facts.scope == "customer_data"
    ]


def _transfers() -> Document:
    """To third countries, with what makes each lawful (Art. 30(1)(e), 30(2)(c)): read from the register of transfers."""
    in_use = {line.row.id for line in _in_use()}
    return {
        one.key: {
            "receiver": one.name,
            "country": one.country,
            "instruments": [_instrument(each) for each in one.instruments if each.kind != "none"],
            "stands": one.state == "stands",
        }
        for one in transfers.transfers()
        if one.row is None or one.row.id in in_use
    }


def _instrument(one: Instrument) -> str:
    """By law: a decision of adequacy, or clauses with their module."""
    act = one.decision.act if one.decision else ""
    return " ".join(
        part
        for part in (f"{one.regime}:", one.kind, f"module {one.module}" if one.module else "", act)
        if part
    )


def _measures() -> Document:
    return {one.key: one.does for one in promises() if one.key.startswith(MEASURES)}
