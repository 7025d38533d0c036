"""Acts that make a ticket of a conversation and change what it says."""

from uuid import uuid4

from ictdesk.desk.contacts.commands import define_attribute
from ictdesk.desk.contacts.models import AttributeDefinition
from ictdesk.desk.conversations import commands
from ictdesk.desk.conversations.models import ConversationLink, ConversationMerge
from ictdesk.desk.workspaces.commands import make_ticket_type
from tests.sync.stage import Stage
from tests.world import US


def make_ticket(stage: Stage) -> None:
    commands.make_ticket(actor=stage.ada, conversation=stage.chat)


def set_type(stage: Stage) -> None:
    make_ticket(stage)
    commands.set_type(
        actor=stage.ada,
        conversation=stage.chat,
        ticket_type=make_ticket_type(actor=US, name="Fault"),
    )


def delete_type(stage: Stage) -> None:
    set_type(stage)
    stage.chat.refresh_from_db()
    assert commands.delete_ticket_type(actor=US, ticket_type=stage.chat.type) == 1


def set_subject(stage: Stage) -> None:
    commands.set_subject(actor=stage.ada, conversation=stage.chat, subject="A kettle that leaks")


def follow(stage: Stage) -> None:
    commands.set_followers(
        actor=stage.ada, conversation=stage.chat, members=[stage.house.grace.row, stage.house.ada.row]
    )


def unfollow(stage: Stage) -> None:
    follow(stage)
    commands.set_followers(actor=stage.ada, conversation=stage.chat, members=[stage.house.ada.row])


def link(stage: Stage) -> ConversationLink:
    return commands.link(actor=stage.ada, conversation=stage.chat, other=stage.other, kind="related")


def unlink(stage: Stage) -> None:
    commands.unlink(actor=stage.ada, link=link(stage))


def merge(stage: Stage) -> ConversationMerge:
    """The chat goes on in the other one, and its visitor is told."""
    commands.make_ticket(actor=stage.ada, conversation=stage.other)
    return commands.merge(actor=stage.ada, source=stage.chat, target=stage.other)


def unmerge(stage: Stage) -> None:
    commands.unmerge(actor=stage.ada, merge=merge(stage))


def split(stage: Stage) -> None:
    commands.split(actor=stage.ada, message=stage.answer, subject="The lid")


def set_fields(stage: Stage) -> None:
    make_ticket(stage)
    define_attribute(
        actor=US,
        about="ticket",
        key="order",
        label="Order",
        kind="text",
        category="user.content.private.custom",
        source="ours",
        purpose="essential.service.operations.support",
    )
    commands.set_fields(actor=stage.ada, conversation=stage.chat, values={"order": "4711"})


def drop_field(stage: Stage) -> None:
    set_fields(stage)
    assert commands.drop_field(actor=US, definition=AttributeDefinition.objects.get()) == 1


def start_for_new(stage: Stage) -> None:
    commands.start_for_new(
        actor=stage.ada,
        name="Mia",
        email="mia@mail.example",
        inbox=stage.house.inbox,
        client_id=uuid4(),
        text="She called about a lid",
        note=True,
    )
