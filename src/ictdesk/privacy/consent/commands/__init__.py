"""The verbs of this room."""

from ictdesk.privacy.consent.commands.ask import ask
from ictdesk.privacy.consent.commands.bring_in import bring_in
from ictdesk.privacy.consent.commands.choose import choose
from ictdesk.privacy.consent.commands.confirm import confirm
from ictdesk.privacy.consent.commands.expire import expire
from ictdesk.privacy.consent.commands.keep_answer import keep_answer
from ictdesk.privacy.consent.commands.keep_browser_answer import keep_browser_answer
from ictdesk.privacy.consent.commands.note_asked import note_asked
from ictdesk.privacy.consent.commands.purpose import (
    ask_in_chat,
    close_purpose,
    make_purpose,
    publish_wording,
)

__all__ = [
    "ask",
    "ask_in_chat",
    "bring_in",
    "choose",
    "close_purpose",
    "confirm",
    "expire",
    "keep_answer",
    "keep_browser_answer",
    "make_purpose",
    "note_asked",
    "publish_wording",
]
