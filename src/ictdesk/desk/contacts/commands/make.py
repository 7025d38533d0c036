"""Make a contact, with a key of their own."""

from uuid import UUID

from ictdesk.desk.contacts import names, rules
from ictdesk.desk.contacts.models import Contact
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.command import command
from ictdesk.kernel.vault import keyring


@command(allow=rules.can_make)
def make_contact(
    *,
    actor: Actor,
    name: str = "",
    locale: str = "",
    gpc: bool = False,
    notice_version: int | None = None,
    subject_id: UUID | None = None,
) -> Contact:
    """Makes a contact and their key, unless a key was made for them before. Raises `Invalid` for an unusable name."""
    contact = Contact(
        subject_id=subject_id or keyring.new_subject(),
        name=names.clean_name(name),
        locale=locale,
        gpc=gpc,
        notice_version=notice_version,
    )
    contact.save()
    return contact
