"""What a client that asks afresh would be told: the whole workspace for an agent, their own for a visitor."""

from typing import Any
from uuid import UUID

from ictdesk.desk.conversations import messages, queries, reading
from ictdesk.kernel.actor import Visitor
from ictdesk.kernel.tenancy import workspace_scope
from tests.sync.reducer import State
from tests.world import US, House

MANY = 2**31


def of_agent(house: House) -> State:
    """Every row and every message, through the queries of the inbox."""
    with workspace_scope(house.id):
        rows = queries.inbox_page(actor=US, status="any", limit=200)["items"]
        pages = [queries.messages_page(actor=US, conversation_id=UUID(row["id"]), limit=200) for row in rows]
    assert not any(page["more"] for page in pages)
    told = {row["id"]: {m["id"]: m for m in page["items"]} for row, page in zip(rows, pages, strict=True)}
    return plain(
        {"conversations": {row["id"]: row for row in rows}, "messages": {k: v for k, v in told.items() if v}}
    )


def of_visitor(house: House, visitor: Visitor) -> State:
    """Their conversation and its public messages. The messages are asked as the visitor: notes are not in the answer."""
    conversation = visitor.conversation_id
    if conversation is None:
        return {"conversation": None, "messages": {}}
    parameters = {"conversation": conversation, "after": 0, "before": MANY, "limit": MANY, "notes": False}
    with workspace_scope(house.id):
        (row,) = reading.conversation_rows([conversation])
        shown = reading.conversation_for_visitor(row)
        found, files, opener = reading.message_rows(messages.PAGE_BEFORE, parameters)
        told = {str(message.id): messages.for_visitor(message, files, opener) for message in found}
    return plain({"conversation": shown, "messages": told})


def plain(value: State) -> State:
    """The same without the signatures of addresses, which tell the second at which they were made."""
    return {key: _unsigned(inner) if key.endswith("url") else _plain(inner) for key, inner in value.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return plain(value)
    return [_plain(inner) for inner in value] if isinstance(value, list | tuple) else value


def _unsigned(url: str | None) -> str | None:
    return url.split("~")[0].split("://", 1)[-1].split("/", 1)[-1] if url else url
