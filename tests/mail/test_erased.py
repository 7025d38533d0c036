"""Erasing somebody who writes by mail: nothing brings them back, and threads of others keep their places."""

import pytest

from ictdesk.desk.contacts.models import Contact, Identity
from ictdesk.desk.conversations.models import Conversation, Message
from ictdesk.desk.mail.models import ForgottenMail, OutgoingMail, Suppression
from ictdesk.kernel.blobs.models import Blob
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.kernel.vault.models import SubjectKey
from tests.mail.desk import MailDesk
from tests.mail.listener import Sink
from tests.mail.test_copies import LEA, name, thread  # noqa: F401 - the fixture
from tests.privacy.erased import begun, finished


def test_the_same_mail_again_stays_away_and_a_new_one_is_of_somebody_new(desk: MailDesk, sink: Sink) -> None:
    came = desk.letter("My parcel, please").as_bytes()
    desk.deliver(came)
    desk.deliver(came)
    assert len(desk.received()) == 1, "twice is once"
    (talk,) = desk.conversations()
    with workspace_scope(desk.house.id):
        keys = set(SubjectKey.objects.filter(wrapped__isnull=False).values_list("id", flat=True))
    run = finished(desk.house.id, begun(desk.house, talk))
    assert run.keys == 2, "the person's and the raw mail's"
    desk.listener.send(came, to=desk.address)
    assert desk.received() == []
    with workspace_scope(desk.house.id):
        assert not Contact.objects.exists()
        assert not Blob.objects.exists()
        assert ForgottenMail.objects.count() == 1
    desk.write("It is me again", Message_ID="<2@mail.example>")
    (again,) = desk.conversations()
    with workspace_scope(desk.house.id):
        assert (again.contact_id == talk.contact_id, again.subject_id in keys) == (False, False)


def test_a_late_answer_to_an_erased_thread_is_a_new_thread(desk: MailDesk, sink: Sink) -> None:
    desk.write()
    (talk,) = desk.conversations()
    desk.house.say(desk.house.ada.actor, talk, "It comes on Friday.")
    desk.send_all()
    reply_to = sink.mails[0]["Reply-To"].addresses[0].addr_spec
    finished(desk.house.id, begun(desk.house, talk))
    assert desk.outgoing() == []
    desk.write("Thank you", to=reply_to, Message_ID="<3@mail.example>")
    (fresh,) = desk.conversations()
    assert fresh.id != talk.id
    assert desk.messages(fresh)[-1]["body"] == "Thank you"


def test_an_answer_that_waits_never_goes(desk: MailDesk, sink: Sink) -> None:
    desk.write()
    (talk,) = desk.conversations()
    desk.house.say(desk.house.ada.actor, talk, "It comes on Friday.")
    with workspace_scope(desk.house.id):
        assert Message.objects.filter(conversation=talk).count() == 2
    finished(desk.house.id, begun(desk.house, talk))
    assert desk.send_all() == []
    assert sink.mails == []


@pytest.mark.usefixtures("sink")
def test_in_threads_of_others_their_words_go_and_the_place_stays(
    desk: MailDesk,
    sink: Sink,
    thread: Conversation,
) -> None:
    name(desk, thread)
    desk.house.say(desk.house.ada.actor, thread, "It comes on Friday.")
    desk.send_all()
    reply_to = sink.mails[0]["Reply-To"].addresses[0].addr_spec
    desk.write("Thank you!", to=reply_to, From=f"Lea <{LEA}>", Message_ID="<9@mail.example>")
    before = desk.messages(thread)
    assert before[-1]["author"]["name"] == "Lea"
    with workspace_scope(desk.house.id):
        lea = Identity.objects.exclude(contact=thread.contact_id).select_related("contact").get().contact
    finished(desk.house.id, begun(desk.house, lea))
    after = desk.messages(thread)
    assert [one["seq"] for one in after] == [one["seq"] for one in before]
    assert after[:-1] == before[:-1]
    assert (after[-1]["deleted"], after[-1]["body"], after[-1]["author"]["name"]) == (True, "", "")
    with workspace_scope(desk.house.id):
        assert not Identity.objects.filter(contact=lea.id).exists()
        assert not OutgoingMail.objects.filter(contact=lea.id).exists()
        assert Conversation.objects.find(id=thread.id).contact_id == thread.contact_id


def test_a_complaint_stays_without_its_name(desk: MailDesk, sink: Sink) -> None:
    desk.write()
    (talk,) = desk.conversations()
    desk.house.say(desk.house.ada.actor, talk, "It comes on Friday.")
    (mail,) = desk.send_all()
    with workspace_scope(desk.house.id):
        for digest, reason in ((b"a" * 16, "complained"), (b"b" * 16, "bounced")):
            Suppression.objects.create(contact_id=talk.contact_id, mail=mail, digest=digest, reason=reason)
    finished(desk.house.id, begun(desk.house, talk))
    with workspace_scope(desk.house.id):
        (left,) = Suppression.objects.all()
    assert (left.reason, left.contact_id, left.mail_id) == ("complained", None, None)
