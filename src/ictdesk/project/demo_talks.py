"""What people say in the demo: a shop for kitchen things, on an ordinary morning."""

from dataclasses import dataclass, field

from ictdesk.kernel import actor as actors


@dataclass(frozen=True, slots=True)
class Person:
    """A demo member."""

    email: str
    name: str
    role: actors.Role


@dataclass(frozen=True, slots=True)
class Talk:
    """One conversation: lines of (visitor, note, or a member's first name; text), and how it stands."""

    name: str
    email: str
    lines: list[tuple[str, str]]
    assignee: str = ""
    tags: list[str] = field(default_factory=list)
    priority: str = "normal"
    status: str = "open"


TEAM = {
    "acme": [
        Person("owner@acme.example", "Vera Lind", "owner"),
        Person("agent@acme.example", "Ada Okafor", "agent"),
        Person("grace@acme.example", "Grace Ng", "agent"),
        Person("dpo@acme.example", "Noor Haddad", "privacy_officer"),
    ],
    "globex": [Person("owner@globex.example", "Hank Weber", "owner")],
}
CANNED = [
    ("hello", "Greeting", "Hello {{contact.name}}, thank you for writing. I look into it right away."),
    (
        "parcel",
        "Parcel on its way",
        "Your parcel left our warehouse today. It usually takes two to three working days.",
    ),
    (
        "bye",
        "Goodbye",
        "I am glad that we could help. Write again whenever you like!\n{{agent.name}}, {{workspace.name}}",
    ),
]
TALKS = {
    "acme": [
        Talk(
            "Tomás Ribeiro",
            "tomas@mail.example",
            [
                ("visitor", "Could I get the invoice for my order again, please?"),
                ("Ada", "Of course. It is on its way to your mailbox."),
            ],
            assignee="Ada",
            tags=["invoice"],
            status="solved",
        ),
        Talk(
            "Kaya Demir",
            "kaya@mail.example",
            [
                (
                    "visitor",
                    "I would like to change the delivery address of an order. Is that still possible?",
                ),
                ("Grace", "Yes, it has not left yet. Which address should it go to?"),
                ("visitor", "To my office: 4 Harbour Lane. Thanks!"),
                ("Grace", "Done. It goes out this afternoon."),
            ],
            assignee="Grace",
            tags=["delivery"],
            status="solved",
        ),
        Talk(
            "Oskar Lindqvist",
            "oskar@mail.example",
            [
                ("visitor", "The lid of my pan does not fit any more after the dishwasher."),
                ("Ada", "I am sorry to hear that. Could you send us a picture of the rim?"),
            ],
            assignee="Ada",
            tags=["guarantee"],
            status="waiting",
        ),
        Talk(
            "Mei Tanaka",
            "mei@mail.example",
            [
                ("visitor", "When will the green teapot be back?"),
                ("Grace", "The next delivery comes on Monday. I write to you as soon as it is here."),
            ],
            assignee="Grace",
            tags=["stock"],
            status="snoozed",
        ),
        Talk(
            "Amir Shah",
            "amir@mail.example",
            [("visitor", "Two cups of my order arrived broken. What should I do?")],
            tags=["damage"],
            priority="high",
        ),
        Talk("", "", [("visitor", "Hi, the discount code AUTUMN does not work in the basket.")]),
        Talk(
            "Nadia Rossi",
            "nadia@mail.example",
            [
                ("visitor", "Is the knife set safe for the dishwasher?"),
                ("Grace", "The steel is, but the wooden handles are not: please wash them by hand."),
                ("visitor", "Good to know. And do you sharpen them, too?"),
            ],
            assignee="Grace",
        ),
        Talk(
            "سارہ احمد",
            "sara@mail.example",
            [("visitor", "السلام علیکم، کیا آپ پاکستان میں بھی ڈیلیوری کرتے ہیں؟")],
            tags=["delivery"],
        ),
        Talk(
            "Jonas Weiss",
            "jonas@mail.example",
            [
                ("visitor", "I was charged twice for order 2291."),
                (
                    "note",
                    "I see two payments, one is only reserved. It falls back by itself within five days.",
                ),
                ("Ada", "One of the two is only a reservation. It goes away by itself within five days."),
                ("visitor", "It has been a week now, and it is still there."),
            ],
            assignee="Ada",
            tags=["payment"],
            priority="urgent",
        ),
        Talk(
            "Leila Amrani",
            "leila@mail.example",
            [("visitor", "Do you deliver to Portugal, and how long does it take?")],
            tags=["delivery"],
        ),
        Talk(
            "Max Berger",
            "max.berger@mail.example",
            [
                (
                    "visitor",
                    "Hello! The blue kettle that I ordered last week has no lid. Can you send me one?",
                ),
                (
                    "note",
                    "The warehouse says that lids of this lot are missing. A spare one can go out today.",
                ),
                ("Ada", "Hello Max, that should not happen. We send you a lid today, at no cost."),
                ("visitor", "Wonderful, thank you!"),
            ],
            assignee="Ada",
            tags=["kettle", "spare part"],
        ),
    ],
    "globex": [Talk("Ines Koch", "ines@mail.example", [("visitor", "Is the new catalogue out yet?")])],
}
