"""A sign-in that ends closes its own sockets at once, and nobody else's."""

import json

from allauth.usersessions.models import UserSession
from django.test import Client
from django.urls import reverse

from tests.people.browsers import browser, prove, sign_in, user_of
from tests.realtime.client import Desk, Line
from tests.world import PASSWORD


def at_the_desk(desk: Desk) -> tuple[Client, Line]:
    """Ada in a browser of its own, with an open socket."""
    client = browser()
    assert sign_in(client, desk.house.ada) == 302
    client.get(f"/desk/{desk.house.slug}/inbox/")
    line = desk.line(desk.server.url, str(client.session.session_key))
    line.send(t="hello", workspace=desk.house.slug, after=None)
    line.until_kind("ready")
    return client, line


def test_a_session_ended_from_the_list_loses_its_socket(desk: Desk) -> None:
    _, ends = at_the_desk(desk)
    client, stays = at_the_desk(desk)
    grace = desk.agent(desk.house.grace)
    others = UserSession.objects.filter(user=user_of(desk.house.ada)).exclude(
        session_key=client.session.session_key
    )
    prove(client)
    assert client.post(reverse("usersessions_list")).status_code == 302
    assert not others.exists()
    assert ends.ending() == (4401, "unauthorised")
    assert stays.everything()
    assert grace.everything()


def test_signing_out_closes_the_sockets_of_the_other_tabs(desk: Desk) -> None:
    client, line = at_the_desk(desk)
    assert client.post("/account/logout/").status_code == 302
    assert line.ending() == (4401, "unauthorised")


def test_another_password_ends_the_other_browsers(desk: Desk) -> None:
    _, elsewhere = at_the_desk(desk)
    client, here = at_the_desk(desk)
    new = {
        "oldpassword": PASSWORD,
        "password1": "quite another long word",
        "password2": "quite another long word",
    }
    assert client.post("/account/password/change/", new).status_code == 302, json.dumps(new)
    assert elsewhere.ending() == (4401, "unauthorised")
    assert user_of(desk.house.ada).check_password("quite another long word")
    here.close()
