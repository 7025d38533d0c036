"""A visitor and an agent at their browsers, and everything that their pages were told."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import (
    BrowserContext,
    FilePayload,
    Locator,
    Page,
    Request,
    Response,
    WebSocket,
    expect,
)

from tests.world import PASSWORD, House, Person

WATCH = """addEventListener("securitypolicyviolation", (event) =>
  console.error(`refused by the policy: ${event.violatedDirective} ${event.blockedURI}`))"""
WITHOUT_BODY = {204, 301, 302, 303, 304}
TEXTS = {"document", "script", "fetch", "xhr"}


@dataclass
class Watched:
    """A page, and what it asked for, was told and complained about."""

    page: Page
    asked: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    answers: list[Response] = field(default_factory=list)
    _heard: list[bytes] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.add_init_script(WATCH)
        self.page.on("request", self._on_request)
        self.page.on("response", self._on_response)
        self.page.on("websocket", self._on_socket)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("console", self._on_console)

    def _on_request(self, request: Request) -> None:
        self.asked.append(request.url)

    def _on_response(self, response: Response) -> None:
        self.answers.append(response)

    def _on_socket(self, socket: WebSocket) -> None:
        self.asked.append(socket.url)
        socket.on("framereceived", self._on_frame)

    def _on_frame(self, frame: str | bytes) -> None:
        self._heard.append(frame if isinstance(frame, bytes) else frame.encode())

    def _on_console(self, said: Any) -> None:
        if "policy" in said.text.lower():
            self.complaints.append(said.text)

    def heard(self) -> bytes:
        """Every body and frame that the page received. Ask before a page is left: the browser forgets bodies then."""
        answers, self.answers = self.answers[:], []
        for answer in answers:
            if answer.status not in WITHOUT_BODY and answer.request.resource_type in TEXTS:
                self._heard.append(answer.url.encode() + b" " + answer.body())
        return b"\n".join(self._heard)

    def reload(self) -> None:
        self.page.wait_for_load_state("networkidle")  # an answer on its way would be forgotten
        self.heard()
        self.page.reload()


class Visitor(Watched):
    """At the shop."""

    @classmethod
    def arrive(cls, context: BrowserContext, address: str) -> "Visitor":
        visitor = cls(context.new_page())
        visitor.page.goto(address)
        expect(visitor.launcher).to_be_visible()
        return visitor

    @property
    def chat(self) -> Locator:
        return self.page.locator("ictdesk-chat")

    @property
    def launcher(self) -> Locator:
        return self.chat.locator("button.launcher")

    @property
    def field(self) -> Locator:
        return self.chat.get_by_label("Write a message")

    @property
    def log(self) -> Locator:
        return self.chat.get_by_role("log")

    @property
    def strip(self) -> Locator:
        """What says that there is no connection."""
        return self.chat.locator(".strip")

    def open(self) -> None:
        self.launcher.click()
        expect(self.field).to_be_focused()

    def write(self, text: str) -> None:
        """Types as a person does, and sends with Enter."""
        self.field.fill(text)
        self.field.press("Enter")

    def said(self, text: str) -> Locator:
        return self.log.locator("article.said").filter(has_text=text)

    def attach(self, file: FilePayload) -> None:
        self.chat.get_by_label("Attach a file").set_input_files(file)
        expect(self.chat.locator(".files--rising .file__size")).to_be_visible()

    def picture(self, name: str) -> Locator:
        return self.log.locator(f'article:not(.said--pending) img[alt="{name}"]')


class Agent(Watched):
    """At the desk."""

    @classmethod
    def sign_in(
        cls, context: BrowserContext, address: str, house: House, person: Person, *, undo: bool = False
    ) -> "Agent":
        """Through the form, as everybody does. `undo`: answers wait five seconds, as they do by default."""
        agent = cls(context.new_page())
        if not undo:
            agent.page.add_init_script("localStorage.setItem('ictdesk:undo-send', 'off')")
        agent.page.goto(f"{address}/account/login/")
        agent.page.get_by_label("E-mail address").fill(person.email)
        agent.page.get_by_label("Password", exact=True).fill(PASSWORD)
        agent.page.get_by_role("button", name="Sign in", exact=True).click()
        agent.page.wait_for_url(f"{address}/desk/{house.slug}/inbox/**")
        agent.answers.clear()  # of pages that were left
        return agent

    @property
    def rows(self) -> Locator:
        return self.page.locator("a.inbox-row")

    @property
    def thread(self) -> Locator:
        return self.page.get_by_role("log", name="Messages")

    @property
    def field(self) -> Locator:
        return self.page.locator("#composer")

    @property
    def solve(self) -> Locator:
        return self.page.locator(".inbox-head").get_by_role("button", name="Solve")

    def show_all(self) -> None:
        self.page.get_by_role("navigation", name="Views").get_by_role("button", name="All").click()

    def open(self, text: str) -> None:
        """Opens the conversation whose row shows these words."""
        self.show_all()
        self.rows.filter(has_text=text).click()
        expect(self.field).to_be_visible()

    def write(self, text: str) -> None:
        self.field.fill(text)
        self.field.press("Control+Enter")

    def note(self, text: str) -> None:
        self.page.get_by_role("button", name="Note", exact=True).click()
        self.write(text)

    def said(self, text: str) -> Locator:
        return self.thread.locator(".inbox-group:not(.inbox-group--pending) article").filter(has_text=text)

    def attach(self, file: FilePayload) -> None:
        self.page.locator(".inbox-composer input[type=file]").set_input_files(file)
        expect(self.page.locator(".files--rising .file__size")).to_be_visible()

    def picture(self, name: str) -> Locator:
        return self.thread.locator(f'.inbox-group:not(.inbox-group--pending) img[alt="{name}"]')


def width_of(picture: Locator) -> int:
    """How wide a picture really is, once it is there. Fails for one that cannot be shown."""
    expect(picture).to_be_visible()
    width: int = picture.evaluate("async (image) => { await image.decode(); return image.naturalWidth }")
    return width


def texts(shown: Sequence[Watched]) -> list[str]:
    """What the pages complained about."""
    return [complaint for watched in shown for complaint in watched.complaints]
