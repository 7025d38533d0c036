"""What is said of a purpose, checked."""

from dataclasses import dataclass

from ictdesk.kernel.datamap.bases import BASIS_OF
from ictdesk.kernel.errors import Invalid
from ictdesk.kernel.lines import one_line
from ictdesk.trust.records import words

LONGEST = 2000


@dataclass(frozen=True, slots=True)
class Description:
    """`recipients`: kinds of `words.RECIPIENTS`. `special`: the letter of Art. 9(2) GDPR, empty where none is needed."""

    basis: str
    necessity: str
    alternatives: str = ""
    recipients: tuple[str, ...] = ("inside",)
    retention: str = ""
    special: str = ""
    on: bool = True

    def fields(self) -> dict[str, object]:
        """For a row. Raises `Invalid`."""
        if self.basis not in words.BASES:
            raise Invalid(f"The basis is one of {', '.join(words.BASES)}.")
        if self.special not in words.SPECIAL:
            raise Invalid("This is no letter of Art. 9(2) under which such data may be processed.")
        if not set(self.recipients) <= words.RECIPIENTS.keys():
            raise Invalid(f"Recipients are of {', '.join(words.RECIPIENTS)}.")
        return {
            "basis": self.basis,
            "necessity": text(self.necessity, "why it is needed", LONGEST, needed=True),
            "alternatives": text(self.alternatives, "the alternatives", LONGEST),
            "recipients": " ".join(dict.fromkeys(self.recipients)),
            "retention": text(self.retention, "how long it is kept", 500),
            "special": self.special,
            "on": self.on,
        }


def text(said: str, what: str, most: int, *, needed: bool = False) -> str:
    """Raises `Invalid` for what is too long, or missing."""
    clean = said.replace("\0", "").strip()
    if needed and not clean:
        raise Invalid(f"Say {what}.")
    if len(clean) > most:
        raise Invalid(f"Say {what} in at most {most} characters.")
    return clean


def name_of(said: str) -> str:
    """Raises `Invalid`."""
    name = one_line(said)
    if not 0 < len(name) <= 120:
        raise Invalid("A name has 1 to 120 characters.")
    return name


def must_be_use(use: str) -> None:
    """Raises `Invalid` for what the data map does not know as a purpose."""
    if use not in BASIS_OF:
        raise Invalid(f"The key is one of the data map: {', '.join(sorted(BASIS_OF))}.")
