"""Acts that make a ticket of a conversation and change what it says."""

from ictdesk.desk.conversations import commands
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
