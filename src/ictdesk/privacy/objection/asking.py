"""May something be sent to this address, or done with its data, for this purpose? Asked before anything that is not an answer."""

from collections.abc import Collection

from ictdesk.kernel.datamap.bases import BASIS_OF
from ictdesk.kernel.vault import digests, keyring
from ictdesk.privacy.objection.models import Objection

MARKETING = "marketing."


def suppressed(address: str, purpose: str) -> bool:
    """Whether whoever reads this mailbox objects to the purpose (a key of the data map). Needs the workspace in scope.

    Nobody can object to what a contract or a law requires. Raises `KeyError` for a purpose that the map does not know.
    """
    return bool(suppressed_among([digest_of(address)], purpose))


def suppressed_among(digests: Collection[bytes], purpose: str) -> set[bytes]:
    """Those of the addresses, by their digests, whose owners object: a batch is asked with one statement."""
    found = Objection.objects.filter(digest__in=digests, scope__in=_scopes(purpose))
    return {bytes(digest) for digest in found.values_list("digest", flat=True)}


def digest_of(address: str) -> bytes:
    """As addresses of contacts are looked up: it finds them, and they find it."""
    return digests.blind(keyring.index_key(), "email", digests.normal_address(address))


def _scopes(purpose: str) -> list[str]:
    basis = BASIS_OF[purpose]
    if purpose.startswith(MARKETING):
        return ["marketing", "interest"]
    return ["interest"] if basis == "interest" else []
