"""Ends some items of a class whose time is over, except those that something keeps."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from uuid import UUID

from ictdesk.kernel import erasing, guards
from ictdesk.kernel.actor import System
from ictdesk.kernel.datamap.persons import person_of
from ictdesk.kernel.errors import AlreadySo, NotFound
from ictdesk.kernel.guards import Restricted
from ictdesk.kernel.retention import DataClass
from ictdesk.privacy.erasure import commands as erasure
from ictdesk.privacy.erasure.models import ErasureSubject
from ictdesk.privacy.retention import figures, threads

US = System("retention")


def keepers(one: DataClass, ids: Sequence[UUID]) -> dict[UUID, str]:
    """What keeps which of these: a hold, an open request, a restriction. Asked in the transaction that ends the others."""
    if one.subjects is None:
        return {}
    keys = one.subjects(ids)
    by_key = guards.codes(sorted(set(keys.values())), guards.ERASURE)
    going = ErasureSubject.objects.filter(person_id__in=keys.values()).exclude(run__state="done")
    by_key |= dict.fromkeys(going.values_list("person_id", flat=True), "under_way")
    found = {id_: by_key[key] for id_, key in keys.items() if key in by_key}
    if one.action == "delete":
        held = erasing.kept(person_of(subjects=set(keys.values())))
        found |= dict.fromkeys(held & set(ids), "hold")
    return found


def end(one: DataClass, ids: Sequence[UUID]) -> tuple[dict[str, int], Counter[str]]:
    """Ends what nothing keeps, in the transaction at hand. Returns rows by table, and how many stay, by reason."""
    kept = keepers(one, ids)
    free = [id_ for id_ in ids if id_ not in kept]
    reasons = Counter(kept.values())
    if not free:
        return {}, reasons
    if one.action == "erase":
        return _erase(one, free, reasons), reasons
    if one.figures:
        figures.add(one.figures(free))
    return one.act(free) if one.act else threads.remove(free), reasons


def _erase(one: DataClass, ids: Sequence[UUID], kept: Counter[str]) -> dict[str, int]:
    """Begins an erasure of each; each has a certificate of its own."""
    assert one.subjects is not None
    begun, counts = 0, Counter[tuple[date, str]]()
    for id_, key in one.subjects(ids).items():
        try:
            theirs = one.figures([id_]) if one.figures else Counter()
            erasure.erase(actor=US, subjects=[key], cause="retention")
            counts += theirs
            begun += 1
        except (AlreadySo, NotFound):
            kept["under_way"] += 1
        except Restricted:
            kept["other"] += 1
    figures.add(counts)
    return {"erasure_run": begun} if begun else {}
