"""What holds for every page: headers, no inline script or style, errors that help."""

import re
from pathlib import Path

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import path

from ictdesk.project import urls as project
from tests.people.browsers import browser, signed_in
from tests.world import World

TEMPLATES = Path(project.__file__).parent.parent / "templates"
PUBLIC = [
    "/account/login/",
    "/account/password/reset/",
    "/account/password/reset/done/",
    "/account/signup/",
    "/account/inactive/",
    "/account/confirm-email/",
    "/account/password/reset/key/1-x/",
    "/nowhere",
]
SIGNED_IN = [
    "/account/password/change/",
    "/account/2fa/",
    "/account/sessions/",
    "/account/reauthenticate/",
    "/account/logout/",
    "/desk/",
]


def inline(html: str) -> list[str]:
    """Everything in a page that the policy would not run."""
    scripts = re.findall(r"<script(?![^>]*(?:src=|type=\"application/json\"))[^>]*>", html)
    return scripts + re.findall(r"<style|\sstyle=|\son[a-z]+=|javascript:", html)


@pytest.mark.parametrize("address", PUBLIC)
def test_public_pages_run_nothing_inline(address: str) -> None:
    answer = browser().get(address)
    assert inline(answer.content.decode()) == []
    assert "desk" in answer.content.decode()


@pytest.mark.parametrize("address", SIGNED_IN)
def test_account_pages_run_nothing_inline(world: World, address: str) -> None:
    client = signed_in(world.acme.ada)
    answer = client.get(address, follow=True)
    assert answer.status_code == 200
    assert inline(answer.content.decode()) == []


def test_templates_of_ours_hold_nothing_inline() -> None:
    apart = ("mail.html", "mail_original.html")  # a mail; and a page on the host for files, with a nonce
    pages = [file for file in TEMPLATES.rglob("*.html") if file.name not in apart]
    assert len(pages) > 40
    assert {str(file): found for file in pages if (found := inline(file.read_text()))} == {}


def test_headers(world: World) -> None:
    headers = signed_in(world.acme.ada).get(f"/desk/{world.acme.slug}/inbox/").headers
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [("/nowhere", 404, "There is nothing here"), ("/desk/never/inbox/", 302, "")],
)
def test_errors_have_words(address: str, status: int, words: str) -> None:
    answer = browser().get(address)
    assert answer.status_code == status
    assert words in answer.content.decode()


def boom(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("maria@example.org")


class Broken:
    urlpatterns = [*project.urlpatterns, path("boom", boom), path("api/v1/boom2", boom)]
    handler500 = project.handler500
    handler404 = project.handler404


def test_what_breaks_tells_nothing_of_itself(caplog: pytest.LogCaptureFixture) -> None:
    with override_settings(ROOT_URLCONF=Broken):
        client = Client(raise_request_exception=False)
        page, call = client.get("/boom"), client.get("/api/v1/boom2")
    assert page.status_code == call.status_code == 500
    assert b"Something broke on our side" in page.content
    assert call.json()["code"] == "internal"
    assert b"maria" not in page.content + call.content


def test_security_txt() -> None:
    answer = browser().get("/.well-known/security.txt")
    text = answer.content.decode()
    assert answer.headers["Content-Type"].startswith("text/plain")
    assert re.search(r"^Contact: mailto:\S+@\S+$", text, re.MULTILINE)
    assert re.search(r"^Expires: \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$", text, re.MULTILINE)
    assert "Canonical: http://desk.test/.well-known/security.txt" in text
