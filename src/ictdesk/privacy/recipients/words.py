"""The closed lists of this room, with the words that people read."""

from typing import Literal

from django.utils.translation import gettext_lazy as _

type Cause = Literal["erasure", "rectification", "restriction"]
type Settled = Literal["told", "confirmed", "unable"]

CAUSES = {
    "erasure": _("Erasure"),
    "rectification": _("Correction"),
    "restriction": _("Restriction"),
}
STATES = {
    "to_tell": _("To be told"),
    "told": _("Told"),
    "confirmed": _("Confirmed"),
    "unable": _("Not told"),
}
OPEN = "to_tell"
NOT_REACHED = "not_reached"
PROGRAM_DAYS = 14
"""How long a program may leave a notice unasked for. Whoever is never there keeps no certificate waiting."""
BY_SOFTWARE = {
    "carrier": _("It only carried mails, and deletes them by its contract (Art. 28(3)(g))"),
    "acts_for_them": _("It acts for the person, who is told by our letter"),
    "no_address": _("No address is known any more to which a mail may go"),
    "refused": _("Their mail server does not take it"),
    NOT_REACHED: _("The program was not reached: it has not asked for its notices for two weeks"),
}
"""Why the software itself tells nobody."""
CHOICES = {
    "impossible": _("It is impossible"),
    "disproportionate": _("It would take a disproportionate effort"),
    "secret": _("A law forbids it"),
}
"""Why a member may decide not to tell (Art. 19 GDPR allows the first two)."""
REASONS = BY_SOFTWARE | CHOICES
