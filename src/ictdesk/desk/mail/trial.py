"""A mail to oneself, step by step, so that whoever sets up mail sees which step fails. Asks the network."""

import smtplib
import socket
import ssl
from collections.abc import Callable, Iterator
from email import policy
from typing import Any, Literal, TypedDict

from anymail.exceptions import AnymailError
from django.utils.translation import gettext as _

from ictdesk.desk.mail import addresses, providers
from ictdesk.desk.mail.composing import Mail, sender_line
from ictdesk.desk.workspaces import queries as workspaces
from ictdesk.desk.workspaces.models import Inbox

SECONDS = 10
SHOWN = 300
SENT = frozenset({"user.contact.email"})


class Step(TypedDict):
    """What was tried, and what the other side said."""

    word: str
    state: Literal["done", "failed"]
    said: str


type Trial = Iterator[tuple[str, Callable[[], str]]]


def letter(inbox: Inbox, to: str) -> Mail:
    """The mail that is sent: from the inbox's sender, signed as its answers are. Raises `EgressRefused`."""
    workspace = workspaces.workspace()
    line = sender_line(inbox, workspace)
    mail = Mail(
        subject=_("A test from your desk"),
        body=_("This mail was sent by the button on the settings page of %(inbox)s. It works.")
        % {"inbox": inbox.name},
        from_email=line.shown,
        to=[to],
        headers={"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"},
    )
    if inbox.mail_local:
        mail.extra_headers["Reply-To"] = addresses.address_of(inbox, workspace)
    mail.signer, mail.provider = line.signer, providers.choose(to, SENT, workspace.id)
    return mail


def run(mail: Mail) -> list[Step]:
    """Every step up to the one that fails, or all of them."""
    options = providers.by_smtp(mail.provider)
    steps: list[Step] = []
    for word, act in _by_smtp(mail, options) if options else _by_backend(mail):
        try:
            steps.append({"word": word, "state": "done", "said": act()[:SHOWN]})
        except (OSError, smtplib.SMTPException, AnymailError, ValueError) as error:
            steps.append({"word": word, "state": "failed", "said": _told(error)[:SHOWN]})
            break
    return steps


def _by_backend(mail: Mail) -> Trial:
    yield _("Sign"), lambda: _signature(mail)
    yield _("Hand over"), lambda: _hand_over(mail)


def _hand_over(mail: Mail) -> str:
    mail.hand_over()
    return _("accepted by %(provider)s") % {"provider": mail.provider}


def _by_smtp(mail: Mail, options: dict[str, Any]) -> Trial:
    host, port = options["host"], options["port"]
    yield _("Find the mail server"), lambda: _resolve(host, port)
    kind = smtplib.SMTP_SSL if options.get("use_ssl") else smtplib.SMTP
    client = kind(timeout=min(SECONDS, options.get("timeout") or SECONDS))
    setattr(client, "_host", host)  # noqa: B010 - what the certificate is compared with: connect() does not set it
    try:
        yield _("Connect"), lambda: _said(client.connect(host, port))
        if options.get("use_tls"):
            yield _("Encrypt (STARTTLS)"), lambda: _encrypt(client)
        if options.get("username"):
            yield _("Sign in"), lambda: _said(client.login(options["username"], options["password"]))
        yield _("Sign"), lambda: _signature(mail)
        raw = mail.message(policy=policy.SMTP).as_bytes()
        sender = mail.from_email.rpartition("<")[2].rstrip(">")
        yield _("Name sender and recipient"), lambda: _envelope(client, sender, mail.to[0])
        yield _("Hand over"), lambda: _accepted(client.data(raw))
    finally:
        client.close()


def _resolve(host: str, port: int) -> str:
    found = {str(row[4][0]) for row in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
    return f"{host}: {', '.join(sorted(found))}"


def _encrypt(client: smtplib.SMTP) -> str:
    client.starttls(context=ssl.create_default_context())
    version = client.sock.version() if isinstance(client.sock, ssl.SSLSocket) else ""
    return str(version)


def _signature(mail: Mail) -> str:
    """Whose signature it carries."""
    made = mail.message(policy=policy.SMTP)
    return (
        f"DKIM: {mail.signer.domain}"
        if mail.signer and made["DKIM-Signature"]
        else _("not by us: the mail server may sign")
    )


def _envelope(client: smtplib.SMTP, sender: str, recipient: str) -> str:
    client.ehlo_or_helo_if_needed()
    _accepted(client.mail(sender))
    return _accepted(client.rcpt(recipient))


def _accepted(answer: tuple[int, bytes]) -> str:
    if answer[0] not in (250, 251):
        raise smtplib.SMTPResponseException(*answer)
    return _said(answer)


def _said(answer: tuple[int, bytes]) -> str:
    return f"{answer[0]} {answer[1].decode(errors='replace')}"


def _told(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        said = error.smtp_error
        return f"{error.smtp_code} {said.decode(errors='replace') if isinstance(said, bytes) else said}"
    return str(error) or type(error).__name__
