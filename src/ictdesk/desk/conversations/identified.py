"""Visitors whom their website has signed: one contact for one person, wherever they write from."""

from dataclasses import asdict

from ictdesk.desk.contacts import commands as contacts
from ictdesk.desk.contacts.models import Contact
from ictdesk.desk.contacts.queries import known_as
from ictdesk.desk.conversations.models import Conversation, VisitorSession
from ictdesk.desk.workspaces.signing import Identity
from ictdesk.kernel.actor import System, Visitor
from ictdesk.kernel.vault import keyring

SIGNED = System("signed identity")


def begin(session: VisitorSession, identity: Identity) -> None:
    """Gives a new session its person: a known contact, or what was signed until there is one."""
    contact = known_as(identity.sub)
    if contact is None:
        session.subject_id, session.identity = keyring.new_subject(), asdict(identity)
        return
    session.contact, session.subject_id = contact, contact.subject_id
    session.conversation = (
        Conversation.objects.filter(contact=contact, inbox=session.inbox).order_by("-id").first()
    )


def contact_of(session: VisitorSession, *, name: str, email: str) -> Contact:
    """The contact of a session at its first message: the known one, or a new one. Raises `Invalid`.

    What the website signed is proven; what the visitor writes is a claim.
    """
    if session.contact_id is not None:
        held: Contact = session.contact
        return held
    signed = Identity(**session.identity) if session.identity else None
    known = known_as(signed.sub) if signed else None
    if known is not None:
        return known
    contact = contacts.make_contact(
        actor=Visitor(session.id, None, None),
        name=(signed.name if signed else "") or name,
        locale=session.locale,
        gpc=session.gpc,
        notice_version=session.notice_version,
        subject_id=session.subject_id,
    )
    if signed:
        contacts.confirm_identity(actor=SIGNED, contact=contact, kind="external", value=signed.sub)
        if signed.email:
            contacts.confirm_identity(actor=SIGNED, contact=contact, kind="email", value=signed.email)
    if email and not (signed and signed.email):
        contacts.claim_email(actor=Visitor(session.id, contact.id, None), contact=contact, address=email)
    return contact
