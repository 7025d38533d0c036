"""How an answer was given, checked before it is kept."""

from dataclasses import asdict, dataclass
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from ictdesk.kernel.errors import Conflict, Invalid
from ictdesk.kernel.lines import one_line
from ictdesk.privacy.consent.models import ConsentPurpose, ConsentWording
from ictdesk.privacy.consent.words import How

LONGEST_PLACE = 80


@dataclass(frozen=True, slots=True)
class Said:
    """`version` and `language`: the words that were shown; 0 means the newest. `place`: which control on which page."""

    how: How
    version: int = 0
    language: str = ""
    place: str = ""
    gpc: bool = False


def address_of(text: str) -> str:
    """Raises `Invalid` for what is no address."""
    text = text.strip()
    try:
        validate_email(text)
    except ValidationError as error:
        raise Invalid("This is no e-mail address.") from error
    return text


def by_preference(language: str) -> tuple[bool, str]:
    """Where nobody said which, the product's own language comes first."""
    return language != settings.LANGUAGE_CODE, language


def checked(purpose: ConsentPurpose, said: Said, *, agrees: bool) -> dict[str, Any]:
    """What an event takes. Raises `Invalid` for words that were never published, `Conflict` for a closed purpose.

    Only to words that are still in use can somebody agree; a no counts whatever was shown.
    """
    purpose = ConsentPurpose.objects.find(id=purpose.id)  # as it is now, not as the caller read it
    version = said.version or purpose.version
    if agrees and purpose.closed_at is not None:
        raise Conflict("This purpose is closed.")
    if agrees and version < purpose.counts_from:
        raise Conflict("These words were replaced by others since: show the new ones.")
    place = one_line(said.place)
    if len(place) > LONGEST_PLACE:
        raise Invalid(f"The place has at most {LONGEST_PLACE} characters.")
    found = ConsentWording.objects.filter(purpose=purpose, version=version)
    languages = sorted(found.values_list("language", flat=True), key=by_preference)
    if not languages or (said.language and said.language not in languages):
        raise Invalid("There are no such words: give a version and a language that were published.")
    language = said.language or languages[0]
    return asdict(said) | {"version": version, "language": language, "place": place}
