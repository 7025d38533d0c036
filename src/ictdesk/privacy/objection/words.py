"""Against what somebody objects, with the words that people read."""

from typing import Literal

from django.utils.translation import gettext_lazy as _

type Scope = Literal["marketing", "interest"]

SCOPES = {
    "marketing": _("Direct marketing (Art. 21(2)): stopped at once, nothing is weighed"),
    "interest": _("Uses that rest on a legitimate interest (Art. 21(1)): weighed first"),
}
