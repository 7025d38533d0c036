"""After older data was restored: what a workspace said last of each sub-processor counts."""

from django.db.models import QuerySet

from ictdesk.kernel.tenancy import current_workspace
from ictdesk.privacy.ledger.entries import Entry
from ictdesk.privacy.ledger.models import LedgerEntry
from ictdesk.privacy.ledger.replay import replays, sweeps
from ictdesk.trust.subprocessors.models import SubProcessor, SubProcessorNotice

REFUSED, ALLOWED = "subprocessor.refused", "subprocessor.allowed"


@replays(REFUSED)
def again(entries: list[Entry]) -> None:
    """Who objected stands by nobody's name then: ids of members are in no ledger."""
    for provider, last in _last(entries).items():
        if last.kind == REFUSED and not _objects(provider):
            row = SubProcessor.objects.filter(key=provider).first()
            if row is not None:  # the gate lets nothing go to one that it does not know
                SubProcessorNotice.objects.update_or_create(
                    provider=row,
                    workspace_id=current_workspace(),
                    defaults={"objected_at": last.at, "taken_back_at": None},
                )


@replays(ALLOWED)
def allow_again(entries: list[Entry]) -> None:
    for provider, last in _last(entries).items():
        if last.kind == ALLOWED:
            _notices(provider).filter(taken_back_at=None).update(taken_back_at=last.at)


@sweeps(REFUSED)
def look(entries: list[Entry]) -> list[str]:
    """Names sub-processors that could be sent to although the workspace refused."""
    last = _last(entries)
    known = set(SubProcessor.objects.filter(key__in=last).values_list("key", flat=True))
    return [
        f"an objection to {provider}"
        for provider, entry in sorted(last.items())
        if entry.kind == REFUSED and provider in known and not _objects(provider)
    ]


def _notices(provider: str) -> QuerySet[SubProcessorNotice]:
    return SubProcessorNotice.objects.filter(
        provider__key=provider, workspace_id=current_workspace(), objected_at__isnull=False
    )


def _objects(provider: str) -> bool:
    return _notices(provider).filter(taken_back_at=None).exists()


def _last(entries: list[Entry]) -> dict[str, Entry]:
    """The newest word on each of the sub-processors that these entries name."""
    named = {str(entry.facts["provider"]) for entry in entries}
    rows = LedgerEntry.objects.filter(kind__in=(REFUSED, ALLOWED), void=False).order_by("sequence")
    found = [Entry.read(row.line) for row in rows]
    return {str(one.facts["provider"]): one for one in found if one.facts["provider"] in named}
