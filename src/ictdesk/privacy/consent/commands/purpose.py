"""Say what people may agree to, and in which words."""

import hashlib
from collections.abc import Mapping
from typing import get_args

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_slug

from ictdesk.kernel import clock
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.command import command
from ictdesk.kernel.datamap.bases import BASIS_OF
from ictdesk.kernel.errors import AlreadySo, Conflict, Invalid
from ictdesk.kernel.instructing import Alters
from ictdesk.kernel.lines import one_line
from ictdesk.kernel.tenancy.models import CellQuerySet
from ictdesk.privacy.consent import rules
from ictdesk.privacy.consent.models import ConsentPurpose, ConsentWording
from ictdesk.privacy.consent.words import Moment

LONGEST = 1000
MOMENTS = get_args(Moment.__value__)
MOST_MONTHS = 60
USES = sorted(use for use, basis in BASIS_OF.items() if basis == "consent")
"""Purposes of the data map that rest on consent: for no other one may people be asked."""


@command(allow=rules.can_set_up, alters=Alters("consents", (ConsentPurpose, ConsentWording)))
def make_purpose(
    *,
    actor: Actor,
    key: str,
    name: str,
    use: str,
    texts: Mapping[str, str],
    double: bool = True,
    months: int = 0,
) -> ConsentPurpose:
    """Makes a purpose with its first wording. Raises `Invalid`, and `Conflict` for a key that is taken."""
    purpose = ConsentPurpose(key=_key(key), name=_name(name), use=use, double=double, months=months)
    if use not in USES:
        raise Invalid(f"Consent is the basis of {', '.join(USES)} alone.")
    if not 0 <= months <= MOST_MONTHS:
        raise Invalid(f"A consent holds for 1 to {MOST_MONTHS} months, or, with 0, until it is withdrawn.")
    if ConsentPurpose.objects.filter(key=purpose.key).exists():
        raise Conflict("There is a purpose with this key.")
    said = _clean(texts)
    purpose.save()
    _publish(purpose, said, material=True)
    record(actor, "consent.purpose", "consent_purpose", purpose.id, version=purpose.version)
    return purpose


@command(allow=rules.can_set_up, alters=Alters("consents", (ConsentPurpose, ConsentWording)))
def publish_wording(
    *, actor: Actor, purpose: ConsentPurpose, texts: Mapping[str, str], material: bool
) -> ConsentPurpose:
    """Follows the wording by another. `material`: what is agreed to changed, so that whoever agreed is asked again.

    A slip of the pen is not. Raises `Invalid`, `AlreadySo` when no word differs, `Conflict` for a closed purpose.
    """
    row = _open(purpose)
    said = _clean(texts)
    now = dict(_wordings(row).values_list("language", "text"))
    if now == said:
        raise AlreadySo
    _publish(row, said, material=material)
    record(actor, "consent.wording", "consent_purpose", row.id, version=row.version, material=material)
    return row


@command(allow=rules.can_set_up, alters=Alters("consents", (ConsentPurpose,)))
def ask_in_chat(*, actor: Actor, purpose: ConsentPurpose, moment: Moment) -> ConsentPurpose:
    """Has the chat ask it at its start or end, in the place of another one; or, with an empty moment, not any more.

    Raises `Invalid`, `AlreadySo`, and `Conflict` for a closed purpose.
    """
    if moment not in MOMENTS:
        raise Invalid("The chat asks at its start or at its end.")
    row = _open(purpose)
    if row.chat == moment:
        raise AlreadySo
    if moment:
        ConsentPurpose.objects.exclude(chat="").update(chat="")
    row.chat = moment
    row.save(update_fields=["chat"])
    record(actor, "consent.chat", "consent_purpose", row.id, moment=moment or "never")
    return row


@command(allow=rules.can_set_up, alters=Alters("consents", (ConsentPurpose, ConsentWording)))
def close_purpose(*, actor: Actor, purpose: ConsentPurpose) -> ConsentPurpose:
    """Nothing is sent for it any more, and nobody is asked. What was answered stays on record. Raises `Conflict`."""
    row = _open(purpose)
    row.closed_at, row.chat = clock.now(), ""
    row.save(update_fields=["closed_at", "chat"])
    record(actor, "consent.close", "consent_purpose", row.id)
    return row


def _publish(purpose: ConsentPurpose, said: Mapping[str, str], *, material: bool) -> None:
    purpose.version += 1
    if material:
        purpose.counts_from = purpose.version
    purpose.save(update_fields=["version", "counts_from"])
    now = clock.now()
    ConsentWording.objects.bulk_create(
        ConsentWording(
            purpose=purpose,
            version=purpose.version,
            language=language,
            text=text,
            digest=hashlib.sha256(text.encode()).digest(),
            material=material,
            published_at=now,
        )
        for language, text in said.items()
    )


def _wordings(purpose: ConsentPurpose) -> CellQuerySet[ConsentWording]:
    return ConsentWording.objects.filter(purpose=purpose, version=purpose.version)  # type: ignore[no-any-return]


def _open(purpose: ConsentPurpose) -> ConsentPurpose:
    row: ConsentPurpose = ConsentPurpose.objects.select_for_update(no_key=True).find(id=purpose.id)
    if row.closed_at is not None:
        raise Conflict("This purpose is closed.")
    return row


def _key(key: str) -> str:
    try:
        validate_slug(key)
    except ValidationError as error:
        raise Invalid("A key is letters, digits, - and _.") from error
    if len(key) > 40:
        raise Invalid("A key has at most 40 characters.")
    return key.lower()


def _name(name: str) -> str:
    name = one_line(name)
    if not 0 < len(name) <= 80:
        raise Invalid("A name has 1 to 80 characters.")
    return name


def _clean(texts: Mapping[str, str]) -> dict[str, str]:
    """By language. Raises `Invalid` without words, or in a language that the public side does not speak."""
    known = dict(settings.LANGUAGES)
    said = {language: text.strip() for language, text in texts.items()}
    if not said or not said.keys() <= known.keys():
        raise Invalid(f"Give the words in one or more of {', '.join(known)}.")
    if not all(0 < len(text) <= LONGEST for text in said.values()):
        raise Invalid(f"The words have 1 to {LONGEST} characters.")
    return said
