"""What others read of consents."""

from collections.abc import Collection

from ictdesk.kernel.actor import Actor
from ictdesk.kernel.consenting import Standing
from ictdesk.kernel.errors import NotAllowed, NotFound
from ictdesk.kernel.tenancy.models import CellQuerySet
from ictdesk.privacy.consent import asking, rules, saying
from ictdesk.privacy.consent.models import ConsentEvent, ConsentPurpose, ConsentState, ConsentWording


def purposes_for(actor: Actor) -> CellQuerySet[ConsentPurpose]:
    """All of them, the closed ones too; for whoever keeps answers, too. Raises `NotAllowed`."""
    if not (rules.can_read(actor) or rules.can_keep(actor)):
        raise NotAllowed
    return ConsentPurpose.objects.all()  # type: ignore[no-any-return]


def wordings_for(actor: Actor) -> CellQuerySet[ConsentWording]:
    """Every version there ever was. Raises `NotAllowed`."""
    _must_read(actor)
    return ConsentWording.objects.all()  # type: ignore[no-any-return]


def events_for(actor: Actor) -> CellQuerySet[ConsentEvent]:
    """Raises `NotAllowed`."""
    _must_read(actor)
    return ConsentEvent.objects.all()  # type: ignore[no-any-return]


def states_of(actor: Actor, address: str) -> list[ConsentState]:
    """What one address answered, by purpose. Raises `NotAllowed`, `Invalid`."""
    _must_read(actor)
    digest = asking.digest_of(saying.address_of(address))
    found = ConsentState.objects.filter(digest=digest).select_related("purpose", "event")
    return list(found.order_by("purpose__key"))


def choices_of(digest: bytes) -> list[tuple[ConsentPurpose, ConsentState]]:
    """What whoever has this digest may choose among: the open purposes that they were ever asked about."""
    found = ConsentState.objects.filter(digest=digest, purpose__closed_at=None).select_related("purpose")
    return [(row.purpose, row) for row in found.order_by("purpose__name")]


def standing_of(digests: Collection[bytes]) -> list[Standing]:
    """What whoever has these addresses was asked, by name; agreed with one of them is agreed. Objections stand elsewhere."""
    rows = ConsentState.objects.filter(digest__in=digests, purpose__closed_at=None).select_related("purpose")
    found: dict[str, bool] = {}
    for row in rows.exclude(state="requested").order_by("purpose__name"):
        found[row.purpose.name] = found.get(row.purpose.name, False) or asking.fits(row)
    return [Standing(name, may) for name, may in found.items()]


def wording_of(purpose: ConsentPurpose, language: str, version: int = 0) -> ConsentWording:
    """The words of a version (0: the newest), in a language if there are any in it. Raises `NotFound`."""
    rows = ConsentWording.objects.filter(purpose=purpose, version=version or purpose.version)
    by_language: dict[str, ConsentWording] = {row.language: row for row in rows}
    if not by_language:
        raise NotFound
    return by_language.get(language) or by_language[min(by_language, key=saying.by_preference)]


def _must_read(actor: Actor) -> None:
    if not rules.can_read(actor):
        raise NotAllowed
