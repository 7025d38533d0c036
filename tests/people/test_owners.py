import threading
from collections.abc import Callable

import pytest
from django.db import connections

from ictdesk.desk.people import commands
from ictdesk.desk.people.errors import LastOwner
from ictdesk.desk.people.models import Member
from ictdesk.kernel.errors import DomainError, NotAllowed
from ictdesk.kernel.tenancy import workspace_scope
from tests.world import House, World


def owners(house: House) -> int:
    with workspace_scope(house.id):
        return len(Member.objects.filter(role="owner", active=True))


def promote(house: House, who: str) -> None:
    with workspace_scope(house.id):
        row = Member.objects.get(id=house.people[who].row.id)
        commands.change_role(actor=house.vera.actor, member=row, role="owner")


def test_the_last_owner_stays(world: World) -> None:
    acme = world.acme
    with workspace_scope(acme.id):
        with pytest.raises(LastOwner):
            commands.change_role(actor=acme.vera.actor, member=acme.vera.row, role="admin")
        with pytest.raises(LastOwner):
            commands.deactivate_member(actor=acme.vera.actor, member=acme.vera.row)
    promote(acme, "grace")
    with workspace_scope(acme.id):
        commands.change_role(actor=acme.vera.actor, member=acme.vera.row, role="admin")
    assert owners(acme) == 1


def test_an_owner_who_left_does_not_count(world: World) -> None:
    acme = world.acme
    promote(acme, "grace")
    with workspace_scope(acme.id):
        grace = Member.objects.get(id=acme.grace.row.id)
        commands.deactivate_member(actor=acme.vera.actor, member=grace)
        with pytest.raises(LastOwner):
            commands.deactivate_member(actor=acme.vera.actor, member=acme.vera.row)


def test_an_admin_does_not_touch_owners_even_by_an_old_row(world: World) -> None:
    """Grace was an agent when Ada, an admin, loaded her; she has become an owner since."""
    acme = world.acme
    with workspace_scope(acme.id):
        commands.change_role(actor=acme.vera.actor, member=acme.ada.row, role="admin")
        ada = type(acme.ada.actor)(acme.ada.row.id, "admin")
        with pytest.raises(NotAllowed):
            commands.deactivate_member(actor=ada, member=acme.vera.row)
    promote(acme, "grace")
    with workspace_scope(acme.id):
        with pytest.raises(NotAllowed):
            commands.deactivate_member(actor=ada, member=acme.grace.row)
        with pytest.raises(NotAllowed):
            commands.change_role(actor=ada, member=acme.grace.row, role="viewer")
    assert owners(acme) == 2


def test_of_two_owners_who_resign_at_once_one_stays(world: World) -> None:
    acme = world.acme
    promote(acme, "grace")
    refused: list[DomainError] = []
    start = threading.Barrier(2)

    def resign(who: str) -> Callable[[], None]:
        def act() -> None:
            try:
                with workspace_scope(acme.id):
                    row = Member.objects.get(id=acme.people[who].row.id)
                    start.wait()
                    commands.deactivate_member(actor=acme.vera.actor, member=row)
            except DomainError as error:
                refused.append(error)
            finally:
                connections.close_all()

        return act

    threads = [threading.Thread(target=resign(who)) for who in ("vera", "grace")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [type(error) for error in refused] == [LastOwner]
    assert owners(acme) == 1
