"""The closed list of grounds, with the words that people read."""

from typing import Literal

from django.utils.translation import gettext_lazy as _

type Kind = Literal["legal_claim", "authority", "statutory", "investigation"]

KINDS = {
    "legal_claim": _("A legal claim (Art. 17(3)(e))"),
    "authority": _("An order of a court or an authority (Art. 17(3)(b))"),
    "statutory": _("A duty to keep it (Art. 17(3)(b))"),
    "investigation": _("An investigation of misuse or a breach"),
}
