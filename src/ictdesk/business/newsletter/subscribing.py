"""Whoever confirms that they want mail is known as a contact from then on: the consent itself keeps no address."""

from contextlib import suppress

from ictdesk.desk.contacts import commands as contacts
from ictdesk.desk.contacts.queries import addressed_as
from ictdesk.kernel.actor import System
from ictdesk.kernel.errors import Ending
from ictdesk.privacy.consent import agreeing
from ictdesk.privacy.consent.models import ConsentPurpose

US = System("newsletter")


def register() -> None:
    agreeing.heard_by(make_known)


def make_known(purpose: ConsentPurpose, address: str) -> None:
    """Nobody new where somebody is known by the address already."""
    if not purpose.use.startswith("marketing.communications.email") or addressed_as(address):
        return
    with suppress(Ending):  # then no newsletter goes out either
        contact = contacts.make_contact(actor=US, name=address.partition("@")[0][:80])
        contacts.claim_email(actor=US, contact=contact, address=address)
