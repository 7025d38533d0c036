"""What a restriction does, whoever placed it: also after a restore, when it is done again."""

from collections.abc import Collection
from uuid import UUID

from ictdesk.kernel import restricting
from ictdesk.kernel.datamap.persons import person_of
from ictdesk.kernel.vault import doors, keyring
from ictdesk.privacy.erasure import queries as erasures
from ictdesk.privacy.ledger.appending import append
from ictdesk.privacy.restriction.models import RestrictedSubject, Restriction
from ictdesk.privacy.rights.models import RightsRequest


def begin(row: Restriction, subjects: Collection[UUID]) -> None:
    """Keeps whose it is, takes the keys out of reach, then tells the rooms, which act behind a door.

    In this order other processes hear that a key is gone before they hear that there is news to be shown.
    """
    known = set(RestrictedSubject.objects.filter(restriction=row).values_list("person_id", flat=True))
    RestrictedSubject.objects.bulk_create(
        RestrictedSubject(restriction=row, person_id=one) for one in sorted(set(subjects) - known)
    )
    keyring.restrict(sorted(subjects))
    with doors.opened_wide("rights"):
        restricting.placed(person_of(subjects=subjects))


def join(subject: UUID, known: Collection[UUID]) -> None:
    """Restricts somebody new with those who are known by the same address."""
    rows = Restriction.objects.filter(subjects__person_id__in=list(known), lifted_at=None).distinct()
    for row in rows.order_by("id"):
        facts = {"restriction": str(row.id), "case": str(row.case_id), "ground": row.ground}
        append("restriction.placed", subjects=[subject], facts=facts)
        RestrictedSubject(restriction=row, person_id=subject).save()
        keyring.restrict([subject])


def end(row: Restriction) -> None:
    """Gives back the keys that no other restriction holds."""
    mine = set(RestrictedSubject.objects.filter(restriction=row).values_list("person_id", flat=True))
    others = RestrictedSubject.objects.filter(person_id__in=mine, restriction__lifted_at=None)
    held = set(others.exclude(restriction=row).values_list("person_id", flat=True))
    free = sorted(mine - held - erasures.put_away(mine))
    keyring.release(free)
    if free:
        restricting.lifted(person_of(subjects=free), row.placed_at)


def case_of(subjects: Collection[UUID]) -> str:
    """Its number; a dash for one that an older database does not know."""
    rows = Restriction.objects.filter(subjects__person_id__in=list(subjects), lifted_at=None)
    case = rows.order_by("placed_at").values_list("case_id", flat=True).first()
    if case is None:
        return ""
    found: RightsRequest | None = RightsRequest.objects.filter(id=case).first()
    return str(found) if found else "-"


restricting.at_join(join)
restricting.named_by(case_of)
