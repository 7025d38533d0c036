"""What the owner of a domain publishes, record by record."""

from typing import NamedTuple

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from ictdesk.desk.senders.models import SenderDomain


class Record(NamedTuple):
    """One record: what it is for, its name and type, and what it should say."""

    check: str
    name: str
    type: str
    value: str
    required: bool


WHY = {
    "dkim": gettext_noop(
        "Needed. It carries the key that your mails are signed with, and shows that this domain is yours."
    ),
    "spf": gettext_noop(
        "Good to have: it names this desk among those who may send for you. If you have such a record already, add the include to it: there must be one only."
    ),
    "dmarc": gettext_noop(
        "Good to have: it tells others what to do with mail that only claims to be from you."
    ),
    "mx": gettext_noop(
        "Good to have: so that mail to this address arrives somewhere. Forward it to the inbox, or fetch it from its mailbox."
    ),
}


def records(domain: SenderDomain) -> list[Record]:
    """In the order in which they matter."""
    name = domain.domain
    return [
        Record("dkim", key_name(domain), "TXT", key_record(domain), required=True),
        Record("spf", name, "TXT", f"v=spf1 {include()} ~all", required=False),
        Record("dmarc", f"_dmarc.{name}", "TXT", "v=DMARC1; p=none", required=False),
        Record("mx", name, "MX", "", required=False),
    ]


def why(check: str) -> str:
    """What a record is for."""
    return _(WHY[check])


def key_name(domain: SenderDomain) -> str:
    """Where the public key lies (RFC 6376, 3.6.2.1)."""
    return f"{domain.selector}._domainkey.{domain.domain}"


def key_record(domain: SenderDomain) -> str:
    """The public key as DNS carries it."""
    return f"v=DKIM1; k=rsa; p={domain.public_key}"


def include() -> str:
    """The term by which a domain lets this desk send for it."""
    return f"include:{settings.ICTDESK_MAIL_DOMAIN}"
