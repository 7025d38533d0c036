"""Access tokens of the two big providers, from the refresh token that an admin has given (RFC 6749, 6)."""

from collections.abc import Callable

from ictdesk.desk.mailboxes.accounts import Account
from ictdesk.desk.mailboxes.problems import Problem
from ictdesk.kernel import egress
from ictdesk.kernel.datamap.fields import SUPPORT
from ictdesk.kernel.egress import forms
from ictdesk.kernel.egress.fetching import NotFetched

WHERE = {
    "google": "https://oauth2.googleapis.com/token",
    "microsoft": "https://login.microsoftonline.com/common/oauth2/v2.0/token",
}
SCOPE = {"microsoft": "https://outlook.office.com/IMAP.AccessAsUser.All offline_access"}

type Keep = Callable[[str], None]


def access_token(account: Account, keep: Keep) -> str:
    """A token for one sign-in; `keep` is given the next refresh token where the provider changes it.

    Raises `Problem`.
    """
    url, secret = WHERE[account.kind], account.secret
    egress.ask(egress.Call(f"oauth.{account.kind}", url, SUPPORT, frozenset(), account.workspace))
    fields = {
        "grant_type": "refresh_token",
        "client_id": secret.get("client_id", ""),
        "client_secret": secret.get("client_secret", ""),
        "refresh_token": secret.get("refresh_token", ""),
    }
    if account.kind in SCOPE:
        fields["scope"] = SCOPE[account.kind]
    try:
        status, said = forms.post(url, {name: value for name, value in fields.items() if value})
    except NotFetched as error:
        raise Problem("token") from error
    token, next_ = said.get("access_token"), said.get("refresh_token")
    if status != 200 or not isinstance(token, str):
        raise Problem("token")
    if isinstance(next_, str) and next_ != secret.get("refresh_token"):
        keep(next_)
    return token
