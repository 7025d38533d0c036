"""What people write on the site, put where it is answered. The vendor's workspace is in scope (`queries.entry`)."""

from datetime import timedelta
from uuid import UUID

from django.db.models import Count, Q

from ictdesk.business.vendor import words
from ictdesk.desk.conversations.models import Conversation
from ictdesk.desk.requesters import commands as requesters
from ictdesk.desk.workspaces import queries as desks
from ictdesk.desk.workspaces.models import TicketType
from ictdesk.kernel import clock
from ictdesk.kernel.actor import System
from ictdesk.kernel.errors import TooManyRequests
from ictdesk.privacy.consent import commands as consent
from ictdesk.privacy.consent import queries as consents
from ictdesk.privacy.consent.models import ConsentEvent, ConsentPurpose, ConsentWording
from ictdesk.privacy.consent.saying import Said
from ictdesk.privacy.consent.words import Answer

US = System("vendor.site")
SUBJECTS = {
    "question": ("A question from the site", None),
    "sales": ("Plans and prices", words.SALES),
    "agreement": ("A data processing agreement", words.AGREEMENT),
    "privacy": ("Data protection", words.PRIVACY),
}
PLACES = {words.NEWSLETTER: "site/newsletter", words.SUBPROCESSORS: "site/subprocessors"}


def contact(*, client_id: UUID, about: str, name: str, email: str, text: str) -> Conversation:
    """A ticket of the type that fits. Sent twice it is one. Raises `Invalid`."""
    subject, of_type = SUBJECTS[about]
    return _ticket(client_id, name=name, email=email, subject=subject, text=text, of_type=of_type)


def agreement(
    *, client_id: UUID, company: str, place: str, name: str, email: str, workspace: str, text: str
) -> Conversation:
    """A ticket that holds what the agreement needs."""
    lines = [f"Company: {company}", f"Address: {place}", f"Signs: {name}", f"Workspace: {workspace or '-'}"]
    body = "\n".join(lines) + (f"\n\n{text}" if text else "")
    subject = SUBJECTS["agreement"][0]
    return _ticket(client_id, name=name, email=email, subject=subject, text=body, of_type=words.AGREEMENT)


def _ticket(
    client_id: UUID, *, name: str, email: str, subject: str, text: str, of_type: str | None
) -> Conversation:
    return requesters.begin(
        inbox=desks.first_mail_inbox(),
        client_id=client_id,
        name=name,
        email=email,
        subject=subject,
        text=text,
        ticket_type=TicketType.objects.filter(name=of_type).first() if of_type else None,
    )


def wording(purpose: str = words.NEWSLETTER) -> ConsentWording:
    """What somebody agrees to. Raises `NotFound`."""
    return consents.wording_of(ConsentPurpose.objects.find(key=purpose), "en")


def newsletter(*, address: str, gpc: bool, key: str = words.NEWSLETTER) -> bool:
    """Mails the question; False if the mailbox was asked too often. Raises `Invalid`.

    No page may tell the two apart: it would tell that the address is known.
    """
    purpose: ConsentPurpose = ConsentPurpose.objects.find(key=key)
    how = Said("page", place=PLACES[key], language="en", gpc=gpc)
    try:
        consent.ask(actor=US, purpose=purpose, address=address, how=how)
    except TooManyRequests:
        return False
    return True


def browser_answer(*, browser: UUID | None, state: Answer, how: Said) -> None:
    """What somebody on the site answered about their browser. Raises `Invalid`, `AlreadySo`, `Conflict`."""
    purpose: ConsentPurpose = ConsentPurpose.objects.find(key=words.RETURNING)
    consent.keep_browser_answer(actor=US, purpose=purpose, browser=browser, state=state, how=how)


def browser_answers() -> dict[str, int]:
    """How often each answer was given within half a year, and by how many browsers with Global Privacy Control alone."""
    since = clock.now() - timedelta(weeks=26)
    rows = ConsentEvent.objects.filter(purpose__key=words.RETURNING, at__gte=since)
    given, gone = Q(state__in=("given", "renewed")), Q(state="withdrawn")
    found: dict[str, int] = rows.aggregate(
        given=Count("id", filter=given),
        refused=Count("id", filter=Q(state="refused")),
        by_gpc=Count("id", filter=Q(state="refused", place="site/gpc")),
        withdrawn=Count("id", filter=gone),
    )
    return found
