"""A restricted person writes by mail: it is kept and read by nobody, and of that alone they are told."""

from datetime import timedelta
from typing import Any

import pytest

from ictdesk.desk.conversations.models import Message
from ictdesk.desk.mail.models import OutgoingMail
from ictdesk.kernel import clock
from ictdesk.kernel.events import readers
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.privacy.restriction import commands
from ictdesk.privacy.rights import commands as cases
from ictdesk.privacy.rights import jobs as rights
from ictdesk.privacy.rights.commands import Asked
from ictdesk.privacy.rights.models import RightsLetter
from tests.mail.desk import MailDesk
from tests.mail.listener import Sink, plain
from tests.privacy import bundles
from tests.privacy.restricted import lifted, placed
from tests.requesters.speaking import english_left
from tests.world import US, World


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


def letters(desk: MailDesk) -> list[RightsLetter]:
    with workspace_scope(desk.house.id):
        found = list(RightsLetter.objects.filter(kind="kept").order_by("written_at"))
    for one in found:
        rights.send_letter(str(desk.house.id), str(one.id))
    return found


def test_they_are_told_once_a_week_that_it_is_kept_and_why(desk: MailDesk, sink: Sink) -> None:
    house = desk.house
    desk.write()
    (talk,) = desk.conversations()
    row = placed(house, talk)
    assert letters(desk) == [], "nothing came since"
    desk.write("Secret word", Message_ID="<3@mail.example>", In_Reply_To="<1@mail.example>")
    desk.write("Another one", Message_ID="<4@mail.example>", In_Reply_To="<1@mail.example>")
    desk.write("A new thread", Message_ID="<5@mail.example>", Subject="Other")
    (letter,) = letters(desk)
    (mail,) = sink.mails
    said = plain(mail)
    assert mail["To"] == "max@mail.example"
    assert (mail["Auto-Submitted"], mail["In-Reply-To"]) == ("auto-replied", "<3@mail.example>")
    assert "Because of your request R1 your data is restricted" in said
    assert f"/w/{house.slug}/privacy/ask" in said
    assert not [word for word in ("Secret", "Parcel") if word in said], "not a word of the mail"
    with workspace_scope(house.id):
        RightsLetter.objects.filter(id=letter.id).update(written_at=clock.now() - timedelta(days=8))
    desk.write("Still there?", Message_ID="<6@mail.example>", In_Reply_To="<1@mail.example>")
    assert len(letters(desk)) == 2
    lifted(house, row)
    desk.write("Now?", Message_ID="<7@mail.example>", In_Reply_To="<1@mail.example>")
    assert len(letters(desk)) == 2


@pytest.mark.parametrize(
    "header",
    [
        {"Auto_Submitted": "auto-replied"},
        {"Precedence": "list"},
        {"List_Id": "<all.mail.example>"},
        {"From": "MAILER-DAEMON@mail.example"},
    ],
)
def test_no_program_is_told(desk: MailDesk, sink: Sink, header: dict[str, str]) -> None:
    desk.write()
    placed(desk.house, desk.conversations()[0])
    desk.write("Away", Message_ID="<3@mail.example>", In_Reply_To="<1@mail.example>", **header)
    desk.listener.send(desk.letter("Away", Message_ID="<4@mail.example>"), to=desk.address, sender="")
    desk.take_in()
    assert letters(desk) == []
    assert sink.mails == []
    desk.write("A person", Message_ID="<5@mail.example>", In_Reply_To="<1@mail.example>")
    assert len(letters(desk)) == 1, "it would be said"


def test_somebody_else_is_told_nothing_of_it(desk: MailDesk, sink: Sink) -> None:
    desk.write()
    placed(desk.house, desk.conversations()[0])
    desk.write("Hi", From="Eve <eve@mail.example>", Message_ID="<3@mail.example>")
    desk.write(
        "And I?", From="Eve <eve@mail.example>", Message_ID="<4@mail.example>", In_Reply_To="<1@mail.example>"
    )
    assert letters(desk) == []


def test_it_is_said_in_their_language(world: World) -> None:
    house = world.acme
    talk = bundles.talk(house, "Hallo")
    with workspace_scope(house.id):
        asked = Asked("mail", ["restriction"], language="de-AT", email="max@mail.example")
        case = cases.open_case(actor=US, asked=asked, people=[talk.subject_id])
        commands.restrict(actor=house.noor.actor, request=case, ground="claims")
        said: dict[str, Any] = {"people": [talk.subject_id], "address": "max@mail.example"}
        said["message_id"] = "<1@mail.example>"
    with workspace_scope(world.globex.id):
        assert commands.answer_mail(actor=US, **said) is None, "the neighbour knows of no restriction"
    with workspace_scope(house.id):
        assert commands.answer_mail(actor=US, **said) is not None
        body = RightsLetter.objects.get(kind="kept").body
    assert "Daten" in body
    assert english_left(body, "de") == []
