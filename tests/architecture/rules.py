"""Rules that no tool knows, each as a look at one source file that answers with what is wrong in it."""

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MAY_BE_ASYNC = (
    "src/ictdesk/surfaces/realtime/",
    "src/ictdesk/surfaces/smtp/",
    "src/ictdesk/kernel/jobs/",
    "src/ictdesk/project/asgi.py",
)
NETWORK = tuple(
    "socket ssl http.client urllib.request smtplib imaplib ftplib poplib httpx requests aiohttp urllib3 boto3 botocore stripe imapclient dns "
    "aiosmtplib websockets paramiko".split()
)
"""Whatever opens connections, or comes with something that does."""
WAYS_OUT = {
    "src/ictdesk/kernel/egress/": "the one way: public machines, TLS, bounded",
    "src/ictdesk/kernel/bucket.py": "asked for by its callers, before each copy",
    "src/ictdesk/business/billing/": "Stripe's library on our own connections; `calling.asking` asks",
    "src/ictdesk/business/newsletter/sending.py": "errors of a mail server",
    "src/ictdesk/desk/mailboxes/connection.py": "IMAP on our own connections; `connect` asks",
    "src/ictdesk/desk/mailboxes/reading.py": "errors of IMAP",
    "src/ictdesk/desk/mail/sending.py": "errors of a mail server",
    "src/ictdesk/desk/mail/trial.py": "a mail to oneself by the chosen provider, step by step",
    "src/ictdesk/privacy/recipients/jobs.py": "errors of a mail server",
    "src/ictdesk/kernel/certificates.py": "for listeners of our own",
    "src/ictdesk/surfaces/smtp/server.py": "listens",
    "src/ictdesk/trust/promises/handshakes.py": "with listeners of our own, to see what they speak",
    "src/ictdesk/project/": "listens, and waits for the desk's own parts on this machine",
}
ASKED_ELSEWHERE = {
    "src/ictdesk/project/mail_folder.py": "writes files",
    "src/ictdesk/desk/mail/composing.py": "`providers.choose` asks",
    "src/ictdesk/desk/mail/letter.py": "`providers.choose` asks",
    "src/ictdesk/privacy/recipients/jobs.py": "`letters` asks",
    "src/ictdesk/trust/access/jobs.py": "`letters` asks",
    "src/ictdesk/trust/access/shells.py": "`letters` asks",
}
MAY_READ_THE_ENVIRONMENT = ("src/ictdesk/project/",)
CLOCK = "src/ictdesk/kernel/clock.py"
SIGNALS = (
    "django.dispatch",
    "django.db.models.signals",
    "django.core.signals",
    "django.contrib.auth.signals",
)
THE_ONE_SIGNAL = "django.db.backends.signals.connection_created"
UNFINISHED = re.compile(
    r"\b(TODO|FIXME|XXX|HACK|WIP|NotImplemented\w*|[Ll]orem [Ii]psum|[Cc]oming soon|[Nn]ot yet implemented)\b"
)
HOST = re.compile(r"""(?:https?:|wss?:)?//((?:[a-z0-9-]+\.)+[a-z]{2,})(?=[/"'\s)<:?#]|$)""", re.IGNORECASE)
NOT_FETCHED = re.compile(r"(^|\.)(w3\.org|example(\.com|\.org|\.net)?|test)$")
"""Names of XML namespaces and of examples: nothing is asked of them."""


@dataclass(frozen=True)
class Source:
    """A file by its path from the root, and its text."""

    path: str
    text: str

    def names(self) -> Iterator[str]:
        """Everything that it imports, with its full name."""
        for node in ast.walk(ast.parse(self.text)):
            if isinstance(node, ast.ImportFrom):
                yield from (f"{node.module}.{alias.name}" for alias in node.names)
            elif isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names)


type Rule = Callable[[Source], list[str]]


def async_only_where_sockets_are(source: Source) -> list[str]:
    if source.path.startswith(MAY_BE_ASYNC):
        return []
    return [
        f"{node.name} is async"
        for node in ast.walk(ast.parse(source.text))
        if isinstance(node, ast.AsyncFunctionDef)
    ]


def no_signals(source: Source) -> list[str]:
    """News travels as events that readers ask for; a signal would act behind the command's back."""
    return [
        f"imports {name}"
        for name in source.names()
        if (name.startswith(SIGNALS) or ".signals" in name) and name != THE_ONE_SIGNAL
    ]


def one_way_out(source: Source) -> list[str]:
    """Who opens a connection of their own goes around the gate."""
    if source.path.startswith(tuple(WAYS_OUT)):
        return []
    return [
        f"imports {name}"
        for name in source.names()
        if any(name == one or name.startswith(f"{one}.") for one in NETWORK)
    ]


def mails_ask_first(source: Source) -> list[str]:
    """A module that makes a mail asks the gate, or another one does for it and is named here."""
    if source.path in ASKED_ELSEWHERE or "egress" in source.text:
        return []
    made = (
        "django.core.mail.EmailMessage",
        "django.core.mail.EmailMultiAlternatives",
        "django.core.mail.send_mail",
    )
    return [f"imports {name}" for name in source.names() if name in made]


def one_clock(source: Source) -> list[str]:
    if source.path == CLOCK:
        return []
    return re.findall(r"\b(?:datetime|date|timezone)\.(?:now|today|utcnow)\(|\btime\.time\(", source.text)


def options_in_one_table(source: Source) -> list[str]:
    if source.path.startswith(MAY_READ_THE_ENVIRONMENT):
        return []
    return re.findall(r"\bos\.(?:environ|getenv)\b", source.text)


def everything_finished(source: Source) -> list[str]:
    return UNFINISHED.findall(source.text)


def no_other_host(source: Source) -> list[str]:
    """A page or a script that loads something from elsewhere tells that place who reads it."""
    return [host for host in HOST.findall(source.text) if not NOT_FETCHED.search(host.lower())]


def sources(*patterns: str) -> list[Source]:
    """Files below the root, nothing built and nothing generated by Django."""
    found = {path for pattern in patterns for path in ROOT.glob(pattern)}
    kept = (path for path in found if not {"migrations", "node_modules", "build"} & set(path.parts))
    return [Source(str(path.relative_to(ROOT)), path.read_text(encoding="utf-8")) for path in sorted(kept)]
