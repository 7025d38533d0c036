"""What the team is shown of mails."""

from typing import Literal, TypedDict

type Trust = Literal["proven", "weak", "failed", "unknown"]


class MailIn(TypedDict):
    """A mail that came in. `copied` are addresses of others in its To and Cc, who take no part by that. `trust` says what is known of its sender; `original` shows all of it, for an hour, without
    pictures of other machines or with them fetched by the desk."""

    message: str
    trust: Trust
    about_sender: str
    automatic: bool
    copied: list[str]
    original: str | None
    original_with_pictures: str | None


class MailOut(TypedDict):
    """A mail that goes out. `state` is waiting, queued, sending, accepted, delivered, bounced, complained, failed or unneeded."""

    message: str
    state: str
    attempts: int


class ParticipantShape(TypedDict):
    """Who is in copy of every answer."""

    id: str
    name: str
    address: str


class ConversationMail(TypedDict):
    """`participants` are in copy of every answer."""

    participants: list[ParticipantShape]
    came: list[MailIn]
    went: list[MailOut]


class TranscriptShape(TypedDict):
    """A transcript that was asked for: queued, accepted or failed."""

    id: str
    state: str
