"""A request that reached the vendor about a customer's end user: it goes to that customer, and is not answered here.

The customer is the controller (Art. 28(3)(e) GDPR). It gets a case whose clock runs from the vendor's receipt; the person is told who it
is, and nothing else. Whether that customer keeps anything about them nobody looks up here.
"""

from typing import cast
from uuid import UUID, uuid5

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from ictdesk.kernel.actor import System
from ictdesk.kernel.errors import Conflict, Invalid
from ictdesk.kernel.home import home
from ictdesk.kernel.jobs import defer
from ictdesk.kernel.language import day
from ictdesk.kernel.letters import Mail, letter
from ictdesk.kernel.lines import one_line
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.kernel.tenancy.models import PROCESSOR, WorkspaceEntry
from ictdesk.privacy.rights import commands, letters
from ictdesk.privacy.rights.commands import Asked
from ictdesk.privacy.rights.commands.pass_on import Controller
from ictdesk.privacy.rights.models import DUTY, RightsRequest
from ictdesk.privacy.rights.words import Channel, Requester

US = System("vendor.forwarding")
ONCE = UUID("5d3b9a3c-7a0e-4a5f-8e0b-1f4c2f6a9b10")
"""Makes an id of a case's own, so that passing it on twice is passing it on once."""
OPEN = ("received", "triaged")


def pass_to(row: RightsRequest, slug: str) -> None:
    """Has a case passed on, with the vendor's workspace in scope. Raises `Invalid` for an address that is no customer's."""
    entry = WorkspaceEntry.objects.filter(slug=slug.strip().lower(), role=PROCESSOR, state="").first()
    if entry is None:
        raise Invalid("No workspace has this address: ask the person whose desk they mean.")
    word = f"vendor.forward.{row.id}"
    defer("vendor.forward", once=word, in_order=word, case=row.id, to=entry.id)


def pass_to_or_ask(row: RightsRequest, slug: str) -> None:
    """For what a person says on the site: an address that is nobody's is asked for again, by mail to them alone."""
    try:
        pass_to(row, slug)
    except Invalid:
        letters.write(row, "which")


def forward(vendor: UUID, case: UUID, to: UUID) -> None:
    """The customer first, and the vendor's own case last: what broke off between the two is done again, and is one case there."""
    with workspace_scope(vendor):
        row: RightsRequest | None = RightsRequest.objects.filter(id=case).first()
        if row is None or row.state not in OPEN:
            return
        asked = Asked(
            channel=cast("Channel", row.channel),
            rights=row.rights,
            words=row.words,
            name=row.name,
            email=row.email,
            requester=cast("Requester", row.requester),
            received_at=row.received_at,
            message_id=uuid5(ONCE, str(row.id)),
            language=row.language,
            country=row.country,
        )
    controller, mail = _given_to(to, asked)
    if mail:
        mail.send()
    with workspace_scope(vendor):
        commands.pass_on(actor=US, request=row, controller=controller)


def _given_to(to: UUID, asked: Asked) -> tuple[Controller, Mail | None]:
    with workspace_scope(to):
        mine = RightsRequest.objects.filter(message_id=asked.message_id)
        try:
            made = commands.open_case(actor=US, asked=asked)
        except Conflict:
            made = mine.get()
        slug = WorkspaceEntry.find(id=to).slug
        url = f"{settings.ICTDESK_BASE_URL}{reverse('rights', kwargs={'slug': slug})}"
        return Controller(home().name, url), _told(made, slug)


def _told(row: RightsRequest, slug: str) -> Mail | None:
    """To whoever looks after people's rights there; None where nobody does."""
    where = home()
    page = reverse("privacy-case", kwargs={"slug": slug, "case_id": row.id})
    said = {"number": row, "name": one_line(where.name), "day": day(row.received_on), "due": day(row.due_on)}
    lines = [
        _(
            "Somebody asked us about data in your workspace. We received it on %(day)s and have answered nothing."
        )
        % said,
        _(
            "It is your case %(number)s now, and its clock runs from that day: it is to be answered by %(due)s."
        )
        % said,
        f"{settings.ICTDESK_BASE_URL}{page}",
    ]
    return letter(
        _("%(name)s: a request about people's data was passed on to you") % said, lines, purpose=DUTY
    )
