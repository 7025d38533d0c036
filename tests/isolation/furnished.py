"""A workspace with at least one row in every table, made by the product's own verbs."""

import io
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from django.apps import apps
from django.db import connections
from django.test import Client

from ictdesk.desk.contacts import commands as contacts
from ictdesk.desk.contacts.models import AttributeDefinition, Contact, ContactMerge, Identity
from ictdesk.desk.conversations import commands, search
from ictdesk.desk.conversations.append import Appended
from ictdesk.desk.conversations.models import (
    Attachment,
    Conversation,
    ConversationLink,
    ConversationMerge,
    Message,
    SavedView,
    ScheduledAnswer,
)
from ictdesk.desk.imports.models import Imported
from ictdesk.desk.mail import commands as mails
from ictdesk.desk.mail.models import OutgoingMail, Participant, ReceivedMail, Suppression, Transcript
from ictdesk.desk.mail.templating import MailWords
from ictdesk.desk.mailboxes import commands as mailboxes
from ictdesk.desk.mailboxes.models import Mailbox
from ictdesk.desk.people.models import ApiKey, TeamMember
from ictdesk.desk.requesters import codes
from ictdesk.desk.requesters import commands as requesters
from ictdesk.desk.requesters.models import AccessCode, RequesterSession
from ictdesk.desk.senders import commands as senders
from ictdesk.desk.senders.checks import Finding
from ictdesk.desk.senders.models import SenderDomain
from ictdesk.desk.tickets import commands as tickets
from ictdesk.desk.tickets.models import Macro, TicketClock
from ictdesk.desk.workspaces.commands import make_signing_key
from ictdesk.desk.workspaces.models import CannedReply, SigningKey, Status, Tag, Team, TicketType
from ictdesk.kernel import clock
from ictdesk.kernel.actor import Actor, Member
from ictdesk.kernel.audit import log
from ictdesk.kernel.audit.models import AuditCheckpoint, AuditNode
from ictdesk.kernel.blobs.models import Blob
from ictdesk.kernel.events import readers
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.kernel.tenancy.guard import cell_tables
from ictdesk.kernel.tenancy.models import CellModel
from ictdesk.kernel.tenancy.router import lives_in_cell
from tests.isolation.furnished_cases import SECRET, WithCase, ask_for_erasure
from tests.isolation.waiting import something_waits
from tests.people.browsers import secret_of
from tests.world import US, Guest, House

MAPPED: dict[str, Any] = {
    "category": "user.content.private.custom",
    "source": "ours",
    "purpose": "essential.service.operations.support",
}


@dataclass(slots=True)
class Furnished(WithCase):
    """A house and one thing of each kind in it."""

    house: House
    guest: Guest
    conversation: Conversation
    message: Message
    file: Attachment
    api_key: ApiKey
    secret: str
    status: Status
    team: Team
    reply: CannedReply
    spare: CannedReply
    view: SavedView
    tag: Tag
    signing_key: SigningKey
    identity: Identity
    attribute: AttributeDefinition
    merge: ContactMerge
    other: Contact
    mail: ReceivedMail

    @property
    def macro(self) -> Macro:
        with workspace_scope(self.id):
            found: Macro = Macro.objects.get()
        return found

    @property
    def field(self) -> AttributeDefinition:
        with workspace_scope(self.id):
            found: AttributeDefinition = AttributeDefinition.objects.get(about="ticket")
        return found

    @property
    def link(self) -> ConversationLink:
        with workspace_scope(self.id):
            found: ConversationLink = ConversationLink.objects.order_by("id")[0]
        return found

    @property
    def thread_merge(self) -> ConversationMerge:
        with workspace_scope(self.id):
            found: ConversationMerge = ConversationMerge.objects.order_by("id")[0]
        return found

    @property
    def participant(self) -> Participant:
        with workspace_scope(self.id):
            found: Participant = Participant.objects.order_by("id")[0]
        return found

    @property
    def scheduled(self) -> ScheduledAnswer:
        with workspace_scope(self.id):
            found: ScheduledAnswer = ScheduledAnswer.objects.order_by("id")[0]
        return found

    @property
    def ticket(self) -> UUID:
        """The conversation of the mail: mail makes tickets."""
        assert self.mail.conversation_id is not None
        return self.mail.conversation_id

    @property
    def code(self) -> AccessCode:
        with workspace_scope(self.id):
            return AccessCode.objects.filter(used_at__isnull=True)[0]  # type: ignore[no-any-return]

    @property
    def requester(self) -> RequesterSession:
        with workspace_scope(self.id):
            found: RequesterSession = RequesterSession.objects.get()
        return found

    @property
    def sent(self) -> OutgoingMail:
        """An answer by mail that came back."""
        with workspace_scope(self.id):
            found: OutgoingMail = OutgoingMail.objects.get(state="bounced")
        return found

    @property
    def mailbox(self) -> Mailbox:
        with workspace_scope(self.id):
            found: Mailbox = Mailbox.objects.order_by("id")[0]
        return found

    @property
    def domain(self) -> SenderDomain:
        with workspace_scope(self.id):
            found: SenderDomain = SenderDomain.objects.order_by("id")[0]
        return found

    @property
    def left_alone(self) -> Suppression:
        """The address that it came back from."""
        with workspace_scope(self.id):
            found: Suppression = Suppression.objects.get()
        return found

    @property
    def transcript(self) -> Transcript:
        """What was said, for its customer."""
        with workspace_scope(self.id):
            found: Transcript = Transcript.objects.order_by("created_at", "id")[0]
        return found

    @property
    def blob(self) -> Blob:
        with workspace_scope(self.id):
            found: Blob = Blob.objects.get(id=self.file.blob_id)
        return found

    @property
    def ticket_type(self) -> TicketType:
        with workspace_scope(self.id):
            return TicketType.objects.order_by("id")[0]  # type: ignore[no-any-return]

    @property
    def id(self) -> UUID:
        return self.house.id


