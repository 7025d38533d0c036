import re

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.test import Client

from tests.people.browsers import browser, prove, sign_in, user_of
from tests.world import World


def code(secret: str, ago: int = 0) -> str:
    """The code that an app shows."""
    counter = next(iter(yield_hotp_counters_from_time())) - ago
    return str(format_hotp_value(hotp_value(secret, counter)))


def switch_on(client: Client) -> str:
    prove(client)
    page = client.get("/account/2fa/totp/activate/").content.decode()
    found = re.search(r"<code[^>]*>([A-Z2-7]{16,})</code>", page)
    assert found
    secret = found[1]
    assert client.post("/account/2fa/totp/activate/", {"code": code(secret)}).status_code == 302
    return secret


def test_codes_are_asked_for_once_switched_on(world: World) -> None:
    client = browser()
    sign_in(client, world.acme.ada)
    secret = switch_on(client)
    again = browser()
    assert sign_in(again, world.acme.ada) == 302
    assert again.get(f"/desk/{world.acme.slug}/inbox/").status_code == 302
    assert again.post("/account/2fa/authenticate/", {"code": "000000"}).status_code == 200
    recovery = Authenticator.objects.get(user=user_of(world.acme.ada), type="recovery_codes").wrap()
    one = recovery.get_unused_codes()[0]
    assert again.post("/account/2fa/authenticate/", {"code": one}).status_code == 302
    assert again.get(f"/desk/{world.acme.slug}/inbox/").status_code == 200
    third = browser()
    sign_in(third, world.acme.ada)
    assert third.post("/account/2fa/authenticate/", {"code": one}).status_code == 200
    assert secret


def test_a_code_counts_once(world: World) -> None:
    client = browser()
    sign_in(client, world.acme.ada)
    secret = switch_on(client)
    shown = code(secret)
    answers = []
    for another in (browser(), browser()):
        sign_in(another, world.acme.ada)
        answers.append(another.post("/account/2fa/authenticate/", {"code": shown}).status_code)
    assert answers == [302, 200]


def test_seeds_are_not_readable_in_the_database(world: World) -> None:
    client = browser()
    sign_in(client, world.acme.ada)
    secret = switch_on(client)
    for row in Authenticator.objects.filter(user=user_of(world.acme.ada)):
        assert secret not in str(row.data)
    seed = Authenticator.objects.get(user=user_of(world.acme.ada), type="recovery_codes").data["seed"]
    assert len(seed) > 60  # wrapped: version, nonce and tag are in it


def test_a_new_password_by_mail_still_asks_for_the_code(world: World, mailoutbox: list[object]) -> None:
    client = browser()
    sign_in(client, world.acme.ada)
    switch_on(client)
    other = browser()
    other.post("/account/password/reset/", {"email": world.acme.ada.email})
    found = re.search(r"http://desk\.test(/account/password/reset/key/\S+)", str(mailoutbox[-1].body))  # type: ignore[attr-defined]
    assert found
    form = other.get(found[1], follow=True).redirect_chain[-1][0]
    new = "seven random words make one password"
    assert other.post(form, {"password1": new, "password2": new}).status_code == 302
    assert other.get(f"/desk/{world.acme.slug}/inbox/").status_code == 302


def test_switching_off_needs_a_new_proof(world: World) -> None:
    client = browser()
    sign_in(client, world.acme.ada)
    switch_on(client)
    stale = browser()
    stale.force_login(user_of(world.acme.ada))
    stale.post("/account/2fa/totp/deactivate/")
    assert Authenticator.objects.filter(user=user_of(world.acme.ada), type="totp").exists()
    client.post("/account/2fa/totp/deactivate/")
    assert not Authenticator.objects.filter(user=user_of(world.acme.ada), type="totp").exists()
