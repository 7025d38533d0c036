"""Attachments both ways: upload first, then refer to it."""

import hashlib
import io
from uuid import uuid4

import httpx
import pytest
from PIL import Image

from ictdesk.desk.conversations.models import Attachment
from ictdesk.kernel.blobs.models import Blob
from ictdesk.kernel.tenancy import workspace_scope
from tests.realtime.client import Desk, Guest


def picture(width: int = 1600, height: int = 900) -> bytes:
    """A JPEG with a place in its EXIF."""
    out, exif = io.BytesIO(), Image.Exif()
    exif[0x010E] = "taken at home"
    Image.new("RGB", (width, height), "#5c84ad").save(out, "JPEG", exif=exif)
    return out.getvalue()


def send(guest: Guest, data: bytes, name: str, digest: str = "") -> httpx.Response:
    headers = {"X-File-Name": name, "X-Content-SHA256": digest or hashlib.sha256(data).hexdigest()}
    return guest.call("POST", "files", content=data, headers=headers)


def test_a_picture_before_the_first_word(desk: Desk) -> None:
    guest, data = desk.guest(), picture()
    made = send(guest, data, "k%C3%A4nnchen.jpg")
    assert made.status_code == 201, made.text
    file = made.json()
    assert (file["name"], file["type"], file["width"], file["height"]) == (
        "kännchen.jpg",
        "image/jpeg",
        1600,
        900,
    )
    written = guest.write("", attachments=[file["id"]])
    assert written.status_code == 201, written.text
    events = guest.call("GET", "events").json()["events"]
    shown = events[0]["message"]["attachments"][0]
    got = desk.http.get(shown["url"])
    assert got.content == data
    assert got.headers["content-disposition"].startswith("attachment")
    assert got.headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in got.headers["content-security-policy"]
    preview = desk.http.get(shown["preview_url"])
    assert preview.headers["content-type"] == "image/webp"
    assert b"taken at home" in data
    assert b"taken at home" not in preview.content
    assert max(Image.open(io.BytesIO(preview.content)).size) == 800


@pytest.mark.parametrize(
    ("data", "name", "digest", "status", "code"),
    [
        (b"<html><script>alert(1)</script></html>", "x.png", "", 415, "unsupported_file"),
        (
            b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
            "x.svg",
            "",
            415,
            "unsupported_file",
        ),
        (b"MZ\x90\x00\x03\x00\x00\x00", "x.pdf", "", 415, "unsupported_file"),
        (b"\x89PNG\r\n\x1a\n" + b"rubbish" * 30, "x.png", "", 415, "unsupported_file"),
        (b"", "x.txt", "", 422, "invalid"),
        (b"hello", "", "", 422, "invalid"),
        (b"hello", "x.txt", "0" * 64, 422, "hash_mismatch"),
        (b"a\n" * 11_000_000, "x.txt", "", 413, "too_large"),
    ],
)
def test_a_bad_file_leaves_nothing(
    desk: Desk, data: bytes, name: str, digest: str, status: int, code: str
) -> None:
    guest = desk.guest()
    answer = send(guest, data, name, digest)
    assert (answer.status_code, answer.json()["code"]) == (status, code), answer.text
    with workspace_scope(desk.house.id):
        assert (Attachment.objects.count(), Blob.objects.count()) == (0, 0)


def test_a_file_is_its_uploaders_and_goes_once(desk: Desk) -> None:
    owner, thief = desk.guest(), desk.guest()
    for guest in (owner, thief):
        guest.write("Hello")
    file = send(owner, b"my own words", "x.txt").json()["id"]
    assert thief.write("", attachments=[file]).status_code == 404
    assert thief.call("GET", f"files/{file}").status_code == 404
    assert owner.write("", attachments=[file]).status_code == 201
    assert owner.call("GET", f"files/{file}").status_code == 200
    assert thief.call("GET", f"files/{file}").content == thief.call("GET", f"files/{uuid4()}").content
    assert owner.write("again", attachments=[file]).status_code == 404


def test_a_signed_address_opens_that_file_only(desk: Desk) -> None:
    guest = desk.guest()
    guest.write("Hello")
    one, two = (send(guest, text, "x.txt").json()["url"] for text in (b"the first", b"the second"))
    assert desk.http.get(one).content == b"the first"
    token_one, token_two = one.rsplit("/", 1)[1], two.rsplit("/", 1)[1]
    swapped = token_two.split("~")[0] + "~" + token_one.split("~", 1)[1]
    for token in (swapped, token_one[:-3] + "xxx", token_one.split("~")[0], "x"):
        assert desk.http.get(f"/files/{token}").status_code == 404
