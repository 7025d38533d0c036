"""Keep several changes under a name."""

from collections.abc import Mapping
from typing import Any

from ictdesk.desk.people.models import Member
from ictdesk.desk.tickets import actions, rules
from ictdesk.desk.tickets.macro_names import clean_name, must_be_free
from ictdesk.desk.tickets.models import Macro
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import Invalid

MOST = 200


@command(allow=rules.can_make_macro)
def make_macro(*, actor: Actor, name: str, does: Mapping[str, Any], shared: bool = False) -> Macro:
    """Makes one. Raises `Invalid` for its name or what it does, `Conflict` for a name that one has already."""
    own = Macro.objects.filter(owner=actor.id)
    if own.count() >= MOST:
        raise Invalid(f"One person keeps at most {MOST} macros.")
    owner = Member.objects.find(id=actor.id)
    made = Macro(owner=owner, name=clean_name(name), shared=shared, actions=actions.clean(does))
    must_be_free(made)
    made.save()
    record(actor, "macro.make", "macro", made.id, shared=shared)
    return made
