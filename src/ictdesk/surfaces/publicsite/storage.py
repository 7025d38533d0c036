"""Everything that the product keeps in a browser, and why: the cookie statement is made of it.

What stands here as necessary is kept without asking (Art. 5(3) of Directive 2002/58/EC: strictly necessary for what the person asked for).
Whatever else is asked for first. A browser test holds the pages to the list.
"""

from dataclasses import dataclass
from typing import Literal

from django.conf import settings

from ictdesk.surfaces.requester.session import COOKIE as REQUESTER

type Kind = Literal["cookie", "local storage", "session storage"]


@dataclass(frozen=True, slots=True)
class Item:
    """`where`: on which pages. `ends`: how long it is kept."""

    name: str
    kind: Kind
    where: str
    why: str
    ends: str
    necessary: bool = True


def items() -> list[Item]:
    """First what visitors meet, then what members do."""
    chosen = _of_the_question() if settings.ICTDESK_SITE.count_returning else []
    return [*chosen, *_of_visitors(), *_of_members()]


def _of_the_question() -> list[Item]:
    """What is there of the choice on these pages (`frontend/site/choice.ts`)."""
    return [
        Item(
            "ictdesk:choice",
            "local storage",
            "these pages, after you answered",
            "keeps your answer, so that you are not asked again; with a yes also the number under which it is on record",
            "six months, or until you choose otherwise",
        ),
        Item(
            "ictdesk:visits",
            "local storage",
            "these pages",
            "keeps the day of your last visit, to count how many people come back",
            "until you choose otherwise",
            necessary=False,
        ),
    ]


def _of_visitors() -> list[Item]:
    return [
        Item(
            REQUESTER,
            "cookie",
            "your own requests, after you proved your address",
            "keeps you signed in on the pages of one desk",
            "12 hours, or until you leave",
        ),
        Item(
            "ictdesk:wk_…",
            "session storage",
            "a website with our chat, after you opened it and wrote",
            "keeps your conversation, and what was not sent yet, while you walk through the website",
            "until you close the tab",
        ),
        Item(
            "ictdesk:wk_…",
            "local storage",
            "a website with our chat, if you chose to be remembered on this device",
            "keeps your conversation for your next visit",
            "until you choose otherwise",
        ),
    ]


def _of_members() -> list[Item]:
    return [
        Item(
            str(settings.SESSION_COOKIE_NAME),
            "cookie",
            "the desk, for members",
            "keeps members signed in",
            "14 days at most, or until they sign out",
        ),
        Item(
            str(settings.CSRF_COOKIE_NAME),
            "cookie",
            "the desk and its sign-in page, for members",
            "keeps other websites from sending forms in a member's name",
            "a year",
        ),
        Item(
            "ictdesk:…",
            "local storage",
            "the desk, for members",
            "keeps drafts, the chosen theme and other choices on the member's device",
            "drafts for two weeks, choices until they are cleared",
        ),
    ]
