"""The mail as its sender made it: shown where it can do nothing, and telling nobody that it was read."""

import io
import re
from dataclasses import replace
from email.message import EmailMessage
from html.parser import HTMLParser

import pytest
from django.core import signing
from django.test import Client
from PIL import Image

from ictdesk.desk.mail import facts, links, sanitising
from ictdesk.desk.mail.shapes import MailIn
from ictdesk.kernel.egress import fetching
from ictdesk.kernel.errors import NotFound
from ictdesk.kernel.tenancy import workspace_scope
from tests.mail.desk import MailDesk
from tests.world import World

ADDRESS = re.compile(r'src="http://desk\.test(/files/mail/[^"]+)"')
HTML = """<html><head><style>p {color: red}</style><script>alert(1)</script></head><body onload="alert(2)">
<p style="position:fixed">Hello <b>Ada</b></p><img src="cid:logo@x" alt="Logo"><img src="http://tracker.example/1.png" alt="Far">
<a href="https://shop.example/x">Shop</a><a href="javascript:alert(3)">Bad</a></body></html>"""


def png() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (3, 2), "red").save(out, "PNG")
    return out.getvalue()


def rich(desk: MailDesk, html: str = HTML) -> EmailMessage:
    mail = desk.letter("Hello Ada")
    mail.add_alternative(html, subtype="html")
    mail.get_payload()[1].add_related(png(), "image", "png", cid="<logo@x>")  # type: ignore[union-attr, index]
    return mail


def came(desk: MailDesk, html: str = HTML) -> MailIn:
    desk.deliver(rich(desk, html))
    with workspace_scope(desk.house.id):
        conversation = desk.received()[-1].conversation
        assert conversation is not None
        (one,) = facts.of(conversation)["came"]
    return one


def path(address: str | None) -> str:
    assert address is not None
    return address.removeprefix("http://desk.test")


def test_the_page_can_do_nothing(desk: MailDesk, client: Client) -> None:
    answer = client.get(path(came(desk)["original"]), HTTP_HOST="desk.test")
    assert answer.status_code == 200
    policy = dict(
        part.strip().split(" ", 1)
        for part in answer["Content-Security-Policy"].split(";")
        if " " in part.strip()
    )
    assert policy["default-src"] == "'none'"
    assert "allow-scripts" not in policy["sandbox"]
    assert "allow-same-origin" not in policy["sandbox"]
    assert policy["img-src"] == "http://desk.test/files/mail/"
    assert policy["frame-ancestors"] == "http://desk.test"
    assert "unsafe" not in answer["Content-Security-Policy"]
    page = answer.content.decode()
    for trace in ("alert", "script", "onload", "position", "javascript", "tracker.example", "color: red"):
        assert trace not in page.partition("<body>")[2], trace
    assert "Hello <b>Ada</b>" in page
    assert 'href="https://shop.example/x"' in page


def test_a_picture_in_the_mail_is_made_anew(desk: MailDesk, client: Client) -> None:
    page = client.get(path(came(desk)["original"]), HTTP_HOST="desk.test").content.decode()
    (address,) = ADDRESS.findall(page)
    answer = client.get(address, HTTP_HOST="desk.test")
    assert answer["Content-Type"] == "image/webp"
    assert Image.open(io.BytesIO(answer.content)).size == (3, 2)
    assert "sandbox" in answer["Content-Security-Policy"]


def test_pictures_of_others_come_by_the_desk_when_asked(desk: MailDesk, client: Client) -> None:
    one = came(desk)
    page = client.get(path(one["original_with_pictures"]), HTTP_HOST="desk.test").content.decode()
    assert len(ADDRESS.findall(page)) == 2
    assert "tracker.example" not in page, "the browser never learns of it"
    shown = links.read(ADDRESS.findall(page)[1].rpartition("/")[2])
    assert shown.remote == "http://tracker.example/1.png"
    local = client.get(path(links.address(links.Shown(shown.workspace, shown.mail, remote="http://127.0.0.1/x.png"))),
                       HTTP_HOST="desk.test")  # fmt: skip
    assert local.status_code == 404


