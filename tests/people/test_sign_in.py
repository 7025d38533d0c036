import re

import pytest
from allauth.account.models import EmailAddress
from django.core.cache import cache
from django.core.mail import EmailMultiAlternatives
from django.db import connection

from ictdesk.desk.people.passwords import LONGEST, BoundedArgon2
from tests.people.browsers import browser, sign_in, signed_in, user_of
from tests.world import PASSWORD, World

NEW = "seven random words make one password"


def test_the_right_password_lets_in_and_the_session_gets_a_new_id(world: World) -> None:
    client = browser()
    client.get("/account/login/")
    client.session["before"] = True
    client.session.save()
    before = client.session.session_key
    assert sign_in(client, world.acme.ada) == 302
    assert client.session.session_key != before
    assert client.get(f"/desk/{world.acme.slug}/inbox/").status_code == 200


def test_a_wrong_password_and_an_unknown_address_look_alike(world: World) -> None:
    wrong, unknown = browser(), browser()
    answers = [
        wrong.post("/account/login/", {"login": world.acme.ada.email, "password": "wrong wrong wrong"}),
        unknown.post("/account/login/", {"login": "nobody@nowhere.example", "password": "wrong wrong wrong"}),
    ]
    texts = [re.sub(rb'value="[^"]*"|nonce="[^"]*"', b"", answer.content) for answer in answers]
    assert answers[0].status_code == answers[1].status_code == 200
    assert texts[0] == texts[1]
    assert b"do not belong together" in texts[0]


def test_an_address_that_nobody_proved_does_not_let_in(world: World) -> None:
    EmailAddress.objects.filter(user=user_of(world.acme.ada)).update(verified=False)
    client = browser()
    sign_in(client, world.acme.ada)
    assert client.get(f"/desk/{world.acme.slug}/inbox/").status_code == 302


def test_an_account_that_is_off_does_not_let_in(world: World) -> None:
    client = browser()
    sign_in(client, world.acme.ada)
    user = user_of(world.acme.ada)
    user.is_active = False
    user.save()
    assert client.get(f"/desk/{world.acme.slug}/inbox/").status_code == 302
    again = browser()
    sign_in(again, world.acme.ada)
    assert again.get(f"/desk/{world.acme.slug}/inbox/").status_code == 302


def test_guessing_is_slowed_down_even_from_many_addresses(world: World) -> None:
    for _ in range(5):
        assert sign_in(browser(), world.acme.ada, "wrong wrong wrong") == 200
    client = browser()
    assert sign_in(client, world.acme.ada) == 200
    assert (
        b"Too many attempts"
        in client.post("/account/login/", {"login": world.acme.ada.email, "password": PASSWORD}).content
    )
    assert sign_in(browser(), world.acme.grace) == 302


def test_limits_are_kept_without_addresses() -> None:
    cache.set("allauth:rl:ip:203.0.113.9", 1)
    assert cache.get("allauth:rl:ip:203.0.113.9") == 1
    with connection.cursor() as cursor:
        cursor.execute(
            "select count(*) from ictdesk_cache where cache_key like '%203.0.113%' or cache_key like '%rl%'"
        )
        assert cursor.fetchone() == (0,)


def test_a_password_over_the_length_is_not_hashed(world: World) -> None:
    with pytest.raises(ValueError, match="too long"):
        BoundedArgon2().encode("x" * (LONGEST + 1), "salt" * 4)
    longest = BoundedArgon2().encode("x" * LONGEST, "salt" * 4)
    assert BoundedArgon2().verify("x" * LONGEST, longest)
    assert sign_in(browser(), world.acme.ada, "x" * 1_000_000) == 200


def test_nobody_signs_up(world: World) -> None:
    answer = browser().post(
        "/account/signup/", {"email": "eve@x.example", "password1": NEW, "password2": NEW}
    )
    assert b"Accounts come by invitation" in answer.content


def reset(world: World, mailoutbox: list[EmailMultiAlternatives], **headers: str) -> str:
    browser().post("/account/password/reset/", {"email": world.acme.ada.email}, headers=headers)
    found = re.search(r"http://desk\.test(/\S+)", str(mailoutbox[-1].body))
    assert found
    return found[1]


def test_a_forgotten_password_is_set_anew_by_mail(
    world: World, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    elsewhere = browser()
    sign_in(elsewhere, world.acme.ada)
    client, link = browser(), reset(world, mailoutbox)
    assert len(mailoutbox[-1].alternatives) == 1
    form = client.get(link, follow=True).redirect_chain[-1][0]
    assert client.post(form, {"password1": NEW, "password2": NEW}).status_code == 302
    assert client.get(f"/desk/{world.acme.slug}/inbox/").status_code == 200
    assert elsewhere.get(f"/desk/{world.acme.slug}/inbox/").status_code == 302
    assert b"does not work any more" in browser().get(link, follow=True).content
    assert sign_in(browser(), world.acme.ada) == 200


def test_the_answer_does_not_tell_whether_there_is_an_account(
    world: World, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    known = browser().post("/account/password/reset/", {"email": world.acme.ada.email}, follow=True)
    unknown = browser().post("/account/password/reset/", {"email": "nobody@nowhere.example"}, follow=True)
    assert known.redirect_chain == unknown.redirect_chain
    assert known.content == unknown.content
    assert len(mailoutbox) == 2
    assert "/password/reset/key/" not in str(mailoutbox[1].body)


def test_links_in_mails_lead_to_the_configured_host_only(
    world: World, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    reset(world, mailoutbox, **{"X-Forwarded-Host": "evil.example", "X-Host": "evil.example"})
    assert "evil" not in str(mailoutbox[-1].message())
    evil = browser().post(
        "/account/password/reset/", {"email": world.acme.ada.email}, headers={"Host": "evil.example"}
    )
    assert evil.status_code == 400
    browser().post(
        "/account/password/reset/", {"email": world.acme.ada.email}, headers={"Host": "desk.test:81"}
    )
    assert len(mailoutbox) == 2
    assert ":81" not in str(mailoutbox[-1].message())


def test_a_change_of_the_password_ends_the_other_sessions(world: World) -> None:
    elsewhere, client = browser(), browser()
    sign_in(elsewhere, world.acme.ada)
    sign_in(client, world.acme.ada)
    client.post("/account/password/change/", {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})
    assert elsewhere.get("/account/sessions/").status_code == 302
    assert sign_in(browser(), world.acme.ada, NEW) == 302


def test_what_protects_the_account_is_changed_after_a_new_proof_only(world: World) -> None:
    client = signed_in(world.acme.ada)  # without a fresh proof
    for path in ("/account/2fa/totp/activate/", "/account/2fa/webauthn/add/", "/account/email/"):
        answer = client.post(path, {"email": "eve@x.example", "action_add": ""})
        assert answer.headers["Location"].startswith("/account/reauthenticate/")
    assert not EmailAddress.objects.filter(email="eve@x.example").exists()


def test_a_link_back_never_leads_to_another_site(world: World) -> None:
    answer = browser().post(
        "/account/login/",
        {"login": world.acme.ada.email, "password": PASSWORD, "next": "https://evil.example/"},
    )
    assert answer.headers["Location"] == "/desk/"
