"""The one question that a workspace may put to its visitors in the chat. It never stands in the way of the chat."""

from typing import Annotated

import msgspec
from django.utils.translation import gettext as _

from ictdesk.desk.conversations.models import VisitorSession
from ictdesk.desk.workspaces.queries import current_notice, workspace
from ictdesk.kernel.actor import System
from ictdesk.kernel.errors import Conflict
from ictdesk.kernel.language import spoken
from ictdesk.kernel.vault import doors
from ictdesk.privacy.consent import commands, queries
from ictdesk.privacy.consent.models import ConsentPurpose
from ictdesk.privacy.consent.saying import LONGEST_PLACE, Said
from ictdesk.surfaces.realtime.asking_shapes import ConsentAnswered, ConsentAsked
from ictdesk.surfaces.realtime.visitors import Session
from ictdesk.surfaces.realtime.widget_config import privacy_url

US = System("consent.chat")


class AnswerConsent(msgspec.Struct, forbid_unknown_fields=True):
    """`version` and `language` are those of the question."""

    agrees: bool
    version: Annotated[int, msgspec.Meta(ge=1, le=2**31 - 1)]
    language: Annotated[str, msgspec.Meta(min_length=2, max_length=16)]


def asked(session: Session, gpc: bool) -> ConsentAnswered:
    """What to ask now, with the workspace in scope: nothing before an address is known, after a yes, in the months after
    a no, or of a browser that says Global Privacy Control.
    """
    row = _row(session)
    purpose, address = _open(row, gpc)
    return {"question": _shown(purpose, row.locale) if purpose and address else None, "said": ""}


def answer(session: Session, said: AnswerConsent, gpc: bool, origin: str) -> ConsentAnswered:
    """Keeps the answer. A yes counts at once only from whom the website signed; who else types an address is asked by mail.

    Raises `Conflict` when nothing is asked, or the words were replaced; `Invalid` for words there never were.
    """
    row = _row(session)
    purpose, address = _open(row, gpc)
    if purpose is None:
        raise Conflict("Nothing is asked here.")
    place = f"chat#{'yes' if said.agrees else 'no'} {origin}"[:LONGEST_PLACE].strip()
    how = Said("widget", said.version, said.language, place, gpc)
    with spoken(row.locale):
        if said.agrees and (purpose.double or not row.identity):
            commands.ask(actor=US, purpose=purpose, address=address, how=how)
            return {"question": None, "said": _("We have sent you a mail. Please confirm it there.")}
        state = "given" if said.agrees else "refused"
        commands.keep_answer(actor=US, purpose=purpose, address=address, state=state, how=how)  # type: ignore[arg-type]
        return {"question": None, "said": _("Thank you. We have noted your answer.")}


def _row(session: Session) -> VisitorSession:
    found: VisitorSession = VisitorSession.objects.select_related("contact").find(id=session.id)
    return found


def _open(row: VisitorSession, gpc: bool) -> tuple[ConsentPurpose | None, str]:
    """The purpose, and the address that would agree; neither when nobody is to be asked."""
    purpose = queries.chat_purpose()
    if purpose is None or row.contact is None or gpc or row.gpc:
        return None, ""
    with doors.opened("own"):
        found = row.contact.identities.filter(kind="email", current=True).order_by("created_at").first()
        address = str(found.value) if found else ""
    return (purpose, address) if address and queries.is_open(purpose, address) else (None, "")


def _shown(purpose: ConsentPurpose, language: str) -> ConsentAsked:
    wording = queries.wording_of(purpose, language.partition("-")[0])
    with spoken(language):
        return {
            "heading": purpose.name,
            "text": wording.text,
            "yes": _("Yes, I agree"),
            "no": _("No, thank you"),
            "close": _("Close"),
            "failed": _("This could not be sent. Please try again later."),
            "more": _("Privacy notice"),
            "notice": privacy_url(workspace(), current_notice()),
            "version": wording.version,
            "language": wording.language,
        }
