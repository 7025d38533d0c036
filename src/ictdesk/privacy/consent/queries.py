"""What others read of consents."""

from collections.abc import Collection
from datetime import datetime

from ictdesk.kernel import clock
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.consenting import Standing
from ictdesk.kernel.errors import NotAllowed, NotFound
from ictdesk.kernel.tenancy.models import CellQuerySet
from ictdesk.privacy.consent import asking, rules, saying
from ictdesk.privacy.consent.models import ConsentEvent, ConsentPurpose, ConsentState, ConsentWording
from ictdesk.privacy.consent.words import NOES
from ictdesk.privacy.objection.asking import suppressed
from ictdesk.privacy.rights.deadlines import add_months


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


QUIET_MONTHS = 6
"""So long nobody is asked again after a no, or while their question waits in their mailbox."""


def chat_purpose() -> ConsentPurpose | None:
    """What the chat asks its visitors, if anything."""
    found: ConsentPurpose | None = ConsentPurpose.objects.exclude(chat="").first()
    return found


def is_open(purpose: ConsentPurpose, address: str) -> bool:
    """Whether the owner of this address may be asked: who agreed, said no lately, or objected, is left alone."""
    digest = asking.digest_of(address)
    held = ConsentState.objects.filter(digest=digest, purpose=purpose).select_related("purpose").first()
    if (held is not None and asking.fits(held)) or suppressed(address, purpose.use):
        return False
    now = clock.now()
    since = datetime.combine(add_months(now.date(), -QUIET_MONTHS), now.timetz())
    asked = ConsentEvent.objects.filter(digest=digest, purpose=purpose, at__gt=since)
    return not asked.filter(state__in=NOES | {"requested"}).exists()


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
