"""What this room does when a person is erased and something of theirs must stay: they lose their name at once."""

from ictdesk.desk.contacts.models import Contact
from ictdesk.kernel import erasing
from ictdesk.kernel.datamap.persons import Person


def register() -> None:
    erasing.stripping(strip)


def strip(person: Person) -> None:
    """Addresses and attributes go as rows of their own; the contact stays for its threads to hang on."""
    for contact in Contact.objects.filter(id__in=person.contacts):
        contact.name, contact.locale, contact.gpc = "", "", False
        contact.save(update_fields=["name", "locale", "gpc"])
