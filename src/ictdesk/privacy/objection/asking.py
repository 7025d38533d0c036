"""May something be sent to this address, or done with its data, for this purpose? Asked before anything that is not an answer."""

from ictdesk.kernel.datamap.bases import BASIS_OF
from ictdesk.kernel.vault import digests, keyring
from ictdesk.privacy.objection.models import Objection

MARKETING = "marketing."


def suppressed(address: str, purpose: str) -> bool:
    """Whether whoever reads this mailbox objects to the purpose (a key of the data map). Needs the workspace in scope.

    Nobody can object to what a contract or a law requires. Raises `KeyError` for a purpose that the map does not know.
    """
    scopes = _scopes(purpose)
    return bool(scopes) and Objection.objects.filter(digest=digest_of(address), scope__in=scopes).exists()


def digest_of(address: str) -> bytes:
    """As addresses of contacts are looked up: it finds them, and they find it."""
    return digests.blind(keyring.index_key(), "email", digests.normal_address(address))


def _scopes(purpose: str) -> list[str]:
    basis = BASIS_OF[purpose]
    if purpose.startswith(MARKETING):
        return ["marketing", "interest"]
    return ["interest"] if basis == "interest" else []
