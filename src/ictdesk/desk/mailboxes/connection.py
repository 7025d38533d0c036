"""An IMAP connection that goes to public machines only, is encrypted before anything is said, and bounded."""

import imaplib
import io
import logging
import select
import socket
import ssl
from typing import Any

from django.conf import settings
from imapclient import IMAPClient, exceptions

from ictdesk.desk.mailboxes.accounts import Account
from ictdesk.desk.mailboxes.problems import Problem
from ictdesk.desk.mailboxes.tokens import Keep, access_token
from ictdesk.kernel import egress
from ictdesk.kernel.datamap.fields import SUPPORT
from ictdesk.kernel.egress import fetching

logging.getLogger("imapclient").setLevel(logging.ERROR)  # it would write down what goes over the line

SECONDS = 20.0
LONGEST_LINE = 1_000_000
TLS_PORT, PORT = 993, 143
BROKEN = (exceptions.IMAPClientError, imaplib.IMAP4.error, OSError, ValueError, AssertionError)
"""What imapclient raises for a server that says what it should not."""


class _Line(imaplib.IMAP4):
    """The line itself, on a socket of ours."""

    def __init__(self, host: str, port: int) -> None:
        self._wanted = port
        self._reader: tuple[socket.socket, io.BufferedReader] | None = None
        super().__init__(host, port, timeout=SECONDS)

    def _create_socket(self, timeout: float | None) -> socket.socket:
        return fetching.connect(self.host, self._wanted, tls=self._wanted == TLS_PORT, seconds=SECONDS)

    @property
    def incoming(self) -> io.BufferedReader:
        """What comes over the socket of now: nothing that came before STARTTLS is read after it."""
        if self._reader is None or self._reader[0] is not self.sock:
            self._hang_up_reader()
            self._reader = self.sock, self.sock.makefile("rb")
        return self._reader[1]

    def read(self, size: int) -> bytes:
        """A server may announce a literal of any size: more than a mail may have is not read."""
        if size > settings.ICTDESK_MAIL_LIMIT + 65_536:
            raise self.abort("too much")
        return self.incoming.read(size)

    def readline(self) -> bytes:
        """One line, of a bounded length."""
        line = self.incoming.readline(LONGEST_LINE + 1)
        if len(line) > LONGEST_LINE:
            raise self.error("a line that is too long")
        return line

    def shutdown(self) -> None:
        """Closes what reads, too."""
        self._hang_up_reader()
        super().shutdown()

    def _hang_up_reader(self) -> None:
        if self._reader is not None:
            self._reader[1].close()
            self._reader = None

    def await_news(self, seconds: float) -> None:
        """Until something can be read, which is left unread: no half of a line is lost."""
        self.sock.setblocking(False)
        try:
            if self.incoming.peek(1):
                return
        except (BlockingIOError, ssl.SSLWantReadError):
            pass
        finally:
            self.sock.settimeout(SECONDS)
        poller = select.poll()
        poller.register(self.sock, select.POLLIN)
        poller.poll(seconds * 1000)


class Client(IMAPClient):
    """imapclient on that line."""

    def _create_IMAP4(self) -> Any:  # noqa: N802 - imapclient's name
        return _Line(self.host, self.port)

    def _set_read_timeout(self) -> None:
        self._imap.sock.settimeout(SECONDS)

    def wait(self, seconds: float, *, known: int) -> None:
        """Until the server speaks; at once where it spoke of another count of mails than the `known` one.

        RFC 2177. imapclient's own way takes news before the server's *I wait* for a fault, and loses the first half
        of a line whose second half comes later. Some servers forget what came just before: they are asked first.
        """
        line = self._imap
        self.noop()
        tag = self._idle_tag = line._command("IDLE")  # noqa: SLF001 - imaplib has no public way
        while line._get_response() is not None:  # noqa: SLF001
            if line.tagged_commands[tag]:
                raise exceptions.IMAPClientError("no IDLE")
        if all(count == str(known).encode() for count in line.untagged_responses.get("EXISTS", [])):
            line.await_news(seconds)
        self.idle_done()


def connect(account: Account) -> Client:
    """Encrypted, and nothing said yet. Raises `Problem`."""
    egress.ask(egress.Call("imap", account.host, SUPPORT, frozenset(), account.workspace))
    try:
        client = Client(account.host, port=account.port, ssl=False, timeout=SECONDS)
    except ssl.SSLError as error:
        raise Problem("no_tls") from error
    except (fetching.NotFetched, *BROKEN) as error:
        raise Problem("unreachable") from error
    client.normalise_times = False
    if account.port != TLS_PORT:
        _encrypt(client)
    return client


def _encrypt(client: Client) -> None:
    try:
        client.starttls(fetching.tls_context())
    except BROKEN as error:
        hang_up(client)
        raise Problem("no_tls") from error


def hang_up(client: Client) -> None:
    """Also where the line is down already."""
    try:
        client.shutdown()
    except OSError:
        return


def sign_in(client: Client, account: Account, keep: Keep) -> None:
    """Raises `Problem`."""
    token = "" if account.kind == "password" else access_token(account, keep)
    try:
        if token:
            client.oauth2_login(account.user, token)
        else:
            client.login(account.user, account.secret.get("password", ""))
    except (exceptions.LoginError, imaplib.IMAP4.error, ValueError) as error:
        raise Problem("login") from error
    except OSError as error:
        raise Problem("broken") from error


def open_folder(client: Client, account: Account) -> tuple[int, int, int]:
    """UIDVALIDITY, UIDNEXT and count of mails of the folder, which is only looked at. Raises `Problem`."""
    try:
        said = client.select_folder(account.folder, readonly=True)
        return int(said[b"UIDVALIDITY"]), int(said.get(b"UIDNEXT", 0)), int(said.get(b"EXISTS", 0))
    except OSError as error:
        raise Problem("broken") from error
    except (KeyError, *BROKEN) as error:
        raise Problem("folder") from error
