"""What the team is shown of mails."""

from typing import Literal, TypedDict

type Trust = Literal["proven", "weak", "failed", "unknown"]


class MailIn(TypedDict):
    """A mail that came in. `trust` says what is known of its sender; `original` shows all of it, for an hour, without
    pictures of other machines or with them fetched by the desk."""

    message: str
    trust: Trust
    about_sender: str
    automatic: bool
    original: str | None
    original_with_pictures: str | None


class MailOut(TypedDict):
    """A mail that goes out. `state` is waiting, queued, sending, accepted, bounced, complained, failed or unneeded."""

    message: str
    state: str
    attempts: int


class ConversationMail(TypedDict):
    came: list[MailIn]
    went: list[MailOut]
