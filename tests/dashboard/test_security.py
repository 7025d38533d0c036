"""What a workspace asks of a sign-in is asked at every door: pages, calls, sockets."""

import time
from typing import Any

import pytest
from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.mfa.models import Authenticator
from django.test import Client

from ictdesk.desk.people.access import SecondStepNeeded, SignInOver
from ictdesk.desk.workspaces.models import Workspace
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.surfaces.realtime.agents import Agent, identify
from tests.people.browsers import signed_in, user_of
from tests.world import House, Person, World


def page(house: House) -> str:
    return f"/desk/{house.slug}/settings/security/"


def with_step(person: Person) -> None:
    Authenticator.objects.create(user=user_of(person), type=Authenticator.Type.TOTP, data={})


def proved(client: Client, hours_ago: float) -> Client:
    """The same browser, in which somebody proved who they are at a time."""
    session = client.session
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [
        {"method": "password", "at": time.time() - hours_ago * 3600}
    ]
    session.save()
    return client


def asked(house: House, **policy: Any) -> None:
    with workspace_scope(house.id):
        Workspace.objects.update(**policy)


def test_nobody_locks_themselves_out(world: World) -> None:
    vera = signed_in(world.acme.vera)
    sent = {"second_step": "on", "sign_in_hours": "8"}
    assert "lock yourself out" in vera.post(page(world.acme), sent).content.decode()
    with workspace_scope(world.acme.id):
        assert Workspace.objects.get().second_step is False
    assert "Select a valid choice" in vera.post(page(world.acme), {"sign_in_hours": "7"}).content.decode()
    with_step(world.acme.vera)
    proved(vera, 0)
    saved = vera.post(page(world.acme), sent, follow=True).content.decode()
    assert "Saved." in saved
    assert "Ada Okafor" in saved.partition("Without a second step")[2]
    assert "Vera Lind" not in saved.partition("Without a second step")[2]


def test_without_a_second_step_no_door_opens(world: World) -> None:
    acme = world.acme
    asked(acme, second_step=True)
    ada = signed_in(acme.ada)
    shown = ada.get(f"/desk/{acme.slug}/inbox/")
    assert shown.status_code == 403
    assert "Set up a second step" in shown.content.decode()
    call = ada.get("/api/v1/me", headers={"X-Workspace": acme.slug})
    assert (call.status_code, call.json()["code"]) == (403, "second_step_needed")
    with pytest.raises(SecondStepNeeded):
        identify(ada.session.session_key or "", acme.slug)
    assert ada.get("/account/2fa/").status_code == 200
    with_step(acme.ada)
    assert ada.get(f"/desk/{acme.slug}/inbox/").status_code == 200
    assert ada.get("/api/v1/me", headers={"X-Workspace": acme.slug}).status_code == 200
    agent = identify(ada.session.session_key or "", acme.slug)
    assert isinstance(agent, Agent)
    assert agent.member.id == acme.ada.row.id


def test_a_recovery_code_alone_is_no_second_step(world: World) -> None:
    asked(world.acme, second_step=True)
    Authenticator.objects.create(
        user=user_of(world.acme.ada), type=Authenticator.Type.RECOVERY_CODES, data={}
    )
    assert signed_in(world.acme.ada).get(f"/desk/{world.acme.slug}/inbox/").status_code == 403


@pytest.mark.parametrize("hours_ago", [9, 8.01])
def test_a_proof_that_is_too_old_is_asked_again(world: World, hours_ago: float) -> None:
    acme = world.acme
    asked(acme, sign_in_hours=8)
    ada = proved(signed_in(acme.ada), hours_ago)
    answer = ada.get(f"/desk/{acme.slug}/inbox/")
    assert answer.headers["Location"] == f"/account/reauthenticate/?next=%2Fdesk%2F{acme.slug}%2Finbox%2F"
    assert ada.get("/api/v1/me", headers={"X-Workspace": acme.slug}).json()["code"] == "sign_in_over"
    with pytest.raises(SignInOver):
        identify(ada.session.session_key or "", acme.slug)
    proved(ada, 7.9)
    assert ada.get(f"/desk/{acme.slug}/inbox/").status_code == 200
    agent = identify(ada.session.session_key or "", acme.slug)
    assert isinstance(agent, Agent)
    assert agent.member.id == acme.ada.row.id


def test_a_sign_in_of_which_nobody_knows_when_is_over(world: World) -> None:
    asked(world.acme, sign_in_hours=8)
    assert signed_in(world.acme.ada).get(f"/desk/{world.acme.slug}/inbox/").status_code == 302


def test_the_neighbour_asks_for_nothing(world: World) -> None:
    asked(world.acme, second_step=True, sign_in_hours=8)
    assert signed_in(world.globex.hank).get(f"/desk/{world.globex.slug}/inbox/").status_code == 200


def test_ones_own_name(world: World) -> None:
    ada, path = signed_in(world.acme.ada), f"/desk/{world.acme.slug}/settings/profile/"
    assert "nothing was changed" in ada.post(path, {"name": "Ada Okafor"}).content.decode()
    assert "This field is required" in ada.post(path, {"name": " "}).content.decode()
    assert 'value="Ada O."' in ada.post(path, {"name": "Ada O."}, follow=True).content.decode()


def test_settings_lead_to_the_first_page_that_is_open(world: World) -> None:
    path = f"/desk/{world.acme.slug}/settings/"
    assert signed_in(world.acme.vera).get(path).headers["Location"] == f"{path}workspace/"
    assert signed_in(world.acme.iris).get(path).headers["Location"] == f"{path}roles/"
