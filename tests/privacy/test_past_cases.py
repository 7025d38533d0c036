"""A case is evidence for its time and not longer: then it goes with all that hangs on it, and its own key."""

from datetime import timedelta
from uuid import UUID

import pytest

from ictdesk.kernel import clock
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.kernel.vault.models import SubjectKey
from ictdesk.privacy.export.models import Bundle
from ictdesk.privacy.retention import cases, running
from ictdesk.privacy.rights import commands
from ictdesk.privacy.rights.models import RightsItem, RightsLetter, RightsRequest, RightsSubject
from tests.privacy.bundles import whole
from tests.privacy.restricted import placed
from tests.privacy.test_erasure_cases import asked
from tests.world import House, World

YEARS = timedelta(days=365 * 4)


def aged(house: House, case: UUID, *, state: str = "") -> None:
    """It was so many years ago."""
    with workspace_scope(house.id):
        row = RightsRequest.objects.get(id=case)
        row.received_at -= YEARS
        row.closed_at = row.closed_at and row.closed_at - YEARS
        row.state = state or row.state
        row.save()


def there(house: House, case: UUID) -> bool:
    running.run(house.id, "cases")
    with workspace_scope(house.id):
        return bool(RightsRequest.objects.filter(id=case).exists())


def test_an_old_case_goes_with_letters_archives_and_its_key(world: World) -> None:
    acme = world.acme
    talk = acme.talk("Which data do you have?")
    row, _ = whole(acme, [talk.subject_id], "access")
    with workspace_scope(acme.id):
        RightsRequest.objects.filter(id=row.id).update(state="closed", closed_at=clock.now())
        hangs = (RightsSubject, RightsItem, RightsLetter, Bundle)
        assert all(model.objects.filter(request=row).exists() for model in hangs), (
            "there is something to lose"
        )
    assert there(acme, row.id), "it is evidence yet"
    aged(acme, row.id)
    assert not there(acme, row.id)
    with workspace_scope(acme.id):
        assert not any(model.objects.filter(request_id=row.id).exists() for model in hangs)
        assert SubjectKey.objects.get(id=row.subject_id).wrapped is None
        assert SubjectKey.objects.get(id=talk.subject_id).wrapped is not None, "the person stays"
    assert acme.bodies(talk) == ["Which data do you have?"]


def test_an_open_case_stays_however_old(world: World) -> None:
    row = asked(world.acme, world.acme.talk("Hello"), "access")
    aged(world.acme, row.id)
    assert there(world.acme, row.id)


@pytest.mark.parametrize("state", ["withdrawn", "abandoned", "forwarded", "merged"])
def test_one_that_ended_otherwise_counts_from_its_receipt(world: World, state: str) -> None:
    row = asked(world.acme, world.acme.talk("Hello"), "access")
    aged(world.acme, row.id, state=state)
    assert not there(world.acme, row.id)


def test_one_whose_restriction_stands_stays_with_it(world: World) -> None:
    acme = world.acme
    restriction = placed(acme, acme.talk("Hello"))
    assert restriction.case_id is not None
    aged(acme, restriction.case_id, state="closed")
    assert there(acme, restriction.case_id)
    with workspace_scope(acme.id):
        type(restriction).objects.filter(id=restriction.id).update(lifted_at=clock.now())
        assert cases.past_cases(clock.now() - timedelta(days=365 * 3)).count() == 1
    assert not there(acme, restriction.case_id)


def test_another_workspaces_cases_are_left_alone(world: World) -> None:
    mine = asked(world.acme, world.acme.talk("Hello"), "access")
    with workspace_scope(world.globex.id):
        theirs = commands.open_case(
            actor=world.globex.hank.actor,
            asked=commands.Asked("phone", ["access"]),
            people=[world.globex.talk("Hello").subject_id],
        )
    for house, row in ((world.acme, mine), (world.globex, theirs)):
        aged(house, row.id, state="withdrawn")
    assert not there(world.acme, mine.id)
    with workspace_scope(world.globex.id):
        assert RightsRequest.objects.filter(id=theirs.id).exists()
