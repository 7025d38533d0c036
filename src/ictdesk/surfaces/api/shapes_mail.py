"""What the API answers about how a workspace's mail is set up."""

from typing import Literal, TypedDict

from ictdesk.desk.mail import templating
from ictdesk.desk.mail.template_kinds import Kind


class MailTemplateShape(TypedDict):
    """`own`: the workspace's words are in use, and not the product's. `subject` is empty where it is the thread's."""

    name: str
    own: bool
    subject: str
    text: str
    html: str
    placeholders: list[str]


class MailTemplates(TypedDict):
    items: list[MailTemplateShape]
    next: None


class MailPreview(TypedDict):
    """With made-up values. `html` is the middle of the page, without its frame."""

    subject: str
    text: str
    html: str


class StepShape(TypedDict):
    """One step of a test, and what the other side said."""

    word: str
    state: Literal["done", "failed"]
    said: str


class Steps(TypedDict):
    """Every step up to the one that fails, or all of them."""

    items: list[StepShape]
    next: None


def mail_template(kind: Kind) -> MailTemplateShape:
    own = templating.chosen(kind.name)
    words = own or templating.standard(kind)
    return {
        "name": kind.name,
        "own": own is not None,
        "subject": words.subject,
        "text": words.text,
        "html": words.html,
        "placeholders": list(kind.offers),
    }
