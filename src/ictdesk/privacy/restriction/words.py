"""The closed lists of this room, with the words that people read."""

from typing import Literal

from django.utils.translation import gettext_lazy as _

type Ground = Literal["accuracy", "unlawful", "claims", "objection"]
type Exemption = Literal["consent", "legal_claims", "others_rights", "public_interest"]

GROUNDS = {
    "accuracy": _("It is disputed whether the data is right (Art. 18(1)(a))"),
    "unlawful": _("The use was unlawful and the person wants no deletion (Art. 18(1)(b))"),
    "claims": _("The person needs the data for claims (Art. 18(1)(c))"),
    "objection": _("An objection is being weighed (Art. 18(1)(d))"),
}
FROZEN = frozenset({"unlawful", "claims"})
"""Grounds under which nothing is deleted by a deadline: the person wants it kept."""
EXEMPTIONS = {
    "consent": _("The person agrees"),
    "legal_claims": _("For legal claims"),
    "others_rights": _("To protect the rights of somebody else"),
    "public_interest": _("For important public interest"),
}
"""What may be done besides keeping (Art. 18(2))."""
