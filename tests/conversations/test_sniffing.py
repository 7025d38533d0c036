"""What a file is, by its bytes alone: text is what could be printed, however short the file."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ictdesk.desk.conversations.sniffing import content_type, looks_like_text
from ictdesk.kernel.errors import UnsupportedFile

CONTROLS = [chr(code) for code in (*range(9), 11, 12, *range(14, 32), 127)]
PRINTABLE = st.text(st.characters(categories=["L", "N", "P"], exclude_characters="<"), min_size=1)
NEVER_IN_UTF8 = st.sampled_from([0x80, 0x90, 0xBF, 0xC0, 0xC1, 0xF5, 0xFE, 0xFF])
"""Bytes that begin no character."""


@pytest.mark.parametrize(
    "head",
    [b"MZ\x90\0", b"MZ\x90", b"\x7fELF", b"\xff\xfe", b"\xca\xfe\xba\xbe", b"a\x80", b"\xc3", b"", b"<svg/>"],
)
def test_what_is_short_and_no_text_is_refused(head: bytes) -> None:
    assert not looks_like_text(head)
    with pytest.raises(UnsupportedFile):
        content_type(head, "notes.txt")
    with pytest.raises(UnsupportedFile):
        content_type(head, "notes.json")


def test_a_name_says_which_kind_of_text_a_text_is_and_no_more() -> None:
    assert content_type(b'{"a": 1}', "a.json") == "application/json"
    assert content_type(b"hello", "a") == "text/plain"
    assert content_type(b"%PDF-1.7\n", "a.txt") == "application/pdf"
    with pytest.raises(UnsupportedFile):
        content_type(bytes(range(9)) * 9, "a.json")


@given(PRINTABLE)
def test_what_can_be_printed_is_text_wherever_it_is_cut(text: str) -> None:
    whole = text.encode()
    first = len(text[0].encode())
    assert all(looks_like_text(whole[:end]) for end in range(first, len(whole) + 1))


@given(PRINTABLE, NEVER_IN_UTF8, st.data())
def test_one_byte_that_begins_no_character_makes_it_no_text(
    text: str, byte: int, data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(text)))
    head = text[:at].encode() + bytes([byte]) + text[at:].encode()
    assert not looks_like_text(head)


@given(PRINTABLE, st.sampled_from(CONTROLS), st.data())
def test_one_control_character_makes_it_no_text(text: str, control: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(text)))
    assert not looks_like_text((text[:at] + control + text[at:]).encode())


@given(st.binary(max_size=8))
def test_whatever_is_taken_for_text_is_the_beginning_of_a_text(head: bytes) -> None:
    if looks_like_text(head):
        assert head.decode("utf-8", "ignore")
        assert "\ufffd" not in head.decode("utf-8", "replace")[:-1]
