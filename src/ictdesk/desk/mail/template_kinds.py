"""The mails whose words a workspace may choose: what each is for, what it may say, and the product's own words."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from ictdesk.kernel.errors import NotFound

ANYWHERE = ("workspace.name",)
OF_A_THREAD = ("contact.name", "ticket.number", "ticket.subject", "ticket.url", *ANYWHERE)
ANSWER = "{{message}}\n\n-- \n{{signature}}\n#{{ticket.number}}: {{ticket.url}}"


@dataclass(frozen=True, slots=True)
class Kind:
    """One sort of mail. What `needs` names must stand in every version of it: without it the mail says nothing."""

    name: str
    word: str
    about: str
    needs: str
    others: tuple[str, ...]
    subject: str
    """The product's; empty where the subject is the thread's own."""
    text: str

    @property
    def offers(self) -> tuple[str, ...]:
        return (self.needs, *self.others)

    @property
    def own_subject(self) -> str:
        return _(self.subject) if self.subject else ""

    @property
    def own_text(self) -> str:
        return _(self.text)


KINDS = (
    Kind(
        "answer",
        gettext_noop("Answer"),
        gettext_noop("What an agent writes, by mail. Its subject is the ticket's."),
        "message",
        ("signature", *OF_A_THREAD),
        "",
        ANSWER,
    ),
    Kind(
        "chat_answer",
        gettext_noop("Answer to a chat that was left"),
        gettext_noop("An answer in the chat that its visitor did not see there."),
        "message",
        ("signature", *OF_A_THREAD),
        gettext_noop("Your conversation with {{workspace.name}}"),
        gettext_noop(
            "{{message}}\n\nYou had left our chat before this answer came. To go on, just answer this mail.\n\n-- \n{{signature}}\n#{{ticket.number}}: {{ticket.url}}"
        ),
    ),
    Kind(
        "transcript",
        gettext_noop("Transcript"),
        gettext_noop("All that was said in a conversation, for the customer who asked for it."),
        "messages",
        OF_A_THREAD,
        gettext_noop("Your conversation with {{workspace.name}}"),
        gettext_noop(
            "This is what was written in your conversation with {{workspace.name}}, as was asked for.\n\n{{messages}}\n\n-- \n{{workspace.name}}\n#{{ticket.number}}: {{ticket.url}}"
        ),
    ),
    Kind(
        "code",
        gettext_noop("Code"),
        gettext_noop("How somebody shows that they read a mailbox, before they see their requests."),
        "code",
        ANYWHERE,
        gettext_noop("{{code}} is your code for {{workspace.name}}"),
        gettext_noop(
            "Your code for your requests to {{workspace.name}}: {{code}}\n\nIt works once, for 15 minutes, in the browser in which you asked for it. If you did not ask for it, somebody typed your address: you need not do anything, and nobody can see your requests without this code."
        ),
    ),
)


def kind_of(name: str) -> Kind:
    """Raises `NotFound`."""
    for kind in KINDS:
        if kind.name == name:
            return kind
    raise NotFound
