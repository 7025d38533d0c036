"""The verbs of this room."""

from ictdesk.trust.breaches.commands.answer import (
    acknowledge_notice,
    close_breach,
    decide_breach,
    open_breach,
)
from ictdesk.trust.breaches.commands.contact import (
    name_security_contact,
    remove_security_contact,
    verify_security_contact,
)
from ictdesk.trust.breaches.commands.room import (
    add_exposure,
    declare_aware,
    describe_incident,
    name_affected,
    open_incident,
    step_incident,
)
from ictdesk.trust.breaches.commands.tell import freeze_notices

__all__ = [
    "acknowledge_notice",
    "add_exposure",
    "close_breach",
    "decide_breach",
    "declare_aware",
    "describe_incident",
    "freeze_notices",
    "name_affected",
    "name_security_contact",
    "open_breach",
    "open_incident",
    "remove_security_contact",
    "step_incident",
    "verify_security_contact",
]
