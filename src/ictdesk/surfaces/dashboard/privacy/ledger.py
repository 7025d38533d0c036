"""The ledger of rights: what was done about people's data, and whether its files are whole."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from ictdesk.privacy.ledger import queries
from ictdesk.privacy.ledger.entries import Entry
from ictdesk.surfaces.dashboard.desk_view import DeskRequest, desk_view

PAGE = 50
KIND_WORDS = {
    "erasure": _("Somebody was erased"),
    "erasure.value": _("One value of somebody was deleted"),
    "restriction.placed": _("Somebody was restricted"),
    "restriction.lifted": _("A restriction was lifted"),
    "objection": _("Somebody objected"),
    "objection.withdrawn": _("An objection was taken back"),
    "withdrawal": _("A consent was withdrawn"),
    "rectification": _("Something was corrected"),
    "hold.placed": _("Somebody was held"),
    "hold.released": _("A hold was released"),
    "subprocessor.refused": _("A sub-processor was objected to"),
    "subprocessor.allowed": _("An objection to a sub-processor was taken back"),
    "log_hold.ended": _("A slice of the log was destroyed"),
    "notice": _("A recipient was told, or cannot be"),
    "move": _("Data moved"),
    "retention": _("Data whose time was over ended"),
    "void": _("An entry before came to nothing"),
}


@require_GET
@desk_view(needs="rights.read")
def ledger(request: DeskRequest) -> HttpResponse:
    """Newest first. With `whole` every line of the files is read and compared."""
    whole = "whole" in request.GET
    before = request.GET.get("before", "")
    entries = queries.page(request.actor, before=_number(before), limit=PAGE + 1)
    shown = {
        "standing": queries.standing(request.actor, whole=whole),
        "whole": whole,
        "entries": [_line(entry, void) for entry, void in entries[:PAGE]],
        "older": f"?before={entries[PAGE - 1][0].sequence}" if len(entries) > PAGE else "",
        "section": "privacy",
    }
    return render(request, "privacy/ledger.html", shown)


def _number(said: str) -> int:
    return int(said) if said.isascii() and said.isdigit() and len(said) < 18 else 0


def _line(entry: Entry, void: bool) -> dict[str, Any]:
    return {
        "sequence": entry.sequence,
        "at": entry.at,
        "word": KIND_WORDS.get(entry.kind, entry.kind),
        "keys": len(entry.subjects),
        "facts": [f"{name} {value}" for name, value in entry.facts.items()],
        "hash": entry.hash,
        "void": void,
    }
