"""A person is restricted while they chat: agents lose sight at once, the visitor goes on."""

from uuid import UUID, uuid4

from ictdesk.desk.conversations.models import Conversation
from ictdesk.kernel.tenancy import workspace_scope
from tests.privacy.restricted import lifted, placed
from tests.realtime.client import Desk


def test_an_open_inbox_shows_the_banner_and_nothing_that_comes(desk: Desk) -> None:
    guest, grace = desk.guest(), desk.agent(desk.house.grace)
    guest.write("Hello", name="Max")
    visitor = guest.listen()
    id_ = grace.until_body("Hello")["conversation"]["id"]
    with workspace_scope(desk.house.id):
        talk = Conversation.objects.get(id=UUID(id_))
    row = placed(desk.house, talk)
    banner = grace.until(
        lambda frame: frame.get("event", {}).get("conversation", {}).get("restricted", False)
    )
    shown = banner["event"]["conversation"]
    assert (shown["contact"]["name"], shown["preview"], shown["tags"]) == ("", None, [])
    visitor.until(lambda frame: "stored and otherwise left alone" in str(frame))
    visitor.send(t="send", client_id=str(uuid4()), body="A word meanwhile", attachments=[])
    visitor.until_kind("ack")
    answer = {"conversation": id_, "client_id": str(uuid4()), "body": "Hi", "note": False, "attachments": []}
    grace.send(t="send", **answer)
    refused = grace.until_kind("error")
    assert refused["code"] == "restricted"
    own = str(guest.call("GET", "events").json())
    assert "Hello" in own, "the person reads what is theirs"
    assert "A word meanwhile" in own
    assert "meanwhile" not in str(grace.everything())
    lifted(desk.house, row)
    grace.until(lambda frame: frame.get("event", {}).get("conversation", {}).get("restricted") is False)
