"""What the head of a mail in a mailbox still says of its envelope."""

from email import message_from_bytes, policy
from email.utils import getaddresses, parseaddr


def of(raw: bytes) -> tuple[list[str], str]:
    """Whom a mail was for, and where it comes back to, as far as its head still says so.

    The addresses may be anybody's: those of ours count only with their MAC.
    """
    try:
        head = message_from_bytes(raw[: 256 * 1024].partition(b"\r\n\r\n")[0], policy=policy.compat32)
        names = ("delivered-to", "x-original-to", "to", "cc")
        written = [str(value)[:4000] for name in names for value in head.get_all(name, [])[:20]]
        back = head.get("return-path")
        sender = str(back if back is not None else head.get("from", ""))[:4000]
        return [address for _, address in getaddresses(written)][:50], parseaddr(sender)[1]
    except (ValueError, TypeError, LookupError, AttributeError):
        return [], ""
