"""How what is known of a person is corrected or deleted value by value, with everything that follows from it. The software acts for the case."""

from ictdesk.desk.contacts import attributes, knowing, names
from ictdesk.desk.contacts.models import AttributeValue, Contact, Identity
from ictdesk.desk.conversations import commands
from ictdesk.desk.conversations.changing import tell_of_contact
from ictdesk.desk.conversations.models import TicketValue
from ictdesk.kernel.actor import System
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.datamap.correcting import corrects, takes_away
from ictdesk.kernel.errors import AlreadySo
from ictdesk.kernel.vault import digests, keyring

US = System("correction")


@corrects(Contact, "name")
def name(row: Contact, value: str) -> None:
    if names.clean_name(value) == row.name:
        raise AlreadySo
    commands.introduce(actor=US, contact=row, name=value)


@corrects(Identity, "value")
def address(row: Identity, value: str) -> None:
    """The row stays, with a digest of the right value; nobody has proved it yet."""
    contact = knowing.lock(row.contact)
    value, form = names.clean_identity(row.kind, value)
    digest = digests.blind(keyring.index_key(), row.kind, form)
    others = Identity.objects.filter(contact=contact, kind=row.kind, digest=digest)
    if row.value == value or others.exclude(id=row.id).exists():
        raise AlreadySo("This address is known already.")
    row.value, row.digest, row.verified = value, digest, False
    row.save(update_fields=["value", "digest", "verified"])
    record(US, "identity.correct", "contact", contact.id, kind=row.kind)
    tell_of_contact(contact, US)


@corrects(AttributeValue, "value")
def attribute(row: AttributeValue, value: str) -> None:
    given = {row.definition.key: attributes.typed(row.definition, value)}
    commands.set_attributes(actor=US, contact=row.contact, values=given)


@corrects(TicketValue, "value")
def field(row: TicketValue, value: str) -> None:
    given = {row.definition.key: attributes.typed(row.definition, value)}
    commands.set_fields(actor=US, conversation=row.conversation, values=given)


@takes_away(Contact)
def no_name(row: Contact) -> None:
    commands.introduce(actor=US, contact=row, name="")


@takes_away(Identity)
def no_address(row: Identity) -> None:
    commands.remove_identity(actor=US, contact=row.contact, identity=row)


@takes_away(AttributeValue)
def no_attribute(row: AttributeValue) -> None:
    commands.set_attributes(actor=US, contact=row.contact, values={row.definition.key: None})


@takes_away(TicketValue)
def no_field(row: TicketValue) -> None:
    commands.set_fields(actor=US, conversation=row.conversation, values={row.definition.key: None})
