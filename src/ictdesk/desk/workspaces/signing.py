"""Who a visitor is, said by the website and signed by it: a JSON Web Token (RFC 7519) under HS256.

The secret of a key is derived from the workspace's own key and the id of the row: nothing that is stored
gives it away, and destroying the workspace's key ends it.
"""

import base64
import hashlib
import hmac
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import OctKey

from ictdesk.desk.workspaces.models import Inbox, SigningKey
from ictdesk.kernel import clock
from ictdesk.kernel.errors import Unauthorised
from ictdesk.kernel.vault import keyring

ALGORITHM = "HS256"
LONGEST_LIFE = 3600
SKEW = 60
"""Seconds that the website's clock may be ahead."""
LONGEST_TOKEN = 4096


class WrongIdentity(Unauthorised):
    code = "wrong_identity"
    sentence = "The signed identity is not valid: wrong key, wrong audience, or its time is over."


@dataclass(frozen=True, slots=True)
class Identity:
    """What a website has signed: its own id of the person, and what it says of them."""

    sub: str
    name: str = ""
    email: str = ""


def secret_of(key_id: UUID) -> str:
    """The secret of a key as the website holds it, with the workspace in scope."""
    derived = hmac.digest(keyring.index_key(), b"visitor identity|" + key_id.bytes, hashlib.sha256)
    return base64.urlsafe_b64encode(derived).rstrip(b"=").decode()


def read(token: str, inbox: Inbox) -> Identity:
    """The identity in a token for this inbox. Raises `WrongIdentity`, and says nothing of what was wrong.

    The algorithm is fixed; `sub`, `aud` (the widget key) and `exp` (at most an hour ahead) must be there.
    """
    if len(token) > LONGEST_TOKEN:
        raise WrongIdentity
    keys = SigningKey.objects.filter(inbox=inbox, withdrawn_at__isnull=True)
    for key_id in keys.values_list("id", flat=True):
        claims = _opened(token, key_id)
        if claims is not None:
            return _identity(claims, inbox)
    raise WrongIdentity


def _opened(token: str, key_id: UUID) -> dict[str, Any] | None:
    try:
        return jwt.decode(token, OctKey.import_key(secret_of(key_id)), algorithms=[ALGORITHM]).claims
    except (JoseError, ValueError):
        return None


def _identity(claims: dict[str, Any], inbox: Inbox) -> Identity:
    now = clock.now().timestamp()
    ends, begins = _number(claims.get("exp")), _number(claims.get("nbf", 0))
    if not now < ends <= now + LONGEST_LIFE + SKEW or begins > now + SKEW:
        raise WrongIdentity
    if claims.get("aud") != inbox.widget_key:
        raise WrongIdentity
    sub = claims.get("sub")
    if not isinstance(sub, str) or not 0 < len(sub) <= 200:
        raise WrongIdentity
    said = {name: claims.get(name, "") for name in ("name", "email")}
    if not all(isinstance(value, str) and len(value) <= 254 for value in said.values()):
        raise WrongIdentity
    return Identity(sub, said["name"], said["email"])


def _number(value: object) -> float:
    """A time in a claim. Raises `WrongIdentity` for anything else."""
    if not isinstance(value, int | float) or isinstance(value, bool):
        raise WrongIdentity
    return value
