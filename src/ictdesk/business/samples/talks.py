"""What the invented people say: a day at a shop for kettles. Their addresses belong to nobody (RFC 2606)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from ictdesk.desk.imports.cases import Case, Category, Person, Said

TAG = "Sample"
DESK = Person("desk", "The team", team=True)
MIRA = Person("mira", "Mira Sample", "mira@sample.example")
JONAS = Person("jonas", "Jonas Sample", "jonas@sample.example")
AIKO = Person("aiko", "Aiko Sample", "aiko@sample.example")


@dataclass(frozen=True, slots=True)
class Talk:
    """One conversation: lines of (hours ago, who, text); without a subject it is a chat. A note begins with `Note:`."""

    who: Person
    lines: list[tuple[float, Person, str]]
    subject: str = ""
    urgent: bool = False
    category: Category = "open"


TALKS = [
    Talk(
        MIRA,
        [
            (2, MIRA, "Hello! Does the small kettle work on induction?"),
            (1.8, DESK, "It does. Its base is as wide as the smallest ring needs."),
            (1.7, MIRA, "Wonderful. And can I have it in green?"),
        ],
    ),
    Talk(
        JONAS,
        [
            (5, JONAS, "My parcel was to come yesterday. Where is it?"),
            (4.5, DESK, "Note: the carrier says today. Ask again at five."),
        ],
        subject="Where is my parcel?",
    ),
    Talk(
        AIKO,
        [(8, AIKO, "The handle came off while the water was hot. Nobody was hurt.")],
        subject="Handle came off",
        urgent=True,
    ),
    Talk(
        MIRA,
        [
            (30, MIRA, "Could I have the invoice again, please?"),
            (29, DESK, "Of course. It lies in the mail of your order, too."),
            (28, MIRA, "Found it. Thank you!"),
        ],
        subject="Invoice",
        category="solved",
    ),
    Talk(JONAS, [(40, JONAS, "Which data do you have about me? I would like a copy.")], subject="My data"),
]


def cases(now: datetime) -> list[Case]:
    """They happened in the last two days, whenever now is."""
    return [_case(str(number), talk, now) for number, talk in enumerate(TALKS)]


def _case(name: str, talk: Talk, now: datetime) -> Case:
    said = [
        Said(f"{name}-{place}", now - timedelta(hours=hours), text, who, note=text.startswith("Note:"))
        for place, (hours, who, text) in enumerate(talk.lines)
    ]
    return Case(
        name,
        talk.who,
        said[0].at,
        said,
        subject=talk.subject,
        channel="mail" if talk.subject else "chat",
        category=talk.category,
        priority="urgent" if talk.urgent else "normal",
        tags=[TAG],
        ticket=bool(talk.subject),
    )
