"""Keep a list under a name, change it, give it up."""

from collections.abc import Mapping
from typing import Any

from ictdesk.desk.conversations import rules
from ictdesk.desk.conversations.filters import Filter
from ictdesk.desk.conversations.models import SavedView
from ictdesk.desk.people.models import Member
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import AlreadySo, Conflict, Invalid
from ictdesk.kernel.events import bus

MOST_VIEWS = 100


@command(allow=rules.can_save_view)
def save_view(*, actor: Actor, name: str, wanted: Mapping[str, Any], shared: bool = False) -> SavedView:
    """Keeps a list. Raises `Invalid` for its name or filter, `Conflict` for a name that one has already."""
    own = SavedView.objects.filter(owner=actor.id)
    if own.count() >= MOST_VIEWS:
        raise Invalid(f"One person keeps at most {MOST_VIEWS} views.")
    kept = Filter.parse(wanted).shape()
    view = SavedView(
        owner=Member.objects.find(id=actor.id), name=_free(view_name(name), own), shared=shared, filter=kept
    )
    view.save()
    if shared:
        bus.setup_after_commit()
    return view


@command(allow=rules.can_change_view)
def change_view(
    *,
    actor: Actor,
    view: SavedView,
    name: str | None = None,
    wanted: Mapping[str, Any] | None = None,
    shared: bool = False,
) -> SavedView:
    """Renames it, gives it another filter, shares it or takes it back. Raises as `save_view`, and `AlreadySo`."""
    fresh: SavedView = SavedView.objects.select_for_update(no_key=True).find(id=view.id)
    before = (fresh.name, fresh.filter, fresh.shared)
    if name is not None and view_name(name) != fresh.name:
        fresh.name = _free(view_name(name), SavedView.objects.filter(owner=fresh.owner_id))
    if wanted is not None:
        fresh.filter = Filter.parse(wanted).shape()
    fresh.shared = shared
    if (fresh.name, fresh.filter, fresh.shared) == before:
        raise AlreadySo
    fresh.save(update_fields=["name", "filter", "shared"])
    if fresh.shared or before[2]:
        bus.setup_after_commit()
    return fresh


@command(allow=rules.can_delete_view)
def delete_view(*, actor: Actor, view: SavedView) -> None:
    """Forgets a saved view; the conversations in it stay."""
    if view.shared:
        bus.setup_after_commit()
    view.delete()


def view_name(name: str) -> str:
    """As it is kept. Raises `Invalid`."""
    name = name.strip()
    if not 0 < len(name) <= 60 or not name.isprintable():
        raise Invalid("A view has a name of 1 to 60 characters.")
    return name


def _free(name: str, among: Any) -> str:
    if among.filter(name=name).exists():
        raise Conflict("There is a view of this name already.")
    return name
