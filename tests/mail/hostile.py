"""Mails that are made to harm."""

import io
import zipfile
from base64 import encodebytes

HEAD = b"From: eve@mail.example\r\nSubject: Hello\r\nMIME-Version: 1.0\r\n"


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


def enclosed(name: bytes, content: bytes) -> bytes:
    head = b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: image/png\r\n"
    head += b'Content-Disposition: attachment; filename="' + name + b'"\r\n'
    return (
        HEAD + head + b"Content-Transfer-Encoding: base64\r\n\r\n" + encodebytes(content) + b"\r\n--b--\r\n"
    )


def bomb() -> bytes:
    """A zip of 20 MB of nothing, in 20 kB."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("nothing", bytes(20_000_000))
    return file.getvalue()


BOMB = bomb()
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
    "zip bomb": enclosed(b"bomb.zip", BOMB),
    "svg as a picture": enclosed(b"a.png", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
    "html as a picture": enclosed(b"a.jpg", b"<html><script>alert(1)</script>"),
    "name with a line break": enclosed(b"a\\r\\nX: y.pdf", b"%PDF-1.7 x"),
    "name with an override": enclosed("\u202egnp.exe".encode(), b"MZ\x90\x00" + bytes(60)),
    "name of 5,000": enclosed(b"a" * 3_900, b"%PDF-1.7 x"),
    "HTML 100,000 deep": text(b"\r\n".join([b"<b>" * 50] * 2_000) + b"x", b"text/html"),
    "HTML attributes": text(b"<p " + b"a=b\r\n" * 20_000 + b">x", b"text/html"),
    "math and style": text(
        b"<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style>", b"text/html"
    ),
    "javascript with blanks": text(b'<a href=" java\nscript:alert(1)">x</a>', b"text/html"),
    "two bodies": HEAD
    + b"Content-Type: multipart/alternative; boundary=a\r\nContent-Type: text/plain\r\n\r\n--a\r\n",
    "boundary that is empty": HEAD + b'Content-Type: multipart/mixed; boundary=""\r\n\r\n----\r\nx\r\n',
    "quoted-printable that is none": text(
        b"=ZZ=\r\n=" * 500, more=b"Content-Transfer-Encoding: quoted-printable\r\n"
    ),
    "uuencode that is none": text(
        b"begin 644 x\r\nM\r\n" * 500, more=b"Content-Transfer-Encoding: x-uuencode\r\n"
    ),
    "16,000 references": HEAD + b"References:" + b"\r\n <a@b.example>" * 9_000 + b"\r\n\r\nHello\r\n",
    "file name of a path": text(b"x", b'text/plain; name="../../etc/passwd"'),
}
