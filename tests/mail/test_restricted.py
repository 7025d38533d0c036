"""A restricted person writes by mail: it is kept, and nothing goes out to them."""

from ictdesk.desk.conversations.models import Message
from ictdesk.desk.mail.models import OutgoingMail
from ictdesk.kernel.events import readers
from ictdesk.kernel.tenancy import workspace_scope
from tests.mail.desk import MailDesk
from tests.mail.listener import Sink
from tests.privacy.restricted import lifted, placed


def test_mail_that_comes_is_kept_and_none_goes(desk: MailDesk, sink: Sink) -> None:
    house = desk.house
    desk.write()
    (talk,) = desk.conversations()
    house.say(house.ada.actor, talk, "It comes on Friday.")
    with workspace_scope(house.id):
        readers.run("mail")
        (waiting,) = OutgoingMail.objects.all()
    row = placed(house, talk)
    desk.send_all()
    assert sink.mails == []
    desk.write("Thank you", Message_ID="<3@mail.example>", In_Reply_To="<1@mail.example>")
    assert desk.messages(talk) == []
    assert {one.state for one in desk.received()} == {"taken"}
    lifted(house, row)
    desk.send_all()
    assert len(sink.mails) == 1
    with workspace_scope(house.id):
        assert OutgoingMail.objects.get(id=waiting.id).state == "accepted"
        bodies = set(Message.objects.values_list("author_kind", flat=True))
        assert "contact" in bodies
