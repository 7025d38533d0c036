"""Who carries the desk's mail away: `ICTDESK_MAIL_URL`, one address or several in order of preference."""

from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, unquote, urlsplit

from ictdesk.project.options import BadOption

SMTP = "django.core.mail.backends.smtp.EmailBackend"
SECONDS = 20


def mailers(text: str, data: Path) -> dict[str, dict[str, Any]]:
    """Django's MAILERS: by provider, and the first one as `default`. Raises `BadOption`."""
    found: dict[str, dict[str, Any]] = {}
    for one in (part.strip() for part in text.split(",") if part.strip()):
        name, mailer = _mailer(urlsplit(one), data)
        found.setdefault("default", mailer)
        found[name] = mailer
    if not found:
        raise BadOption("ICTDESK_MAIL_URL names nobody who carries mail away.")
    return found


def _mailer(url: SplitResult, data: Path) -> tuple[str, dict[str, Any]]:
    user, password = unquote(url.username or ""), unquote(url.password or "")
    if url.scheme in ("smtp", "smtps"):
        options = _smtp(url.hostname or "", url.port or 587, user, password)
        ssl = url.scheme == "smtps"
        return "smtp", {
            "BACKEND": SMTP,
            "OPTIONS": options | {"use_tls": bool(user) and not ssl, "use_ssl": ssl},
        }
    if url.scheme == "ses":
        host = f"email-smtp.{url.hostname}.amazonaws.com"
        return "ses", {"BACKEND": SMTP, "OPTIONS": _smtp(host, 587, user, password) | {"use_tls": True}}
    if url.scheme == "postmark":
        backend = "anymail.backends.postmark.EmailBackend"
        return "postmark", {"BACKEND": backend, "OPTIONS": {"server_token": url.hostname and _token(url)}}
    if url.scheme == "file":
        folder = {"file_path": str(data / "mail")}
        return "file", {"BACKEND": "ictdesk.project.mail_folder.EmailBackend", "OPTIONS": folder}
    raise BadOption("ICTDESK_MAIL_URL: expected smtp://, smtps://, postmark://, ses:// or file:")


def _token(url: SplitResult) -> str:
    """As it was written: a host's name is read in small letters."""
    return url.netloc.rpartition("@")[2]


def _smtp(host: str, port: int, user: str, password: str) -> dict[str, Any]:
    return {"host": host, "port": port, "username": user, "password": password, "timeout": SECONDS}
