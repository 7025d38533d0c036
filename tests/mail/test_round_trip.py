"""A letter, an answer, a letter back: one thread."""

import re
import smtplib
from email import policy

import pytest

from ictdesk.desk.conversations import queries
from ictdesk.kernel.tenancy import workspace_scope
from tests.mail.desk import DOMAIN, MailDesk
from tests.mail.listener import Sink, part, plain


def test_a_letter_becomes_a_conversation(desk: MailDesk) -> None:
    desk.write("Where is my parcel?\n")
    (conversation,) = desk.conversations()
    with workspace_scope(desk.house.id):
        shown = queries.conversation_shown(actor=desk.house.ada.actor, conversation_id=conversation.id)
    assert (shown["channel"], shown["subject"]) == ("mail", "Parcel")
    assert shown["contact"]["name"] == "Max Muster"
    (message,) = desk.messages(conversation)
    assert (message["body"], message["author"]["kind"], message["attachments"]) == (
        "Where is my parcel?",
        "contact",
        [],
    )


def test_answer_and_reply_join_in_one_thread(desk: MailDesk, sink: Sink) -> None:
    desk.write()
    (conversation,) = desk.conversations()
    desk.house.say(desk.house.ada.actor, conversation, "It comes on Friday.")
    (sent,) = desk.send_all()
    (mail,) = sink.mails
    assert (sent.state, sent.attempts) == ("accepted", 1)
    assert mail["In-Reply-To"] == mail["References"] == "<1@mail.example>"
    assert mail["Subject"] == "Re: Parcel"
    assert desk.address in mail["From"]
    assert mail["To"] == "max@mail.example"
    body = plain(mail)
    assert "It comes on Friday." in body
    assert "Ada Okafor" in body
    assert "=?" not in sink.raw[0].partition("\r\n\r\n")[0].lower()
    assert desk.messages(conversation)[-1]["delivery"] == "delivered"
    reply_to = mail["Reply-To"].addresses[0].addr_spec
    assert reply_to.startswith("r.")
    assert len(reply_to.partition("@")[0]) <= 64
    desk.write(
        "Thank you!\n\nOn 3 May 2026, Support <s@x.example> wrote:\n> It comes on Friday.\n",
        to=reply_to,
        Message_ID="<2@mail.example>",
        In_Reply_To=mail["Message-ID"],
    )
    assert [one.id for one in desk.conversations()] == [conversation.id]
    thanks = desk.messages(conversation)[-1]
    assert (thanks["body"], thanks["author"]["kind"]) == ("Thank you!", "contact")
    assert [file["name"] for file in thanks["attachments"]] == ["original.eml"], "what was folded is kept"
    desk.house.say(desk.house.ada.actor, conversation, "You are welcome.")
    desk.send_all()
    assert sink.mails[-1]["In-Reply-To"] == "<2@mail.example>"
    assert sink.mails[-1]["References"].split() == [
        "<1@mail.example>",
        mail["Message-ID"],
        "<2@mail.example>",
    ]


def test_references_alone_join_too(desk: MailDesk, sink: Sink) -> None:
    desk.write()
    (conversation,) = desk.conversations()
    desk.house.say(desk.house.ada.actor, conversation, "It comes on Friday.")
    desk.send_all()
    received = desk.write(
        "Good.", Message_ID="<2@mail.example>", References=f"<1@mail.example> {sink.mails[0]['Message-ID']}"
    )
    assert (received.conversation_id, received.reason) == (conversation.id, "")


def test_the_same_mail_again_is_taken_once(desk: MailDesk) -> None:
    letter = desk.letter()
    for _ in range(3):
        desk.deliver(letter)
    assert len(desk.received()) == len(desk.conversations()) == 1
    desk.deliver(desk.letter("Something else under the same id"))
    assert len(desk.conversations()) == 2, "the same Message-ID with another content is another mail"


def test_notes_and_own_words_are_never_mailed(desk: MailDesk, sink: Sink) -> None:
    desk.write()
    (conversation,) = desk.conversations()
    desk.house.say(desk.house.ada.actor, conversation, "He sounds cross", note=True)
    assert desk.send_all() == []
    assert sink.mails == []


def test_files_come_in_and_go_out(desk: MailDesk, sink: Sink) -> None:
    letter = desk.letter("See the file")
    letter.add_attachment(b"%PDF-1.7\n of a bill", maintype="application", subtype="pdf", filename="bill.pdf")
    letter.add_attachment(
        b"\x7fELF" + bytes(40), maintype="application", subtype="octet-stream", filename="bill.bin"
    )
    desk.deliver(letter)
    (conversation,) = desk.conversations()
    files = desk.messages(conversation)[0]["attachments"]
    assert [(file["name"], file["type"]) for file in files] == [
        ("bill.pdf", "application/pdf"),
        ("original.eml", "message/rfc822"),
    ]


@pytest.mark.parametrize(
    "stranger",
    [
        "support@elsewhere.example",
        f"support@nobody-has-this.{DOMAIN}",
        f"support@{DOMAIN}",
        "sales@{host}",
        "@{host}",
        "r.x@nobody-has-this." + DOMAIN,
    ],
)
def test_nobody_else_is_served(desk: MailDesk, stranger: str) -> None:
    host = desk.address.partition("@")[2]
    with pytest.raises(smtplib.SMTPRecipientsRefused) as refusal:
        desk.listener.send(desk.letter(), to=stranger.format(host=host))
    assert all(code in (550, 501, 553) for code, _ in refusal.value.recipients.values())
    assert desk.received() == []


def test_a_mail_over_the_limit_is_refused(desk: MailDesk) -> None:
    raw = desk.letter().as_bytes(policy=policy.SMTP) + b"x" * 70 + b"\r\n"
    large = raw + (b"y" * 78 + b"\r\n") * (26 * 1024 * 1024 // 80)
    with pytest.raises(smtplib.SMTPResponseException) as refusal:
        desk.listener.send(large, to=desk.address)
    assert refusal.value.smtp_code == 552
    assert desk.received() == []


def test_an_answer_has_the_look_of_the_desk_and_fetches_nothing(desk: MailDesk, sink: Sink) -> None:
    desk.write()
    (conversation,) = desk.conversations()
    desk.house.say(desk.house.ada.actor, conversation, "Use <b>this</b> & that.\n\nGood luck")
    desk.send_all()
    (mail,) = sink.mails
    page = part(mail, "html")
    assert "Use &lt;b&gt;this&lt;/b&gt; &amp; that." in page
    assert "<p>Good luck</p>" in page
    assert f"/w/{desk.house.slug}/requests/{conversation.id}" in page
    assert "Ada Okafor" in page
    assert re.findall(r"src=|url\(|@import|<script|<link", page) == []
    assert mail.get_content_type() == "multipart/alternative"
