"""Reacts to events: answers to people who are not at the chat go out by mail."""

from ictdesk.desk.mail import outbox
from ictdesk.kernel.events.cursor import Seen
from ictdesk.kernel.events.readers import reader


@reader("mail")
def queue_answers(events: list[Seen]) -> None:
    """Makes an outgoing mail of every new message that needs one."""
    ids = {event.message_id for event in events if event.kind == "message_appended" and event.message_id}
    if ids:
        outbox.queue(sorted(ids))
