"""On which lawful basis each purpose rests (Art. 6(1) GDPR), as a dated table.

What a person may take along (Art. 20) and object to (Art. 21) follows from it. Sources: Art. 6, 20(1)(a), 21(1) GDPR.
"""

from datetime import date
from typing import Literal

from django.utils.translation import gettext_lazy as _

type Basis = Literal["consent", "contract", "obligation", "interest"]

CHECKED_ON = date(2026, 11, 28)

BASIS_OF: dict[str, Basis] = {
    "essential.service": "contract",
    "essential.service.authentication": "contract",
    "essential.service.notifications": "contract",
    "essential.service.notifications.email": "contract",
    "essential.service.operations": "contract",
    "essential.service.operations.support": "contract",
    "essential.service.payment_processing": "contract",
    "essential.service.security": "interest",
    "essential.fraud_detection": "interest",
    "essential.legal_obligation": "obligation",
    "functional.service": "contract",
    "functional.service.improve": "interest",
    "functional.storage": "consent",
    "functional.storage.privacy_preferences": "obligation",
    "analytics.reporting.system.performance": "interest",
    "analytics.reporting.content_performance": "interest",
    "marketing.communications.email": "consent",
    "sales": "interest",
    "finance": "obligation",
    "third_party_sharing.legal_obligation": "obligation",
}
ARTICLES: dict[Basis, str] = {
    "consent": "Art. 6(1)(a)",
    "contract": "Art. 6(1)(b)",
    "obligation": "Art. 6(1)(c)",
    "interest": "Art. 6(1)(f)",
}
WORDS: dict[Basis, object] = {
    "consent": _("you agreed to it"),
    "contract": _("it is needed to do what you asked for"),
    "obligation": _("a law requires it"),
    "interest": _("a legitimate interest, weighed against yours"),
}
PORTABLE: frozenset[Basis] = frozenset({"consent", "contract"})
"""Bases on which a person may take their data along (Art. 20(1)(a))."""


def bases_of(purposes: tuple[str, ...]) -> set[Basis]:
    """The bases of these purposes. Raises `KeyError` for a purpose without one."""
    return {BASIS_OF[purpose] for purpose in purposes}
