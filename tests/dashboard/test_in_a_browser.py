"""Sign-in with a passkey, in a real browser."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from django.db import connections
from django.test import override_settings
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from ictdesk.project.wsgi import application
from tests.world import PASSWORD, Person, World

pytestmark = pytest.mark.e2e
CHROMIUM = {"headless": True, "args": ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]}
KEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
}


class Quiet(WSGIRequestHandler):
    def log_message(self, *args: object) -> None:
        """Says nothing."""


class Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True

    def process_request_thread(self, request: object, client_address: object) -> None:
        super().process_request_thread(request, client_address)  # type: ignore[arg-type]
        connections.close_all()


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    server = make_server("127.0.0.1", 0, application, Server, Quiet)
    with override_settings(ALLOWED_HOSTS=["localhost", "testserver"]):
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://localhost:{server.server_port}"
        server.shutdown()
        thread.join()
    server.server_close()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Playwright keeps a loop in this thread, for which Django would refuse every query of the test's own."""
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", **CHROMIUM)  # type: ignore[arg-type]
        yield browser
        browser.close()


@dataclass
class Visit:
    """A page of a browser of its own, and everything that it complained about."""

    page: Page
    address: str
    complaints: list[str]

    def to(self, path: str) -> Page:
        self.page.goto(self.address + path)
        return self.page

    def sign_in(self, person: Person) -> None:
        page = self.to("/account/login/")
        page.fill("[name=login]", person.email)
        page.fill("[name=password]", PASSWORD)
        page.click("form.form button")
        page.wait_for_url("**/inbox/")


def visit(context: BrowserContext, address: str) -> Visit:
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if "Content Security" in said.text else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    return Visit(page, address, complaints)


def test_a_passkey_is_added_and_signs_in(world: World, address: str, chromium: Browser) -> None:
    context = chromium.new_context()
    ada = visit(context, address)
    devtools = context.new_cdp_session(ada.page)
    devtools.send("WebAuthn.enable")
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})
    ada.sign_in(world.acme.ada)
    page = ada.to("/account/2fa/webauthn/add/")
    page.fill("[name=password]", PASSWORD)
    page.click("form.form button")
    page.click("#mfa_webauthn_add")
    page.wait_for_url("**/recovery-codes/")
    assert page.locator("#recovery_codes li").count() == 10
    context.clear_cookies()
    ada.to("/account/login/").click("#passkey_login")
    page.wait_for_url(f"**/desk/{world.acme.slug}/inbox/")
    assert ada.complaints == []
    context.close()


def test_without_a_passkey_the_page_says_what_to_do(world: World, address: str, chromium: Browser) -> None:
    context = chromium.new_context()
    nobody = visit(context, address)
    devtools = context.new_cdp_session(nobody.page)
    devtools.send("WebAuthn.enable")
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})
    page = nobody.to("/account/login/")
    page.click("#passkey_login")
    page.wait_for_selector("#passkey_problem:not([hidden])")
    assert page.inner_text("#passkey_problem").strip()
    context.close()
