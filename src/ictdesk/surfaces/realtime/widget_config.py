"""Everything the open widget needs to draw itself, in one answer."""

from typing import Literal, cast

from django.conf import settings
from django.utils.translation import gettext as _

from ictdesk.desk.conversations.sniffing import ACCEPTED
from ictdesk.desk.conversations.texts import TEXT_LIMIT
from ictdesk.desk.workspaces import calendar
from ictdesk.desk.workspaces import queries as workspaces
from ictdesk.desk.workspaces.models import Inbox, Notice, Workspace
from ictdesk.kernel import clock
from ictdesk.kernel.language import spoken
from ictdesk.privacy.consent.queries import chat_purpose
from ictdesk.surfaces.realtime.frames import WidgetConfig


def build(inbox: Inbox, language: str = "") -> WidgetConfig:
    """The configuration of an inbox's widget now, with the workspace in scope."""
    workspace, notice, now = workspaces.workspace(), workspaces.current_notice(), clock.now()
    opens_at = calendar.opens_at(workspace, now)
    return {
        "workspace": workspace.name,
        "color": workspace.color,
        "greeting": workspace.greeting,
        "notice": notice.text if notice else "",
        "notice_version": notice.version if notice else 0,
        "privacy_url": privacy_url(workspace, notice),
        "open_now": calendar.is_open(workspace, now) and not workspace.ends_at,
        "opens_at": clock.rfc3339(opens_at) if opens_at and not workspace.ends_at else None,
        "offline_text": closed(language) if workspace.ends_at else workspace.offline_text,
        "prechat": inbox.prechat,
        "text_limit": TEXT_LIMIT,
        "file_limit": min(workspace.file_limit, settings.ICTDESK_FILE_LIMIT),
        "file_types": ACCEPTED,
        "asks": asks(),
    }


def asks() -> Literal["", "start", "end"]:
    """When the chat looks for a question of consent."""
    purpose = chat_purpose()
    return cast("Literal['', 'start', 'end']", purpose.chat if purpose else "")


def closed(language: str) -> str:
    """What visitors read in a workspace that comes to its end."""
    with spoken(language):
        return _("This chat is closed. You can still read what was written, and ask for your data.")


def privacy_url(workspace: Workspace, notice: Notice | None) -> str:
    """Where the whole notice is: where the workspace says, or on its page here."""
    own = notice.privacy_url if notice else ""
    return own or f"{settings.ICTDESK_BASE_URL}/w/{workspace.slug}/privacy"
