"""Acts with answers that wait for their time."""

from datetime import timedelta
from uuid import uuid4

from ictdesk.desk.conversations import commands
from ictdesk.desk.conversations.models import ScheduledAnswer
from ictdesk.kernel import clock
from tests.sync.stage import Stage
from tests.world import US


def schedule(stage: Stage) -> ScheduledAnswer:
    return commands.schedule(
        actor=stage.ada,
        conversation=stage.chat,
        client_id=uuid4(),
        text="Has it come?",
        due_at=clock.now() + timedelta(hours=1),
    )


def change(stage: Stage) -> None:
    later = clock.now() + timedelta(hours=2)
    commands.change_scheduled(actor=stage.ada, answer=schedule(stage), due_at=later)


def call_off(stage: Stage) -> None:
    commands.call_off(actor=stage.ada, answer=schedule(stage))


def send(stage: Stage) -> None:
    answer = schedule(stage)
    ScheduledAnswer.objects.filter(id=answer.id).update(due_at=clock.now())
    assert commands.send_scheduled(actor=US) == 1


def send_overtaken(stage: Stage) -> None:
    """The customer wrote meanwhile: a note besides."""
    answer = schedule(stage)
    visitor = stage.visitor(stage.guest)
    commands.reply(actor=visitor, conversation=stage.chat, client_id=uuid4(), text="It has come")
    ScheduledAnswer.objects.filter(id=answer.id).update(due_at=clock.now())
    assert commands.send_scheduled(actor=US) == 1
