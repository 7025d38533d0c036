"""Keys of the cache, as they lie in the database."""

from django.utils.crypto import salted_hmac


def hidden_key(key: str, prefix: str, version: int) -> str:
    """A keyed digest: the limits on sign-in are counted by address, and no address shall be stored for that."""
    return salted_hmac("ictdesk.cache", f"{prefix}:{version}:{key}", algorithm="sha256").hexdigest()