def cell_models() -> list[type[CellModel]]:
    """Every model whose rows belong to a workspace, in order of their tables."""
    found = [model for model in apps.get_models() if lives_in_cell(model)]
    return sorted(found, key=lambda model: model._meta.db_table)  # type: ignore[arg-type]


def furnish(house: House) -> Furnished:
    """Somebody writes with a file, is answered, noted, tagged and found; a program calls."""
    guest = house.guest()
    file, conversation, done = begin(house, guest)
    owner = next(person.actor for person in house.people.values() if person.actor.role == "owner")
    house.say(owner, conversation, "We look into it")
    house.say(owner, conversation, "Do not tell Max", note=True)
    with workspace_scope(house.id):
        commands.set_tags(actor=owner, conversation=conversation, names=["parcel"])
        team, reply, spare, view = set_up(house, owner, conversation)
        mail = letter(house, owner)
        search.rebuild()
        for name in readers.READERS:
            readers.run(name)
        keep_away(house)
    secret = secret_of(house)
    call(secret, conversation)
    with workspace_scope(house.id):
        attribute, merge, other = know(owner, Contact.objects.get(id=conversation.contact_id))
        return Furnished(
            house=house,
            guest=guest,
            conversation=conversation,
            message=Message.objects.get(id=done.id),
            file=file,
            api_key=ApiKey.objects.get(),
            secret=secret,
            status=Status.objects.get(category="waiting"),
            team=team,
            reply=reply,
            spare=spare,
            view=view,
            tag=Tag.objects.get(name="parcel"),
            signing_key=make_signing_key(actor=owner, inbox=house.inbox)[0],
            identity=Identity.objects.get(contact=conversation.contact_id),
            attribute=attribute,
            merge=merge,
            other=other,
            mail=mail,
        )


def letter(house: House, owner: Member) -> ReceivedMail:
    """Somebody writes by mail, and is answered."""
    raw = b"From: Mia <mia@mail.example>\r\nSubject: Parcel\r\n\r\nWhere is it?\r\n"
    mail = mails.receive(actor=US, inbox=house.inbox, raw=raw, envelope_from="mia@mail.example")
    assert mail is not None
    mail = mails.take_in(actor=US, mail=mail)
    assert mail.conversation is not None
    commands.reply(actor=owner, conversation=mail.conversation, client_id=uuid4(), text="Under the stairs")
    mails.ask_transcript(actor=owner, conversation=mail.conversation)
    something_waits(house, mail.conversation)
    person = next(iter(house.people.values()))
    mails.add_participant(actor=owner, conversation=mail.conversation, address=f"friend.{person.email}")
    return mail


def under_own_name(house: House) -> None:
    """Answers go out from an address of the workspace's own, and a mailbox elsewhere is read."""
    domain = senders.add_domain(actor=US, name="shop.example")
    right = [Finding(check="dkim", state="right", found="")]
    domain = senders.note_check(actor=US, domain=domain, findings=right)
    mailboxes.add_mailbox(
        actor=US,
        inbox=house.inbox,
        kind="password",
        host="imap.invalid",
        port=993,
        user="help",
        secret={"password": "x"},
    )
    senders.set_sender(actor=US, inbox=house.inbox, domain=domain, local="help")


def keep_away(house: House) -> None:
    """Mail is confirmed, and one address had to be left alone."""
    mails.set_mail(actor=US, inbox=house.inbox, receipt="We have it.")
    mails.set_mail_template(actor=US, of="code", words=MailWords("{{code}}", "Your code: {{code}}"))
    sent = OutgoingMail.objects.order_by("created_at").first()
    assert sent is not None
    sent.state = sent.reason = "bounced"
    sent.save(update_fields=["state", "reason"])
    under_own_name(house)
    audited()
    Suppression.objects.create(contact_id=sent.contact_id, mail=sent, digest=bytes(16), reason="bounced")


def audited() -> None:
    """The trail is in its log; a promise and a subtree stand for those that come with time."""
    log.sequence()
    AuditCheckpoint.objects.create(at=clock.now(), size=7, root=log.root(7), note="not signed")
    AuditNode.objects.create(level=9, place=0, digest=bytes(32))


