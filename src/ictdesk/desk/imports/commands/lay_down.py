"""Lay down conversations of another desk, each whole and each once."""

from collections.abc import Sequence

from ictdesk.desk.contacts.models import Identity
from ictdesk.desk.contacts.restricting import follow
from ictdesk.desk.conversations import numbering, search
from ictdesk.desk.conversations.models import Conversation, ConversationTag, Message, TicketValue
from ictdesk.desk.imports import laying, people, rules, sorting, storing
from ictdesk.desk.imports.cases import Case, Source
from ictdesk.desk.imports.laying import House, Laid
from ictdesk.desk.imports.marking import digest_of, known
from ictdesk.desk.imports.models import Imported
from ictdesk.desk.imports.report import Outcome
from ictdesk.desk.workspaces import queries as workspaces
from ictdesk.desk.workspaces.models import Inbox, Tag
from ictdesk.kernel import clock, purposes
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.command import command
from ictdesk.kernel.events import bus
from ictdesk.kernel.instructing import Alters

NAMES = {
    "zendesk": "Zendesk, ticket {id}",
    "chatwoot": "Chatwoot, conversation {id}",
    "mbox": "a mailbox",
    "bundle": "a person's archive",
    "sample": "the samples",
}
MOST_TAGS = 20
LONGEST_TAG = 40


@command(allow=rules.only_the_software, door="inbound", alters=Alters("imports", once_a_day=True))
def lay_down(
    *, actor: Actor, inbox: Inbox, origin: Source, account: str, cases: Sequence[Case]
) -> list[Outcome]:
    """Stores every case that was not imported before; says of each what became of it.

    All of them and their marks are one transaction: after a crash either all are there or none. Raises `PurposeOff`.
    """
    purposes.ask("imports")
    digests = {case.id: digest_of(origin, account, "case", case.id) for case in cases}
    there = known(digests.values())
    new = list({case.id: case for case in cases if digests[case.id] not in there}.values())
    outcomes = [Outcome(case.id, "known") for case in cases if digests[case.id] in there]
    if not new:
        return outcomes
    team = people.members()
    persons, marks = people.contacts_of(new, origin, account, team)
    statuses = {name: workspaces.default_status(name) for name in {case.category for case in new}}
    heading = f"Imported on {clock.now():%-d %B %Y} from {NAMES[origin]}."
    house = House(inbox, team, statuses, persons, sorting.names_for(new), heading)
    laid = [laying.lay(case, house) for case in new]
    _number([one.conversation for one in laid if one.case.ticket])
    Conversation.objects.bulk_create(one.conversation for one in laid)
    Message.objects.bulk_create(message for one in laid for message in one.messages)
    TicketValue.objects.bulk_create(value for one in laid for value in one.values)
    marks += [
        Imported(source=origin, digest=digests[one.case.id], conversation=one.conversation) for one in laid
    ]
    Imported.objects.bulk_create(marks)
    _tag(laid)
    search.index([message.id for one in laid for message in one.messages])
    outcomes += [
        Outcome(one.case.id, "laid", len(one.messages), tuple(storing.files_of(one))) for one in laid
    ]
    follow(Identity.objects.filter(contact__in=[contact.id for contact in persons.values()]))
    return outcomes


def _number(conversations: list[Conversation]) -> None:
    """Gives the tickets numbers in their order."""
    last = numbering.next_numbers(len(conversations)) if conversations else 0
    for n, conversation in enumerate(conversations):
        conversation.number = last - len(conversations) + 1 + n


def _tag(laid: list[Laid]) -> None:
    """Puts the tags on; a new word becomes a tag of the workspace."""
    wanted = {id(one): _names(one.case) for one in laid}
    all_names = sorted({name for names in wanted.values() for name in names})
    tags = {tag.name: tag for tag in Tag.objects.filter(name__in=all_names)}
    for name in all_names:
        if name not in tags:
            tags[name] = Tag.objects.get_or_create(name=name)[0]
            bus.setup_after_commit()
    ConversationTag.objects.bulk_create(
        ConversationTag(conversation=one.conversation, tag=tags[name])
        for one in laid
        for name in wanted[id(one)]
    )


def _names(case: Case) -> list[str]:
    clean = (name.strip()[:LONGEST_TAG].strip() for name in case.tags)
    return list(dict.fromkeys(name for name in clean if name and name.isprintable()))[:MOST_TAGS]
