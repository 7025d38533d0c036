"""Note an address that a person gave."""

from ictdesk.desk.contacts import names, rules
from ictdesk.desk.contacts.models import Contact, Identity
from ictdesk.desk.contacts.restricting import follow
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.command import command
from ictdesk.kernel.vault import digests, keyring


@command(allow=rules.can_name, with_grant=True)
def claim_email(*, actor: Actor, contact: Contact, address: str) -> Identity:
    """Adds an unverified address to a contact; their former ones stay as aliases.

    A claim opens no history and merges nobody: another contact with the same address is left alone.
    Raises `Invalid`.
    """
    address = names.clean_email(address)
    digest = digests.blind(keyring.index_key(), "email", digests.normal_address(address))
    Identity.objects.filter(contact=contact, kind="email").exclude(digest=digest).update(current=False)
    identity: Identity
    identity, made = Identity.objects.get_or_create(
        contact=contact,
        kind="email",
        digest=digest,
        defaults={"subject_id": contact.subject_id, "value": address},
    )
    if not identity.current:
        identity.current = True
        identity.save(update_fields=["current"])
    if made:
        follow([identity])
    return identity
