"""Amazon SES's hook, by SNS: mail that came in, and reports of delivery, bounces and complaints."""

import base64
import binascii
from typing import Any

from ictdesk.surfaces.hooks import reports, sns
from ictdesk.surfaces.hooks.door import Refused, hook, parsed, text

WHAT = {"Delivery": "delivered", "Bounce": "bounced", "Complaint": "complained"}
FIRST_WORDS = "Successfully validated SNS topic"


@hook
def notices(said: dict[str, Any]) -> None:
    """Takes what SNS brings; a topic of ours that asks whether it may send is told yes."""
    sns.check(said)
    kind = text(said, "Type")
    if kind == "SubscriptionConfirmation":
        sns.confirm(said)
    elif kind == "Notification" and not text(said, "Message").startswith(FIRST_WORDS):
        _take(parsed(text(said, "Message")))


def _take(event: dict[str, Any]) -> None:
    kind = text(event, "notificationType") or text(event, "eventType")
    sender = text(event, "mail", "source")
    if kind == "Received":
        reports.deliver(_recipients(event), _content(event), sender)
    elif kind in WHAT:
        for_good = kind == "Complaint" or text(event, "bounce", "bounceType") == "Permanent"
        reports.note(sender, WHAT[kind], for_good=for_good)


def _recipients(event: dict[str, Any]) -> list[str]:
    receipt = event.get("receipt")
    found = receipt.get("recipients") if isinstance(receipt, dict) else None
    if not isinstance(found, list) or not all(isinstance(one, str) for one in found) or not found:
        raise Refused
    return found[:50]


def _content(event: dict[str, Any]) -> bytes:
    """The mail itself: the rule's action must be SNS, which carries mails of up to 150 kB."""
    content = text(event, "content")
    if not content:
        raise Refused
    try:
        if text(event, "receipt", "action", "encoding") == "BASE64":
            return base64.b64decode(content, validate=True)
    except binascii.Error as error:
        raise Refused from error
    return content.encode(errors="surrogateescape")