def begin(house: House, guest: Guest) -> tuple[Attachment, Conversation, Appended]:
    """The guest's first message, with a file."""
    with workspace_scope(house.id):
        file = commands.upload(
            actor=guest.actor, home=guest.session, stream=io.BytesIO(b"%PDF-1.7\n"), name="map.pdf"
        )
        conversation, done = commands.start(
            actor=guest.actor,
            session=guest.session,
            client_id=uuid4(),
            text=SECRET,
            attachments=[file.id],
            name="Max",
            email="max@mail.example",
        )
        guest.session.refresh_from_db()
    return file, conversation, done


def set_up(
    house: House, owner: Member, conversation: Conversation
) -> tuple[Team, CannedReply, CannedReply, SavedView]:
    """A team with somebody in it who is named in a note, what it answers with, and a list that all see."""
    named = next(iter(house.people.values())).row
    team: Team = Team.objects.create(name="Parcels")
    TeamMember.objects.create(team=team, member=named)
    reply = CannedReply.objects.create(shortcut="hi", title="Hello", body="Hello {{contact.name}}", team=team)
    spare = CannedReply.objects.create(shortcut="bye", title="Bye", body="Good bye")
    commands.note(actor=owner, conversation=conversation, client_id=uuid4(), text="@You", mentions=[named])
    commands.set_followers(actor=owner, conversation=conversation, members=[named])
    TicketType.objects.create(name="Fault")
    code = requesters.ask_code(address="mia@mail.example")
    requesters.enter(row=code, said=codes.code_of(code))
    requesters.ask_code(address="mia@mail.example")
    tickets.set_promise(actor=owner, priority="normal", first_answer=60, next_answer=60, solution=600)
    tickets.make_macro(actor=owner, name="Urgent", does={"priority": "urgent"}, shared=True)
    TicketClock.objects.create(conversation=conversation)
    commands.schedule(
        actor=owner,
        conversation=conversation,
        client_id=uuid4(),
        text="Has it come?",
        due_at=clock.now() + timedelta(days=1),
    )
    ask_for_erasure(owner, conversation)
    Imported.objects.create(source="zendesk", digest=bytes(16), conversation=conversation)
    commands.assign_team(actor=owner, conversation=conversation, team=team)
    put_together(owner, conversation)
    view = commands.save_view(actor=owner, name="Parcels", wanted={"tag": "parcel"}, shared=True)
    return team, reply, spare, view


def put_together(owner: Member, conversation: Conversation) -> None:
    """Two tickets of the same contact: one went into the other, and both are linked."""
    contact, inbox = conversation.contact, conversation.inbox
    one, other = (
        commands.start_for(
            actor=owner, contact=contact, inbox=inbox, client_id=uuid4(), text="And this", ticket=True
        )[0]
        for _ in range(2)
    )
    contacts.define_attribute(actor=owner, about="ticket", key="order", label="Order", kind="text", **MAPPED)
    commands.set_fields(actor=owner, conversation=one, values={"order": "4711"})
    commands.link(actor=owner, conversation=one, other=other, kind="duplicate_of")
    commands.merge(actor=owner, source=one, target=other)


def know(actor: Actor, contact: Contact) -> tuple[AttributeDefinition, ContactMerge, Contact]:
    """An attribute with a value, a contact who went into this one, and one who could."""
    attribute = contacts.define_attribute(
        actor=actor,
        key="plan",
        label="Plan",
        kind="text",
        **MAPPED,
    )
    commands.set_attributes(actor=actor, contact=contact, values={"plan": "Gold"})
    gone, other = (contacts.make_contact(actor=actor, name=name) for name in ("Maxi", "Moritz"))
    return attribute, commands.merge_contacts(actor=actor, source=gone, target=contact), other


def call(secret: str, conversation: Conversation) -> None:
    """A program reopens what is open: refused, but counted; then answers, with a key for repeats."""
    program = Client(headers={"Authorization": f"Bearer {secret}"})
    answer: Any = program.post(
        f"/api/v1/conversations/{conversation.id}/messages",
        {"client_id": str(uuid4()), "body": "By a program"},
        content_type="application/json",
        headers={"Idempotency-Key": "k1"},
    )
    assert answer.status_code == 201, answer.content


def digest(house: House, *, but: frozenset[str] = frozenset()) -> dict[str, str]:
    """A digest of every row of a workspace, by table. That its own people looked at something alters nothing."""
    with workspace_scope(house.id) as scope, connections[scope.alias].cursor() as cursor:
        cursor.execute(" union all ".join(_of_table(table) for table in sorted(cell_tables() - but)))
        return dict(cursor.fetchall())


def _of_table(table: str) -> str:
    looks = " where action not like 'seen.%'" if table in ("audit_record", "audit_entry") else ""
    rows = 'string_agg(t::text, chr(10) order by t::text collate "C")'
    return f"select '{table}', md5({rows}) from {table} t{looks}"
