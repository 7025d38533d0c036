"""The sources keep the rules of the house, and each rule would be seen broken."""

import re
import statistics
from pathlib import Path

import pytest

from tests.architecture import rules
from tests.architecture.rules import ROOT, Rule, Source, sources
from tools import layers, sizes

PYTHON = ("src/**/*.py",)
SEEN_IN_A_BROWSER = (
    "src/**/*.html",
    "src/**/*.css",
    "src/**/*.js",
    "src/**/*.svg",
    "frontend/**/*.ts",
    "frontend/**/*.tsx",
    "frontend/**/*.css",
    "frontend/**/*.svg",
)
EVERYTHING = (*PYTHON, *SEEN_IN_A_BROWSER, "tools/*.py", "bench/*.py", "docs/**/*.md", "desk")
WHERE: dict[Rule, tuple[str, ...]] = {
    rules.async_only_where_sockets_are: PYTHON,
    rules.no_signals: PYTHON,
    rules.one_clock: PYTHON,
    rules.one_way_out: PYTHON,
    rules.mails_ask_first: PYTHON,
    rules.options_in_one_table: PYTHON,
    rules.everything_finished: EVERYTHING,
    rules.no_other_host: SEEN_IN_A_BROWSER,
}
BROKEN: list[tuple[Rule, str]] = [
    (rules.async_only_where_sockets_are, "async def answer(): ..."),
    (rules.no_signals, "from django.db.models.signals import post_save"),
    (rules.no_signals, "from django.dispatch import receiver"),
    (rules.no_signals, "from allauth.account.signals import user_logged_in"),
    (rules.no_signals, "import django.core.signals"),
    (rules.one_way_out, "import socket"),
    (rules.one_way_out, "from urllib.request import urlopen"),
    (rules.one_way_out, "import httpx"),
    (rules.one_way_out, "def ask():\n    import boto3"),
    (rules.mails_ask_first, "from django.core.mail import EmailMessage"),
    (rules.one_clock, "now = datetime.now(UTC)"),
    (rules.one_clock, "now = time.time()"),
    (rules.options_in_one_table, "debug = os.environ['DEBUG']"),
    (rules.options_in_one_table, "debug = os.getenv('DEBUG')"),
    (rules.everything_finished, "# TO" + "DO: later"),
    (rules.everything_finished, "raise NotImplemented" + "Error"),
    (rules.everything_finished, "<p>Coming" + " soon</p>"),
    (rules.no_other_host, '<script src="https://cdn.jsdelivr.net/x.js">'),
    (rules.no_other_host, "@import url(//fonts.googleapis.com/css);"),
    (rules.no_other_host, 'fetch("https://stats.example.io/hit")'),
    (rules.no_other_host, 'new WebSocket("wss://evil.io")'),
]
KEPT: list[tuple[Rule, str]] = [
    (rules.async_only_where_sockets_are, "def answer(): ..."),
    (rules.no_signals, "from django.db.backends.signals import connection_created"),
    (rules.no_signals, "import signal"),
    (rules.one_way_out, "from urllib.parse import urlsplit"),
    (rules.mails_ask_first, "from django.core.mail import EmailMessage\nfrom ictdesk.kernel import egress"),
    (rules.one_clock, "now = clock.now(); began = time.monotonic()"),
    (rules.options_in_one_table, "debug = options.read('ICTDESK_DEBUG')"),
    (rules.everything_finished, "# nothing to do later"),
    (rules.no_other_host, '<svg xmlns="http://www.w3.org/2000/svg">'),
    (rules.no_other_host, 'placeholder="https://www.example.com"'),
    (rules.no_other_host, "// a comment.of mine"),
]


def name_of(value: object) -> str:
    return getattr(value, "__name__", str(value))


@pytest.mark.parametrize("rule", WHERE, ids=name_of)
def test_the_sources_keep_the_rule(rule: Rule) -> None:
    looked_at = sources(*WHERE[rule])
    assert len(looked_at) > 40
    assert {one.path: wrong for one in looked_at if (wrong := rule(one))} == {}


@pytest.mark.parametrize(("rule", "text"), BROKEN, ids=name_of)
def test_what_breaks_it_is_seen(rule: Rule, text: str) -> None:
    assert rule(Source("src/ictdesk/desk/x.py", text))


@pytest.mark.parametrize(("rule", "text"), KEPT, ids=name_of)
def test_what_keeps_it_is_left_alone(rule: Rule, text: str) -> None:
    assert rule(Source("src/ictdesk/desk/x.py", text)) == []


def test_what_is_allowed_somewhere_is_allowed_there_only() -> None:
    for rule, path, text in (
        (rules.async_only_where_sockets_are, "src/ictdesk/surfaces/realtime/x.py", "async def answer(): ..."),
        (rules.one_clock, rules.CLOCK, "now = datetime.now(UTC)"),
        (rules.options_in_one_table, "src/ictdesk/project/x.py", "os.environ"),
    ):
        assert rule(Source(path, text)) == []
        assert rule(Source("src/ictdesk/kernel/x.py", text))


def test_the_product_alone_is_within_the_limits_of_size() -> None:
    """Without the tests, whose many short files would hide a few long ones."""
    ours = [one for one in sizes.our_sources() if one.path.parts[0] in ("src", "frontend")]
    assert list(sizes.problems(ours)) == []
    assert statistics.median(one.lines for one in ours) <= 60


def test_kernel_and_commands_know_no_http() -> None:
    package = ROOT / "src" / "ictdesk"
    assert list(layers.problems(package)) == []
    assert len(list(package.glob("kernel/**/*.py"))) > 50
    assert len(list(package.glob("*/*/commands/*.py"))) > 20


@pytest.mark.parametrize(
    "room",
    sorted((ROOT / "src" / "ictdesk" / "desk").glob("*/__init__.py")),
    ids=lambda path: path.parent.name,
)
def test_a_room_says_what_it_is_for_and_what_it_refuses_to_know(room: Path) -> None:
    text = room.read_text(encoding="utf-8")
    assert "refuses to know" in text
    assert text.count("\n") <= 8


def test_what_browsers_get_when_built_asks_nobody_else() -> None:
    """The built files, if there are any: a package that was bundled may bring an address of its own."""
    built = [
        path for path in (ROOT / "src" / "ictdesk" / "static").rglob("*") if path.suffix in (".js", ".css")
    ]
    assert built
    for path in built:
        text = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        assert rules.no_other_host(Source(path.name, text)) == [], path.name
