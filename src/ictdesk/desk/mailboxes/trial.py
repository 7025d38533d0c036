"""Reads nothing, but goes all the steps up to the folder, so that whoever sets up a mailbox sees which one fails."""

from typing import Literal, TypedDict

from django.utils.translation import gettext as _

from ictdesk.desk.mailboxes import connection, problems, reading
from ictdesk.desk.mailboxes.accounts import Account
from ictdesk.desk.mailboxes.problems import Problem


class Step(TypedDict):
    """What was tried, and what came of it."""

    word: str
    state: Literal["done", "failed"]
    said: str


def run(account: Account) -> list[Step]:
    """Every step up to the one that fails, or all of them."""
    words = [_("Connect and encrypt"), _("Sign in"), _("Open the folder")]
    steps: list[Step] = []
    try:
        client = connection.connect(account)
        steps.append({"word": words[0], "state": "done", "said": f"{account.host}:{account.port}"})
        try:
            connection.sign_in(client, account, lambda token: reading.keep(account, token))
            steps.append({"word": words[1], "state": "done", "said": account.user})
            _validity, following, _lying = connection.open_folder(client, account)
            said = _("%(folder)s, next number %(next)s") % {"folder": account.folder, "next": following}
            steps.append({"word": words[2], "state": "done", "said": said})
        finally:
            reading.leave(client)
    except Problem as problem:
        said = problems.sentence(problem.code)
        steps.append({"word": words[len(steps)], "state": "failed", "said": said})
    return steps
