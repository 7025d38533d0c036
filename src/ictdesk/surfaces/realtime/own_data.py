"""The visitor's privacy panel: what is held about them, and a request about it. The token of the chat says who asks."""

from typing import Annotated
from urllib.parse import urljoin

import msgspec
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from ictdesk.desk.contacts.models import Contact
from ictdesk.desk.contacts.queries import subjects_of
from ictdesk.desk.conversations.holding import privacy_of
from ictdesk.desk.conversations.models import VisitorSession
from ictdesk.desk.workspaces.queries import current_notice, workspace
from ictdesk.kernel import purposes
from ictdesk.kernel.actor import System
from ictdesk.kernel.clock import rfc3339
from ictdesk.kernel.errors import Conflict, NotFound
from ictdesk.kernel.language import spoken
from ictdesk.kernel.vault import doors
from ictdesk.privacy.rights import commands, queries, states, words
from ictdesk.privacy.rights.commands import Asked
from ictdesk.privacy.rights.models import RightsRequest
from ictdesk.surfaces.realtime.own_data_shapes import OwnCase, OwnData, OwnWords
from ictdesk.surfaces.realtime.visitors import Session
from ictdesk.surfaces.realtime.widget_config import privacy_url

US = System("rights.chat")
KINDS = {
    "conversations": gettext_noop("Conversations"),
    "messages": gettext_noop("Messages"),
    "notes": gettext_noop("Notes of the team"),
    "files": gettext_noop("Files"),
    "addresses": gettext_noop("Addresses"),
    "attributes": gettext_noop("Attributes"),
}


class AskPrivacy(msgspec.Struct, forbid_unknown_fields=True):
    """`rights` are keys of the answer's `rights`."""

    rights: Annotated[list[str], msgspec.Meta(min_length=1, max_length=6)]
    words: Annotated[str, msgspec.Meta(max_length=4000)] = ""


def shown(session: Session) -> OwnData:
    """With the workspace in scope. Before the first message nothing is held, and nothing can be asked."""
    row = VisitorSession.objects.select_related("contact").find(id=session.id)
    with spoken(row.locale), doors.opened("own"):
        return {
            "held": [
                {"what": _(KINDS[one["kind"]]), "count": one["count"]}
                for one in (privacy_of(row.contact)["held"] if row.contact else [])
                if one["count"]
            ],
            "cases": [_case(one) for one in _cases(row.contact)],
            "rights": [{"key": key, "label": str(label)} for key, label in words.RIGHTS.items()],
            "page": urljoin(settings.ICTDESK_BASE_URL, reverse("rights", args=[workspace().slug])),
            "notice": privacy_url(workspace(), current_notice()),
            "mail_to": (address := _address(row.contact) if purposes.may("transcripts") else ""),
            "words": _words(address),
        }


def ask(session: Session, said: AskPrivacy) -> OwnData:
    """Opens a case that is accepted at once: it is asked in the browser in which the chat was held.

    Raises `NotFound` before the first message, `Invalid` for an unknown right, `Conflict` for one that is asked already.
    """
    row = VisitorSession.objects.select_related("contact").find(id=session.id)
    if row.contact is None:
        raise NotFound("Nothing is kept about you here.")
    waiting = {
        right for one in _cases(row.contact) if one.state not in states.ANSWERED for right in one.rights
    }
    if waiting & set(said.rights):
        raise Conflict("You asked for this already; the answer is on its way.")
    with doors.opened("own"):
        asked = Asked(
            channel="chat",
            rights=said.rights,  # type: ignore[arg-type]  # the command refuses others
            words=said.words,
            name=row.contact.name,
            email=_address(row.contact),
            language=row.locale,
        )
    people = sorted(subjects_of(row.contact))
    case = commands.open_case(actor=US, asked=asked, people=people)
    case = commands.sort_case(actor=US, request=case, rights=case.rights, people=people, country=case.country)
    commands.identify(actor=US, request=case, method="signed_in" if row.identity else "visitor_token")
    return shown(session)


def _address(contact: Contact | None) -> str:
    found = contact and contact.identities.filter(kind="email", current=True).order_by("created_at").first()
    return str(found.value) if found else ""


def _cases(contact: Contact | None) -> list[RightsRequest]:
    return queries.cases_about(subjects_of(contact)) if contact else []


def _case(row: RightsRequest) -> OwnCase:
    return {
        "number": str(row),
        "rights": [str(words.RIGHTS[right]) for right in row.rights],
        "state": str(states.WORDS[row.state]),
        "due_on": row.due_on.isoformat(),
        "letters": [
            {"heading": one.title, "body": one.body, "at": rfc3339(one.written_at)}
            for one in queries.letters_of(row)
        ],
    }


def _words(address: str) -> OwnWords:
    return {
        "held": _("What is kept about you here"),
        "nothing": _("Nothing is kept about you yet."),
        "asked": _("What you asked"),
        "due": _("Answer by"),
        "ask": _("Ask about your data"),
        "more": _("Anything that helps us to find or correct it (optional)"),
        "send": _("Ask"),
        "sent": _("We have your request."),
        "page": _("Ask in another way"),
        "mail": _("Mail this chat to %(address)s") % {"address": address},
        "mailed": _("It is on its way."),
        "notice": _("Privacy notice"),
    }
