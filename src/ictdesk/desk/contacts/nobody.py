"""The contact that stands where somebody was erased and the figures of their conversations are kept.

One for each workspace, without a name, under a key that is destroyed. It is merged into itself: no list shows it,
nothing can be added to it, nobody is merged with it.
"""

from django.db.models import F

from ictdesk.desk.contacts.models import Contact
from ictdesk.kernel.vault import keyring


def nobody() -> Contact:
    """Finds or makes it."""
    found: Contact | None = Contact.objects.filter(merged_into=F("id")).first()
    if found is not None:
        return found
    made = Contact(subject_id=keyring.new_subject(), name="")
    made.save()
    keyring.destroy(made.subject_id)
    made.merged_into = made
    made.save(update_fields=["merged_into"])
    return made
