"""Mails that are made to harm: each is kept and shown, and none holds up the next."""

import time

import pytest

from ictdesk.desk.mail import folding, html_text, letter
from tests.mail.desk import MailDesk

HEAD = b"From: eve@mail.example\r\nSubject: Hello\r\nMIME-Version: 1.0\r\n"
SECONDS = 10.0


def nested(depth: int) -> bytes:
    body = HEAD
    for n in range(depth):
        body += b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (n, n)
    return body + b"Content-Type: text/plain\r\n\r\ndeep\r\n"


def messages_in_messages(depth: int) -> bytes:
    return HEAD + b"Content-Type: message/rfc822\r\n\r\n" * depth + b"Subject: x\r\n\r\ninnermost\r\n"


def text(content: bytes, kind: bytes = b"text/plain; charset=utf-8", more: bytes = b"") -> bytes:
    return HEAD + more + b"Content-Type: " + kind + b"\r\n\r\n" + content + b"\r\n"


def parts(count: int) -> bytes:
    one = b"--b\r\nContent-Type: text/plain\r\n\r\nx\r\n"
    return HEAD + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + one * count + b"--b--\r\n"


HOSTILE: dict[str, bytes] = {
    "nested 2000 deep": nested(2_000),
    "nested 150 deep": nested(150),
    "messages in messages": messages_in_messages(500),
    "messages in 20 messages": messages_in_messages(20),
    "100,000 headers": HEAD + b"X-A: b\r\n" * 100_000 + b"\r\nHello\r\n",
    "one header of 1 MB": HEAD + b"X-A: " + (b"a" * 70 + b"\r\n ") * 14_000 + b"\r\n\r\nHello\r\n",
    "encoded word with a line break": text(b"Hello", more=b"X-Y: =?utf-8?q?a=0d=0aBcc=3a_x?=\r\n"),
    "subject with a line break": HEAD.replace(b"Hello", b"=?utf-8?q?x=0aBcc=3a_eve?=") + b"\r\nHello\r\n",
    "sender with a line break": HEAD.replace(b"eve@", b"=?utf-8?q?x=0a?= <eve@") + b"\r\nHello\r\n",
    "unknown charset": text(b"Gr\xfc\xdfe", b"text/plain; charset=klingon"),
    "charset of NUL": text(b"Hello", b'text/plain; charset="\x00"'),
    "wrong charset": text(b"Gr\xfc\xdfe \xff\xfe"),
    "utf-16 without pairs": text(b"\xd8\x00\xd8\x00", b"text/plain; charset=utf-16-be"),
    "punycode": text(b"-" * 9_000, b"text/plain; charset=punycode"),
    "charset that is a codec of bytes": text(b"Hello", b"text/plain; charset=zlib"),
    "NUL in text": text(b"Hel\0lo"),
    "only NUL": text(b"\0\0\0"),
    "NUL in headers": HEAD.replace(b"Hello", b"He\0llo") + b"\r\nHello\r\n",
    "line of 60,000": text(b"a" * 60_000),
    "quotation marks": text(b"> " * 20_000),
    "On ... wrote without end": text((b"On " * 900 + b"\r\n") * 60),
    "From without end": text(b"From: a\r\nSent: b\r\n" * 20_000),
    "HTML 20,000 deep": text(b"\r\n".join([b"<div>"] * 20_000) + b"x", b"text/html"),
    "HTML without end": text(b"<" * 50_000, b"text/html"),
    "HTML comments": text(b"<!--" * 12_000, b"text/html"),
    "svg and data": text(
        b'<svg onload=alert(1)><img src="data:x">hi</svg><a href="javascript:x">go</a>', b"text/html"
    ),
    "5,000 parts": parts(5_000),
    "150 parts": parts(150),
    "boundary of 10 kB": HEAD
    + b"Content-Type: multipart/mixed; boundary="
    + b"b" * 10_000
    + b"\r\n\r\nx\r\n",
    "10,000 parameters": HEAD + b"Content-Type: text/plain" + b";\r\n a=b" * 10_000 + b"\r\n\r\nx\r\n",
    "base64 that is none": text(b"\xff" * 500, more=b"Content-Transfer-Encoding: base64\r\n"),
    "1,000 addresses": b"From: "
    + b", ".join(b"a%d@b.example" % n for n in range(200))
    + b"\r\n\r\nHello\r\n",
    "no header at all": b"\r\nHello\r\n",
    "nothing": b"\r\n",
    "file name of a path": text(b"x", b'text/plain; name="../../etc/passwd"'),
}


