import pytest
from allauth.usersessions.models import UserSession
from procrastinate.contrib.django.models import ProcrastinateJob

from ictdesk.desk.people import commands, queries
from ictdesk.desk.people.jobs import leave
from ictdesk.kernel.errors import AlreadySo, NotFound
from ictdesk.kernel.tenancy import workspace_scope
from tests.people.browsers import browser, sign_in, signed_in, user_of
from tests.world import World


def end(world: World, who: str = "ada") -> None:
    acme = world.acme
    with workspace_scope(acme.id):
        commands.deactivate_member(actor=acme.vera.actor, member=acme.people[who].row)


def test_pages_and_calls_are_closed_at_once(world: World) -> None:
    acme, browser_of_ada = world.acme, signed_in(world.acme.ada)
    inbox, me = f"/desk/{acme.slug}/inbox/", {"X-Workspace": acme.slug}
    assert browser_of_ada.get(inbox).status_code == 200
    assert browser_of_ada.get("/api/v1/me", headers=me).status_code == 200
    end(world)
    assert browser_of_ada.get(inbox).status_code == 404
    assert browser_of_ada.get("/api/v1/me", headers=me).status_code == 404
    with pytest.raises(NotFound):
        queries.actor_for(user_of(acme.ada), acme.slug)


def test_with_the_last_seat_every_session_ends(world: World) -> None:
    client = browser()
    assert sign_in(client, world.acme.ada) == 302
    client.get(f"/desk/{world.acme.slug}/inbox/")
    user = user_of(world.acme.ada)
    assert UserSession.objects.filter(user=user).count() == 1
    end(world)
    with workspace_scope(world.acme.id):
        leave(str(world.acme.ada.row.id))
    assert queries.seats_of(user) == []
    assert not UserSession.objects.filter(user=user).exists()
    assert client.get("/account/sessions/").status_code == 302


def test_a_seat_elsewhere_keeps_the_session(world: World) -> None:
    client = browser()
    sign_in(client, world.acme.ada)
    client.get(f"/desk/{world.acme.slug}/inbox/")
    with workspace_scope(world.globex.id):
        commands.add_member(
            actor=world.globex.hank.actor, email=world.acme.ada.email, name="Ada", role="agent"
        )
    end(world)
    with workspace_scope(world.acme.id):
        leave(str(world.acme.ada.row.id))
    assert client.get(f"/desk/{world.globex.slug}/inbox/").status_code == 200
    assert client.get(f"/desk/{world.acme.slug}/inbox/").status_code == 404


def test_the_rest_is_a_job_that_holds_ids_only(world: World) -> None:
    end(world)
    with workspace_scope(world.acme.id) as scope:
        job = ProcrastinateJob.objects.using(scope.alias).get(
            task_name="people.leave", args__member=str(world.acme.ada.row.id)
        )
    assert set(job.args) == {"member", "workspace_id"}


def test_nobody_leaves_twice(world: World) -> None:
    end(world)
    with pytest.raises(AlreadySo):
        end(world)
