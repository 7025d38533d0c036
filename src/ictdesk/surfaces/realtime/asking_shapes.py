"""The question that a workspace puts to visitors in the chat. Words come in the visitor's language."""

from typing import TypedDict


class ConsentAsked(TypedDict):
    """Nothing is ticked; `yes` and `no` are two buttons of the same kind. `version`, `language`: of the words shown."""

    heading: str
    text: str
    yes: str
    no: str
    close: str
    failed: str
    more: str
    notice: str
    version: int
    language: str


class ConsentAnswered(TypedDict):
    """The answer of `GET` and `POST /rt/v1/consent`: what is to be asked, if anything, and what is said to an answer."""

    question: ConsentAsked | None
    said: str
