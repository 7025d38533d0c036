"""Change what a macro does, and who may use it."""

from collections.abc import Mapping
from typing import Any

from ictdesk.desk.tickets import actions, rules
from ictdesk.desk.tickets.macro_names import clean_name, must_be_free
from ictdesk.desk.tickets.models import Macro
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import AlreadySo


@command(allow=rules.can_change_macro)
def change_macro(
    *, actor: Actor, macro: Macro, name: str, does: Mapping[str, Any], shared: bool = False
) -> Macro:
    """Sets name, actions, and whether all may use it. Raises as `make_macro`, and `AlreadySo`."""
    fresh: Macro = Macro.objects.select_for_update(no_key=True).find(id=macro.id)
    before = (fresh.name, fresh.actions, fresh.shared)
    fresh.name, fresh.actions, fresh.shared = clean_name(name), actions.clean(does), shared
    if before == (fresh.name, fresh.actions, fresh.shared):
        raise AlreadySo
    must_be_free(fresh)
    fresh.save(update_fields=["name", "actions", "shared"])
    record(actor, "macro.change", "macro", fresh.id, shared=shared)
    return fresh
