"""Note an identity that was proven."""

from ictdesk.desk.contacts import names, rules
from ictdesk.desk.contacts.models import Contact, Identity
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.command import command
from ictdesk.kernel.vault import digests, keyring


@command(allow=rules.can_confirm)
def confirm_identity(*, actor: Actor, contact: Contact, kind: str, value: str) -> Identity:
    """Adds a verified address, or a website's own id of a person (`external`). Raises `Invalid`."""
    value = names.clean_email(value) if kind == "email" else value
    normal = digests.normal_address(value) if kind == "email" else value
    identity: Identity
    identity, _ = Identity.objects.update_or_create(
        contact=contact,
        kind=kind,
        digest=digests.blind(keyring.index_key(), kind, normal),
        defaults={"verified": True, "current": True},
        create_defaults={
            "subject_id": contact.subject_id,
            "value": value,
            "verified": True,
            "current": True,
        },
    )
    return identity
