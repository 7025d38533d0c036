"""Why a mailbox could not be read: one sentence for each code."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

SENTENCES = {
    "unreachable": gettext_noop(
        "No mail server that everybody can reach was found under this name and port."
    ),
    "no_tls": gettext_noop(
        "The server does not encrypt as it should: TLS 1.2 or later, with a certificate for this name. Nothing was sent to it."
    ),
    "token": gettext_noop("The provider gave no new token: ask it for a new refresh token."),
    "login": gettext_noop("The server refused user name or secret."),
    "folder": gettext_noop("The folder is not there, or may not be read."),
    "broken": gettext_noop("The connection broke, or the server said something that is no IMAP."),
}


class Problem(Exception):
    """Carries a code of the table above."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def sentence(code: str) -> str:
    """What people are told."""
    return _(SENTENCES[code])
