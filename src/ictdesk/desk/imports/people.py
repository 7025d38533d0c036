"""Who is who: people of the other desk as contacts, its team as members where they are of this workspace."""

from datetime import datetime

from ictdesk.desk.contacts import names
from ictdesk.desk.contacts.models import Contact, Identity
from ictdesk.desk.imports.cases import Case, Person, Source
from ictdesk.desk.imports.marking import digest_of, known
from ictdesk.desk.imports.models import Imported
from ictdesk.desk.people.models import Member
from ictdesk.desk.people.queries import addresses_of
from ictdesk.kernel.errors import Invalid
from ictdesk.kernel.ids import new_id
from ictdesk.kernel.lines import one_line
from ictdesk.kernel.vault import digests, keyring


def members() -> dict[str, Member]:
    """The workspace's members by their address."""
    rows = {row.user_id: row for row in Member.objects.filter(active=True)}
    return {email.casefold(): rows[user] for user, email in addresses_of(rows).items()}


def outsiders(case: Case, team: dict[str, Member]) -> list[Person]:
    """Everybody in a case who is not of the team, whoever asked first."""
    written = [one.author for one in case.said if one.author and not one.note]
    return [case.requester, *(one for one in written if not is_team(one, team))]


def is_team(person: Person, team: dict[str, Member]) -> bool:
    return person.team or person.email.casefold() in team


def contacts_of(
    cases: list[Case], source: Source, account: str, team: dict[str, Member]
) -> tuple[dict[str, Contact], list[Imported]]:
    """The contacts of these people by their id over there: those of former batches, and new ones, stored.

    A contact that was merged since is the one into which it went. Nobody is joined with a contact of this
    workspace: an address alone says nothing.
    """
    seen: dict[str, tuple[Person, datetime, datetime]] = {}
    for case in cases:
        newest = max((one.at for one in case.said), default=case.at)
        for person in outsiders(case, team):
            _, first, last = seen.get(person.id, (person, case.at, newest))
            seen[person.id] = (person, min(first, case.at), max(last, newest))
    digest = {id_: digest_of(source, account, "person", id_) for id_ in seen}
    there = known(digest.values())
    found = {
        id_: row.contact.merged_into or row.contact
        for id_ in seen
        if (row := there.get(digest[id_])) and row.contact
    }
    made = {id_: _contact(seen[id_][0]) for id_ in seen if id_ not in found}
    _store(made, seen)
    marks = [
        Imported(source=source, digest=digest[id_], contact=contact)
        for id_, contact in made.items()
        if digest[id_] not in there
    ]
    return found | made, marks


def _contact(person: Person) -> Contact:
    name = one_line(person.name)[: names.NAME_LIMIT] or person.email.partition("@")[0][: names.NAME_LIMIT]
    return Contact(id=new_id(), subject_id=keyring.new_subject(), name=name)


def _store(made: dict[str, Contact], seen: dict[str, tuple[Person, datetime, datetime]]) -> None:
    Contact.objects.bulk_create(made.values())
    for id_, contact in made.items():
        _, contact.created_at, contact.last_seen_at = seen[id_]
    if made:  # their columns are filled with the present when a row is made
        Contact.objects.bulk_update(made.values(), ["created_at", "last_seen_at"])
    said = [(made[id_], kind, value) for id_ in made for kind, value in _addresses(seen[id_][0])]
    Identity.objects.bulk_create(_identity(*one) for one in said)


def _addresses(person: Person) -> list[tuple[str, str]]:
    return [
        (kind, value)
        for kind, value in (("email", person.email), ("phone", person.phone))
        if _is(kind, value)
    ]


def _is(kind: str, value: str) -> bool:
    try:
        names.clean_identity(kind, value)
    except Invalid:
        return False
    return True


def _identity(contact: Contact, kind: str, value: str) -> Identity:
    value, form = names.clean_identity(kind, value)
    digest = digests.blind(keyring.index_key(), kind, form)
    return Identity(contact=contact, subject_id=contact.subject_id, kind=kind, value=value, digest=digest)
