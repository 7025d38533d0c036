"""A mail that came in parts, as the mail that it was."""

import hashlib
from email.message import EmailMessage


def put_together(message: EmailMessage) -> bytes:
    """The same bytes each time: a mail that comes twice is known by them. The library draws boundaries by lot."""
    for number, part in enumerate(one for one in message.walk() if one.is_multipart()):
        part.set_boundary(f"=part-{number}-{hashlib.sha256(repr(message.items()).encode()).hexdigest()[:32]}")
    return message.as_bytes()
