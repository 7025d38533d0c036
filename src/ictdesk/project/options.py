"""Every option of an installation: one table of environment variables, read once, strictly.

`docs/operate/deploy.md` lists them; a test holds the two together. A value that cannot be read
stops the start with a sentence that names the variable.
"""

import ipaddress
import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ictdesk.project import site

REGION = re.compile(r"[a-z][a-z0-9]{1,9}")
"""The code of a region: part of the names of a database, a folder and of variables."""


class BadOption(Exception):
    """An option is missing or cannot be read; the message names it and says what is expected."""


@dataclass(frozen=True)
class Option[T]:
    """One environment variable: how to read it, what it is when unset, what it is for."""

    name: str
    read: Callable[[str], T]
    default: T | None
    about: str


def _flag(text: str) -> bool:
    if text in ("1", "true", "True"):
        return True
    if text in ("", "0", "false", "False"):
        return False
    raise ValueError("expected 1 or 0")


def _names(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def _regions(text: str) -> list[str]:
    codes = _names(text)
    if not all(REGION.fullmatch(one) and one != "eu" for one in codes) or len(set(codes)) < len(codes):
        raise ValueError("expected codes such as us, uk; eu is always there")
    return sorted(codes)


NOBODYS: dict[str, str] = {}
NOWHERE: list[str] = []


def _owners(text: str) -> dict[str, str]:
    """`backup=ann@example.com, reports=bob@example.com`"""
    pairs = [one.partition("=") for one in _names(text)]
    if not all(name.strip() and "@" in address for name, _, address in pairs):
        raise ValueError("expected ACCOUNT=ADDRESS, ...")
    return {name.strip(): address.strip().casefold() for name, _, address in pairs}


def _listeners(text: str) -> list[tuple[str, int, str]]:
    """`mail.example:25/smtp, desk.example:8443`"""
    found = [re.fullmatch(r"([A-Za-z0-9.-]+):(\d{1,5})(?:/(smtp))?", one) for one in _names(text)]
    if not all(found):
        raise ValueError("expected HOST:PORT or HOST:PORT/smtp, ...")
    return [(one[1], int(one[2]), one[3] or "tls") for one in found if one]


def _address(text: str) -> str:
    if not text.startswith(("http://", "https://")):
        raise ValueError("expected http://HOST or https://HOST")
    return text.rstrip("/")


def _grace(text: str) -> int:
    if not text.isdecimal() or not 7 <= int(text) <= 90:
        raise ValueError("expected a number of days from 7 to 90")
    return int(text)


def _bucket(text: str) -> str:
    if not re.fullmatch(r"s3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](/[A-Za-z0-9!_.*'()/-]*)?", text):
        raise ValueError("expected s3://BUCKET or s3://BUCKET/PREFIX")
    return text


def _host(text: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9]([A-Za-z0-9.-]{0,120}[A-Za-z0-9])?", text):
        raise ValueError("expected a host such as mail.example.com")
    return text.lower()


def _check(text: str) -> str:
    if text not in ("outside", "all", "off"):
        raise ValueError("expected outside, all or off")
    return text


def _dns(text: str) -> str:
    host, _, port = text.rpartition(":")
    ipaddress.ip_address(host)
    if not 0 < int(port) < 65536:
        raise ValueError("expected ADDRESS:PORT")
    return text


def _networks(text: str) -> list[ipaddress.IPv4Network | ipaddress.IPv6Network]:
    return [ipaddress.ip_network(one) for one in _names(text)]


def _site_file(text: str) -> site.Site:
    return site.read(Path(text))


def _secret_file(text: str) -> str:
    secret = Path(text).read_text(encoding="ascii").strip()
    if len(secret) < 32:
        raise ValueError("expected at least 32 characters in that file")
    return secret


def _stripe_key(text: str) -> str:
    key = Path(text).read_text(encoding="ascii").strip()
    if not re.fullmatch(r"[sr]k_(test|live)_[A-Za-z0-9_]{8,}", key):
        raise ValueError("expected a secret or restricted key of Stripe in that file")
    return key


def _stripe_secrets(text: str) -> list[str]:
    secrets = Path(text).read_text(encoding="ascii").split()
    if not secrets or not all(re.fullmatch(r"whsec_[A-Za-z0-9+/=_-]{16,}", one) for one in secrets):
        raise ValueError("expected signing secrets of Stripe (whsec_...) in that file, each on a line")
    return secrets


def _stripe_prices(text: str) -> dict[str, str]:
    pairs = [one.partition("=") for one in _names(text)]
    if not all(
        plan in ("pro", "enterprise") and re.fullmatch(r"price_\w+", price) for plan, _, price in pairs
    ):
        raise ValueError("expected pro=price_... or enterprise=price_..., separated by commas")
    return {price: plan for plan, _, price in pairs}


def _stripe_api(text: str) -> str:
    address = _address(text)
    if not address.startswith(("https://", "http://127.0.0.1:")):
        raise ValueError("expected https://HOST")
    return address


OPTIONS: dict[str, Option[Any]] = {
    option.name: option
    for option in (
        Option("ICTDESK_DATA", Path, Path(".ictdesk"), "folder for keys, files and the embedded database"),
        Option(
            "ICTDESK_LEDGER",
            Path,
            None,
            "folder for the ledger of rights, in no backup; default: `ledger` in the data folder",
        ),
        Option(
            "ICTDESK_LEDGER_BUCKET",
            _bucket,
            "",
            "s3://BUCKET/PREFIX that every line of the ledger is copied to, and fetched from after a loss",
        ),
        Option(
            "ICTDESK_S3_ENDPOINT", _address, None, "address of the storage; default: Amazon's of the region"
        ),
        Option("ICTDESK_S3_REGION", str, "eu-central-1", "region of the storage"),
        Option(
            "ICTDESK_S3_SECRET_FILE",
            _secret_file,
            None,
            "file with KEY:SECRET of the storage; default: where Amazon's own programs look",
        ),
        Option(
            "ICTDESK_BACKUP_DAYS",
            int,
            35,
            "how old a copy of the data may get: certificates of erasure name the day; `backup` removes older ones",
        ),
        Option(
            "ICTDESK_END_DAYS",
            _grace,
            30,
            "days between the asking for a workspace's end and the end, 7 to 90; whoever owns it can take it back meanwhile",
        ),
        Option(
            "ICTDESK_DATABASE_ACCOUNTS",
            _owners,
            NOBODYS,
            "whose the further accounts of the databases are: ACCOUNT=ADDRESS, ...; others are reported daily",
        ),
        Option(
            "ICTDESK_BASE_URL", _address, "http://127.0.0.1:8000", "address under which people reach the desk"
        ),
        Option(
            "ICTDESK_FILES_URL", _address, None, "separate host for attachments; default: the base address"
        ),
        Option(
            "ICTDESK_SECRET_KEY_FILE", _secret_file, None, "file with the secret for sessions and signatures"
        ),
        Option("ICTDESK_ROOT_KEY_FILE", Path, None, "file with the root key, 32 bytes as hex"),
        Option(
            "ICTDESK_SIGNING_KEY_FILE",
            Path,
            None,
            "file with the key that signs certificates, 32 bytes as hex",
        ),
        Option("ICTDESK_CONTROL_DSN", str, None, "control database, as ictdesk_app (postgresql://...)"),
        Option("ICTDESK_CELL_EU_DSN", str, None, "cell database of region eu, as ictdesk_app"),
        Option(
            "ICTDESK_OWNER_CONTROL_DSN", str, None, "control database, as ictdesk_owner (migrations only)"
        ),
        Option("ICTDESK_OWNER_CELL_EU_DSN", str, None, "cell database of region eu, as ictdesk_owner"),
        Option(
            "ICTDESK_REGIONS",
            _regions,
            NOWHERE,
            "codes of the regions beside eu, each with a cell of its own",
        ),
        Option("ICTDESK_AS_OWNER", _flag, False, "log in as the owner; set by `ictdesk migrate` only"),
        Option("ICTDESK_DEBUG", _flag, False, "development pages and messages; never in production"),
        Option("ICTDESK_TRUSTED_PROXIES", int, 0, "how many reverse proxies stand in front"),
        Option(
            "ICTDESK_MAIL_URL",
            str,
            "file:",
            "who carries mail away, the preferred one first: smtp://USER:PASSWORD@HOST:PORT, postmark://TOKEN, "
            "ses://USER:PASSWORD@REGION, or file: for a folder",
        ),
        Option(
            "ICTDESK_HOOKS_SECRET_FILE",
            _secret_file,
            None,
            "file with USER:PASSWORD for the providers' hooks",
        ),
        Option(
            "ICTDESK_SNS_TOPICS", _names, list[str](), "topics of Amazon SNS that may call the hook of SES"
        ),
        Option("ICTDESK_MAIL_FROM", str, "ICTDesk <desk@localhost>", "sender of the desk's own mail"),
        Option(
            "ICTDESK_MAIL_DOMAIN",
            _host,
            "mail.localhost",
            "domain whose subdomains, one for each workspace, take mail",
        ),
        Option(
            "ICTDESK_MAIL_AUTHSERV",
            _names,
            list[str](),
            "names by which the mail server before the desk signs its checks of SPF, DKIM and DMARC",
        ),
        Option(
            "ICTDESK_MAIL_CHECK",
            _check,
            "outside",
            "whose mail the SMTP listener checks itself, without ICTDESK_MAIL_AUTHSERV: `outside` (public addresses), `all` or `off`",
        ),
        Option(
            "ICTDESK_DNS",
            _dns,
            "",
            "ADDRESS:PORT of the name server to ask about senders' domains; default: the machine's own",
        ),
        Option(
            "ICTDESK_EGRESS_ALLOW",
            _networks,
            list[Any](),
            "private networks, such as 10.1.0.0/16, in which the desk may call mailboxes and the like",
        ),
        Option("ICTDESK_MAIL_LIMIT", int, 25 * 1024 * 1024, "largest mail that comes in, in bytes"),
        Option(
            "ICTDESK_MAIL_AFTER",
            int,
            300,
            "seconds after which an answer that nobody read in the chat goes by mail",
        ),
        Option(
            "ICTDESK_CERT_FILE", Path, None, "certificate chain with which `ictdesk serve` speaks TLS itself"
        ),
        Option("ICTDESK_KEY_FILE", Path, None, "its private key, unless it is in the same file"),
        Option("ICTDESK_SMTP_CERT_FILE", Path, None, "certificate chain for STARTTLS of `ictdesk smtp`"),
        Option("ICTDESK_SMTP_KEY_FILE", Path, None, "its private key, unless it is in the same file"),
        Option(
            "ICTDESK_DEMO_PASSWORD", str, None, "password of the demo members; else made and printed once"
        ),
        Option("ICTDESK_WEB_THREADS", int, 8, "threads for pages and the HTTP API in each server process"),
        Option(
            "ICTDESK_RATE_FACTOR",
            float,
            1.0,
            "factor on all limits of the gateway; more than 1 for load tests only",
        ),
        Option("ICTDESK_SITE", _flag, True, "whether there are public pages: home, plans, privacy, contact"),
        Option("ICTDESK_SIGN_UP", _flag, False, "whether anybody may open a workspace on the public pages"),
        Option(
            "ICTDESK_SITE_FILE",
            _site_file,
            site.Site(),
            "TOML file that says who runs the desk: names, address, lead, colour, logo",
        ),
        Option(
            "ICTDESK_STRIPE_KEY_FILE",
            _stripe_key,
            None,
            "file with the secret key of Stripe; without it nothing can be paid, and `ictdesk plan` sets plans",
        ),
        Option(
            "ICTDESK_STRIPE_HOOK_SECRETS_FILE",
            _stripe_secrets,
            list[str](),
            "file with the signing secrets of Stripe's notices, each on a line; two while one replaces another",
        ),
        Option(
            "ICTDESK_STRIPE_PRICES",
            _stripe_prices,
            dict[str, str](),
            "which price of Stripe buys which plan: pro=price_...; an old price may stay beside a new one",
        ),
        Option("ICTDESK_STRIPE_API", _stripe_api, "https://api.stripe.com", "address of Stripe, for tests"),
        Option(
            "ICTDESK_TLS_PROBE",
            _listeners,
            list[Any](),
            "further listeners whose TLS is checked beside the base address: HOST:PORT, ...; HOST:PORT/smtp for STARTTLS",
        ),
        Option(
            "ICTDESK_AGREEMENT_CERTIFICATE_FILE",
            Path,
            None,
            "PKCS #12 file with the certificate and key that sign agreements; default: one of its own, for evaluation",
        ),
        Option(
            "ICTDESK_AGREEMENT_PASSPHRASE_FILE",
            _secret_file,
            "",
            "file with the passphrase of that certificate",
        ),
        Option(
            "ICTDESK_TIMESTAMP_URL", _address, None, "service of time stamps (RFC 3161) for signed agreements"
        ),
        Option("ICTDESK_FILE_LIMIT", int, 20 * 1024 * 1024, "largest attachment in bytes"),
    )
}


def read(name: str) -> Any:
    """The value of one option, or its default.

    Raises `BadOption` when the value cannot be read, `KeyError` for a name that is not in the table.
    """
    option = OPTIONS[name]
    text = os.environ.get(name)
    if text is None or text == "":
        return option.default
    try:
        return option.read(text)
    except (ValueError, OSError) as error:
        raise BadOption(f"{name}={text!r} cannot be used: {error}") from error


def of_cell(region: str, what: str, *, owner: bool = False) -> str:
    """What is said of one cell: `ICTDESK_CELL_US_DSN`, `ICTDESK_CELL_US_ROOT_KEY_FILE`. Raises `BadOption` when it is not."""
    name = cell_variable(region, what, owner=owner)
    said = os.environ.get(name)
    if not said:
        raise BadOption(f"{name} is not set, and ICTDESK_REGIONS names {region}")
    return said


def cell_variable(region: str, what: str, *, owner: bool = False) -> str:
    """`what`: DSN or ROOT_KEY_FILE."""
    return f"ICTDESK_{'OWNER_' if owner else ''}CELL_{region.upper()}_{what}"


def need(name: str) -> Any:
    """As `read`, for an option without which nothing can start."""
    value = read(name)
    if value is None:
        raise BadOption(f"{name} is not set: {OPTIONS[name].about}")
    return value
