"""The installation's own log: every checkpoint of every workspace as one digest, open to anybody.

Whoever follows it sees that no promise was taken back, and learns neither whose they are nor how much anybody does.
"""

from collections.abc import Sequence

from django.db import connections, transaction

from ictdesk.kernel import clock
from ictdesk.kernel.audit import checkpoints, notes, tree
from ictdesk.kernel.audit.models import PublicPromise
from ictdesk.kernel.tenancy.planes import CONTROL

LOCK = "select pg_advisory_xact_lock(hashtextextended('audit_promise', 0))"
PAGE = 1000
"""Digests in one page of the log."""


def take_in(note: str) -> int:
    """Adds a signed checkpoint; returns its place, the former one when it is there already."""
    leaf = tree.leaf(note.encode())
    with transaction.atomic(using=CONTROL), connections[CONTROL].cursor() as cursor:
        cursor.execute(LOCK)
        known = PublicPromise.objects.filter(leaf=leaf).first()
        if known:
            return known.place
        growing = _growing()
        place = growing.size
        growing.add(leaf)
        note = notes.signed(notes.Checkpoint(origin(), growing.size, growing.root()))
        peaks = b"".join(digest for _, digest in growing.peaks)
        PublicPromise.objects.create(place=place, at=clock.now(), leaf=leaf, peaks=peaks, note=note)
        return place


def place_of(note: str) -> int | None:
    """Where a workspace's checkpoint stands; None while it was not taken in."""
    return PublicPromise.objects.filter(leaf=tree.leaf(note.encode())).values_list("place", flat=True).first()


def origin() -> str:
    return f"{checkpoints.host()}/audit"


def newest() -> PublicPromise | None:
    return PublicPromise.objects.order_by("-place").first()


def leaves(first: int) -> Sequence[str]:
    """A page of the log: digests as hex, from a place on."""
    found = PublicPromise.objects.filter(place__gte=first, place__lt=first + PAGE).order_by("place")
    return [bytes(leaf).hex() for leaf in found.values_list("leaf", flat=True)]


def _growing() -> tree.Growing:
    """The log as it is, ready for one more."""
    last = newest()
    return tree.Growing() if last is None else tree.Growing.after(last.place + 1, bytes(last.peaks))
