"""What a file really is: found by looking at its bytes, never by its name or what the sender said."""

import io
import warnings
from codecs import getincrementaldecoder

import puremagic
from PIL import Image, ImageOps, UnidentifiedImageError

from ictdesk.kernel.errors import UnsupportedFile

IMAGES = {"PNG": "image/png", "JPEG": "image/jpeg", "GIF": "image/gif", "WEBP": "image/webp"}
OTHERS = frozenset(
    """
    application/pdf text/plain text/csv application/zip application/gzip application/json
    application/msword application/vnd.ms-excel application/vnd.ms-powerpoint application/rtf
    application/vnd.openxmlformats-officedocument.wordprocessingml.document
    application/vnd.openxmlformats-officedocument.spreadsheetml.sheet
    application/vnd.openxmlformats-officedocument.presentationml.presentation
    application/vnd.oasis.opendocument.text application/vnd.oasis.opendocument.spreadsheet
    audio/mpeg audio/ogg audio/wav video/mp4 video/webm
    """.split()
)
ACCEPTED = sorted(OTHERS | set(IMAGES.values()))
TEXTS = frozenset({"text/plain", "text/csv", "application/json"})
PREVIEW_EDGE = 800
"""Longest edge of a preview in pixels."""
MOST_PIXELS = 40_000_000


def content_type(head: bytes, name: str) -> str:
    """The type of a file by its first bytes. Raises `UnsupportedFile` for anything that is not on the list."""
    try:
        matches = puremagic.magic_string(head, name)
    except (puremagic.PureError, ValueError):
        matches = []
    text = looks_like_text(head)
    for match in matches:
        # Where no byte matches the name alone spoke: it may say which kind of text a text is, and nothing else.
        known = text if match.mime_type in TEXTS else bool(match.byte_match)
        if known and match.mime_type in ACCEPTED:
            return str(match.mime_type)
    if text:
        return "text/plain"
    raise UnsupportedFile


def looks_like_text(head: bytes) -> bool:
    """Plain text is the only kind without a mark of its own: UTF-8, no control characters, no markup."""
    try:
        # A character that the end of the head cuts is no fault; bytes that begin none are one, wherever they stand.
        text = getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return False
    return (
        bool(text)
        and all(sign.isprintable() or sign in "\n\r\t" for sign in text)
        and not text.lstrip().startswith("<")
    )


def preview(image: bytes) -> tuple[bytes, int, int]:
    """A small picture made anew from the pixels (WebP, no EXIF, no place), with the original's width and height.

    Raises `UnsupportedFile` for what Pillow cannot read and for pictures of more than 40 megapixels.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(image), formats=list(IMAGES)) as opened:
                if opened.width * opened.height > MOST_PIXELS:
                    raise UnsupportedFile("This picture has too many pixels.")
                picture = ImageOps.exif_transpose(opened)
                size = picture.size
                picture.thumbnail((PREVIEW_EDGE, PREVIEW_EDGE))
                out = io.BytesIO()
                picture.convert("RGBA" if "A" in picture.getbands() else "RGB").save(out, "WEBP", quality=80)
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError, Warning) as error:
        raise UnsupportedFile("This picture cannot be read.") from error
    return out.getvalue(), size[0], size[1]
