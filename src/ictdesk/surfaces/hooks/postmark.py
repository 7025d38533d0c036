"""Postmark's hooks: mail that came in, and reports of delivery, bounces and complaints."""

from email.utils import parseaddr
from typing import Any

from anymail.webhooks.postmark import PostmarkInboundWebhookView, PostmarkTrackingWebhookView

from ictdesk.surfaces.hooks import parts, reports
from ictdesk.surfaces.hooks.door import Refused, hook, text

WHAT = {
    "delivered": "delivered",
    "bounced": "bounced",
    "rejected": "bounced",
    "complained": "complained",
}
"""The library's words for what happened, and ours."""
SOFT = {"SoftBounce", "DnsError", "Transient"}


@hook
def inbound(said: dict[str, Any]) -> None:
    """A mail, as it came where the server is set to pass it on raw; else put together from its parts."""
    recipient = text(said, "OriginalRecipient")
    try:
        event = _reader(PostmarkInboundWebhookView).esp_to_anymail_event(said)
        raw = said.get("RawEmail")
        content = (
            raw.encode(errors="surrogateescape")
            if isinstance(raw, str)
            else parts.put_together(event.message)
        )
    except Exception as error:  # the library takes the provider's word for the shape
        raise Refused from error
    if not recipient or not content:
        raise Refused
    reports.deliver([recipient], content, parseaddr(event.message.envelope_sender or "")[1])


@hook
def events(said: dict[str, Any]) -> None:
    """A report. What is no news about a mail's way, such as an opened mail, is left alone."""
    try:
        event = _reader(PostmarkTrackingWebhookView).esp_to_anymail_event(said)
    except Exception as error:
        raise Refused from error
    what = WHAT.get(event.event_type)
    if what is None:
        return
    bounce = f"{text(said, 'Metadata', 'mail')}@{text(said, 'Metadata', 'host')}"
    for_good = what == "complained" or (what == "bounced" and text(said, "Type") not in SOFT)
    reports.note(bounce, what, for_good=for_good)


def _reader(view: type[Any]) -> Any:
    """The library's reader alone: who may come in is decided at our own door."""
    return view(webhook_secret="unused")  # noqa: S106 - its own check never runs
