"""What the chat shows a visitor about their own data. Words come in the visitor's language."""

from typing import TypedDict


class OwnCount(TypedDict):
    what: str
    count: int


class OwnRight(TypedDict):
    key: str
    label: str


class OwnLetter(TypedDict):
    heading: str
    body: str
    at: str


class OwnCase(TypedDict):
    """A request of theirs: what they asked, how far it is, by when they are answered (a day)."""

    number: str
    rights: list[str]
    state: str
    due_on: str
    letters: list[OwnLetter]


class OwnWords(TypedDict):
    """What the panel says around the facts."""

    held: str
    nothing: str
    asked: str
    due: str
    ask: str
    more: str
    send: str
    sent: str
    page: str
    mail: str
    mailed: str
    notice: str


class OwnData(TypedDict):
    """The answer of `GET` and `POST /rt/v1/privacy`.

    `page` is the workspace's public form for everything else, `mail_to` the address that a transcript would go to.
    """

    held: list[OwnCount]
    cases: list[OwnCase]
    rights: list[OwnRight]
    page: str
    notice: str
    mail_to: str
    words: OwnWords
