"""Mails that are made to harm: each is kept and shown, and none holds up the next."""

import time

import pytest

from ictdesk.desk.mail import folding, html_text, letter
from tests.mail.desk import MailDesk
from tests.mail.hostile import HOSTILE

SECONDS = 10.0


def test_a_good_mail_is_not_held_up(desk: MailDesk) -> None:
    for number, raw in enumerate(HOSTILE.values()):
        raw = raw.replace(b"eve@", b"eve%d@" % number)  # noqa: PLW2901 - each from somebody else
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
