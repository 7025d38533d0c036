"""Acts that the server runs, in a scope and a transaction of its own: what it has committed it shows unread."""

from collections.abc import Sequence
from uuid import uuid4

from ictdesk.desk.conversations import commands
from ictdesk.kernel.tenancy import workspace_scope
from tests.sync.stage import Stage


def agent_sends_by_socket(stage: Stage) -> None:
    _send(stage, "A new lid?", note=False)


def agent_notes_by_socket(stage: Stage) -> None:
    _send(stage, "Odd", note=True)


def agent_names_grace_by_socket(stage: Stage) -> None:
    _send(stage, "@Grace Ng, to myself", note=True, mentions=[str(stage.house.grace.row.id)])


def _send(stage: Stage, body: str, *, note: bool, mentions: Sequence[str] = ()) -> None:
    """Grace does, at a socket of her own."""
    line, conversation = stage.desk.agent(stage.house.grace), str(stage.chat.id)
    words = {"body": body, "note": note, "attachments": [], "mentions": list(mentions)}
    line.send(t="send", conversation=conversation, client_id=str(uuid4()), **words)
    line.until_kind("ack")


def visitor_sends_by_socket(stage: Stage) -> None:
    line = stage.guest.listen()
    line.until_kind("ready")
    line.send(t="send", client_id=str(uuid4()), body="The green one", attachments=[])
    line.until_kind("ack")


def visitor_reopens_by_socket(stage: Stage) -> None:
    with workspace_scope(stage.house.id):
        commands.solve(actor=stage.ada, conversation=stage.chat)
    visitor_sends_by_socket(stage)


def start(stage: Stage) -> None:
    """The gateway runs the command, and tells the session's socket where it belongs from now on."""
    assert stage.newcomer.write("Hello there", name="Nell").status_code == 201
