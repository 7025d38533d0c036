"""What becomes of the rows of a table when their person is erased: derived from the entries of its columns."""

from dataclasses import dataclass
from typing import Literal

from django.db.models import Model

from ictdesk.kernel.datamap.fields import Personal, entry_of

type Kind = Literal["delete", "keep", "shred"]


@dataclass(frozen=True, slots=True)
class Fate:
    """`shred`: the row stays, and what it holds leads to nobody once the key is gone. `why` says so of what stays."""

    kind: Kind
    why: str = ""


def fate_of(model: type[Model]) -> Fate:
    """A row goes, unless all that it says of people is kept by its entries, or its table says why it stays."""
    stays = str(getattr(model, "stays", ""))
    if stays:
        return Fate("shred", stays)
    entries = [entry_of(field) for field in model._meta.local_fields]
    reasons = [one.keep_reason for one in entries if isinstance(one, Personal) and one.erasure == "keep"]
    others = [one for one in entries if isinstance(one, Personal) and one.erasure != "keep"]
    return Fate("keep", reasons[0]) if reasons and not others else Fate("delete")
