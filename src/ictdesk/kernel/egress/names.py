"""Asks the name servers of the machine, or the one of `ICTDESK_DNS`, about names that anybody may have chosen.

Bounded in time, and in how much of an answer is read.
"""

import ipaddress

import dns.exception
import dns.name
import dns.nameserver
import dns.resolver
from django.conf import settings

SECONDS = 2.0
SECONDS_IN_ALL = 5.0
MOST = 20
LONGEST = 4096


class NotAnswered(Exception):
    """No name server answered, or not in a way that says whether the name has such records."""


def records(name: str, kind: str) -> list[str]:
    """The records of a name as text, TXT joined as receivers do it; none where there are none.

    Raises `NotAnswered`.
    """
    try:
        answer = _resolver().resolve(name, kind, search=False, raise_on_no_answer=False)
    except (dns.resolver.NXDOMAIN, dns.name.LabelTooLong, dns.name.NameTooLong, dns.name.EmptyLabel):
        return []
    except (dns.exception.DNSException, OSError) as error:
        raise NotAnswered from error
    rows = list(answer.rrset or [])[:MOST]
    return [_text(row)[:LONGEST] for row in rows]


def _text(row: object) -> str:
    strings = getattr(row, "strings", None)
    if strings is None:
        return str(row)
    return b"".join(strings).decode("utf-8", "replace")


def _resolver() -> dns.resolver.Resolver:
    named = settings.ICTDESK_DNS
    resolver = dns.resolver.Resolver(configure=not named)
    if named:
        host, _, port = named.rpartition(":")
        resolver.nameservers = [dns.nameserver.Do53Nameserver(str(ipaddress.ip_address(host)), int(port))]
    resolver.timeout, resolver.lifetime = SECONDS, SECONDS_IN_ALL
    return resolver