def test_a_good_mail_is_not_held_up(desk: MailDesk) -> None:
    for raw in HOSTILE.values():
        desk.listener.send(raw, to=desk.address, sender="eve@mail.example")
    desk.listener.send(desk.letter(), to=desk.address)
    began = time.monotonic()
    desk.take_in()
    took = time.monotonic() - began
    received = desk.received()
    assert {one.state for one in received} == {"taken"}
    assert len(received) == len(desk.conversations()) == len(HOSTILE) + 1
    assert desk.messages(received[-1].conversation_id)[-1]["body"] == "Where is my parcel?"
    assert took < 60, f"all of them took {took:.0f} s"
    for name, one in zip(HOSTILE, received, strict=False):
        said = desk.messages(one.conversation_id)
        assert said[-1]["body"] or said[-1]["attachments"], name
        if one.reason == "unreadable":
            assert [file["name"] for file in said[-1]["attachments"]] == ["original.eml"], name


@pytest.mark.parametrize("name", HOSTILE)
def test_none_takes_long(name: str) -> None:
    began = time.monotonic()
    try:
        read = letter.read(HOSTILE[name], envelope_from="eve@mail.example")
    except letter.Unreadable:
        pass
    else:
        folding.fold(read.text)
        assert "javascript" not in read.text
    assert time.monotonic() - began < SECONDS


@pytest.mark.parametrize("source", ["<div>" * 100_000, "<b" * 200_000, "<p>" * 300_000 + "</p>" * 300_000])
def test_deep_html_never_reaches_the_parser(source: str) -> None:
    began = time.monotonic()
    html_text.to_text(source)
    assert time.monotonic() - began < SECONDS
    assert html_text.depth("<div>" * 300) > html_text.DEEPEST


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<p>One</p><p>Two<br>Three</p>", "One\nTwo\nThree"),
        ("<style>p{}</style><script>x</script>Hello &amp; <b>bye</b>", "Hello & bye"),
        ("<ul><li>a</li><li>b</li></ul>", "a\nb"),
        ("&lt;script&gt;", "<script>"),
    ],
)
def test_html_as_text(source: str, text: str) -> None:
    assert html_text.to_text(source) == text


@pytest.mark.parametrize(
    ("written", "own"),
    [
        ("Yes\n\nOn 3 May 2026, Ada <a@b.example> wrote:\n> Do you?\n> Ada", "Yes"),
        ("Yes\nAm 3.5.2026 schrieb Ada:\n> Do you?", "Yes"),
        ("Yes\n\nOn 3 May 2026 at 12:00, Ada Okafor\n<a@b.example> wrote:\n\n> Do you?\n", "Yes"),
        ("Yes\n\n-----Original Message-----\nFrom: Ada\nDo you?", "Yes"),
        ("Yes\n\nFrom: Ada\nSent: Monday\nTo: Max\nSubject: Parcel\n\nDo you?", "Yes"),
        ("Yes\n-- \nMax", "Yes"),
        ("> Do you?\nYes\n> And?\nNo", "> Do you?\nYes\n> And?\nNo"),
        ("> only a quotation", "> only a quotation"),
        ("Two things:\n- one\n- two", "Two things:\n- one\n- two"),
        ("From: here on it is\nall mine", "From: here on it is\nall mine"),
    ],
)
def test_what_is_only_repeated_is_folded(written: str, own: str) -> None:
    text, folded = folding.fold(written)
    assert text == own
    assert folded is (own != written)
