"""How this room's tables are told to the person they are about."""

from django.utils.translation import gettext_lazy as _

from ictdesk.desk.contacts.attributes import entry
from ictdesk.desk.contacts.models import AttributeValue, Contact, ContactMerge, Identity
from ictdesk.kernel.datamap.persons import Person, rows_of
from ictdesk.kernel.datamap.telling import Told, card_by, tell
from ictdesk.kernel.vault import keyring

LINES = {"email": "EMAIL", "phone": "TEL"}

tell(Contact, Told(_("You"), order=("created_at", "id")))
tell(Identity, Told(_("Your addresses"), order=("created_at", "id")))
tell(
    AttributeValue,
    Told(
        _("What is noted about you"),
        order=("definition_id", "id"),
        also=("definition__key", "definition__label"),
        entry=lambda row: entry(row.definition),
        related="definition",
    ),
)
tell(
    ContactMerge, Told(_("Records about you that were joined"), order=("made_at", "id"), left_out=("moved",))
)


@card_by
def card(person: Person) -> str:
    """Names, addresses and numbers as a vCard (RFC 6350)."""
    alive = keyring.subject_keys(set(person.subjects))
    contacts = rows_of(Contact, person).filter(subject_id__in=alive).order_by("created_at", "id")
    names = [row.name for row in contacts if row.name]
    lines = ["BEGIN:VCARD", "VERSION:4.0", *(_line("FN", name) for name in names or [""])]
    addresses = rows_of(Identity, person).filter(current=True, kind__in=list(LINES), subject_id__in=alive)
    lines += [_line(LINES[row.kind], row.value) for row in addresses.order_by("created_at", "id")]
    return "".join(f"{line}\r\n" for line in [*lines, "END:VCARD"])


def _line(name: str, value: str) -> str:
    plain = value.replace("\\", "\\\\").replace("\n", "\\n").replace(",", "\\,").replace(";", "\\;")
    return f"{name}:{plain}"