def test_a_forged_or_old_address_shows_nothing(
    desk: MailDesk, client: Client, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = path(came(desk)["original"])
    shown = links.read(address.rpartition("/")[2])
    neighbour = replace(shown, workspace=world.globex.id)
    said = [shown.workspace.hex, shown.mail.hex, 0, "", ""]
    monkeypatch.setattr(links, "LIFETIME", -1)
    assert client.get(address, HTTP_HOST="desk.test").status_code == 404, "too old"
    monkeypatch.undo()
    assert client.get(address, HTTP_HOST="desk.test").status_code == 200, "the control"
    for forged in (links.address(neighbour), links.address(replace(shown, part="none@x")),
                   "/files/mail/" + signing.dumps(said, salt="another"), "/files/mail/" + signing.dumps(said[:2], salt=links.SALT)):  # fmt: skip
        assert client.get(path(forged), HTTP_HOST="desk.test").status_code == 404
    assert client.get(address[:-1], HTTP_HOST="desk.test").status_code == 404
    assert client.get("/files/mail/x", HTTP_HOST="desk.test").status_code == 404
    with pytest.raises(NotFound):
        links.read("x:y:z")


def test_plain_mail_has_no_original(desk: MailDesk) -> None:
    desk.write()
    with workspace_scope(desk.house.id):
        (one,) = facts.of(desk.conversations()[0])["came"]
    assert one["original"] is None


HARMFUL = [
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
    "<svg><feImage href='http://tracker.example/x'/></svg>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=x onerror=alert(1)&gt;'>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<a href=' java\nscript:alert(1)'>x</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
    "<img src='//tracker.example/x.png'>",
    "<img src='data:image/svg+xml,<svg onload=alert(1)>'>",
    "<img srcset='http://tracker.example/x 1x' src=/relative.png>",
    "<picture><source srcset='http://tracker.example/x'><img src=x></picture>",
    "<body background='http://tracker.example/x'>",
    "<table background='http://tracker.example/x'><tr><td style='background:url(http://tracker.example/x)'>y",
    "<link rel=stylesheet href='http://tracker.example/x.css'><base href='http://tracker.example/'>",
    "<meta http-equiv=refresh content='0;url=http://tracker.example/'>",
    "<iframe src='http://tracker.example/'></iframe><object data='http://tracker.example/'></object>",
    "<form action='http://tracker.example/'><input name=password><button formaction='http://tracker.example/'>x",
    "<video poster='http://tracker.example/x'></video><audio src='http://tracker.example/x'></audio>",
    "<style>@import 'http://tracker.example/x.css';</style>",
    "<!--[if mso]><img src='http://tracker.example/x'><![endif]-->",
    "<div id=x class=y name=z onclick=alert(1)>x</div>",
]


class Reader(HTMLParser):
    """The elements of a page, with their attributes."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


@pytest.mark.parametrize("source", HARMFUL)
def test_nothing_harmful_is_left(source: str) -> None:
    html = sanitising.harmless(source, lambda src: None).html
    for tag, attributes in Reader(html).found:
        assert tag in sanitising.TAGS
        allowed = sanitising.ATTRIBUTES.get(tag, set()) | sanitising.ATTRIBUTES["*"] | {"rel", "target"}
        assert set(attributes) <= allowed - {"src"}
        assert (attributes.get("href") or "https://x").startswith(sanitising.LINKS)


def test_the_reader_would_have_seen_it() -> None:
    """The control: the same corpus before the sanitiser."""
    seen = [one for source in HARMFUL for one in Reader(source).found]
    assert {"svg", "style", "form", "iframe", "meta"} <= {tag for tag, _ in seen}
    assert {"onclick", "srcset", "background"} <= {name for _, attributes in seen for name in attributes}


def test_deep_html_is_refused_before_any_parser() -> None:
    with pytest.raises(sanitising.TooDeep):
        sanitising.harmless("<div>" * 100_000, lambda src: None)


PRIVATE = [
    *("http://127.0.0.1/", "http://127.1/", "http://0/", "http://2130706433/", "http://0x7f.1/", "http://[::1]/"),
    *("http://[::ffff:127.0.0.1]/", "http://localhost./", "http://localhost/", "http://10.0.0.1/", "http://172.16.0.1/"),
    *("http://192.168.1.1/", "http://169.254.169.254/latest/", "http://100.64.0.1/", "http://[fd00::1]/", "http://[fe80::1]/"),
    *("http://[64:ff9b::7f00:1]/", "http://224.0.0.1/", "http://255.255.255.255/", "http://[2002:7f00:1::]/", "http://192.0.0.192/"),
    *("http://user@1.1.1.1/", "http://1.1.1.1:22/", "https://1.1.1.1:80/", "ftp://1.1.1.1/", "file:///etc/passwd", "gopher://1.1.1.1/"),
    *("http:///x", "http://1.1.1.1/\r\nX: y", "http://\u2460.1.1.1/", "http://1.1.1.1/a b", "x", ""),
]  # fmt: skip


@pytest.mark.parametrize("url", PRIVATE)
def test_only_public_machines_are_asked(url: str) -> None:
    with pytest.raises(fetching.NotFetched):
        fetching.fetch(url, limit=10)


@pytest.mark.parametrize("address", ["1.1.1.1", "8.8.8.8", "2606:4700::1111"])
def test_the_control_public_addresses_are_public(address: str) -> None:
    assert fetching.is_public(address)
