"""Add a domain to write under, note what its DNS says, and take it away."""

import re
import secrets

from django.conf import settings

from ictdesk.desk.senders import checks, key_pairs, rules
from ictdesk.desk.senders.models import SenderAddress, SenderDomain
from ictdesk.kernel import clock, entitlements
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import Conflict, Invalid
from ictdesk.kernel.instructing import Alters
from ictdesk.kernel.vault import keyring

MOST = 20
LABEL = r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?"
DOMAIN = re.compile(rf"({LABEL}\.)+[a-z]([a-z0-9-]{{0,61}}[a-z0-9])")


@command(allow=rules.can_set_up, alters=Alters("senders", (SenderDomain,)))
def add_domain(*, actor: Actor, name: str) -> SenderDomain:
    """A domain with a new key pair; nothing is sent under it before its DNS agrees. Raises `Invalid`, `Conflict`, `NotInPlan`."""
    domain = clean_domain(name)
    if SenderDomain.objects.filter(domain=domain).exists():
        raise Conflict("This domain is there already.")
    count = SenderDomain.objects.count()
    entitlements.ask("sender_domain", count + 1)
    if count >= MOST:
        raise Conflict(f"A workspace writes under at most {MOST} domains.")
    pair = key_pairs.new_pair()
    row = SenderDomain(
        domain=domain,
        selector=f"desk{secrets.token_hex(4)}",
        subject_id=keyring.new_subject(),
        private_key=pair.private,
        public_key=pair.public,
    )
    row.save()
    record(actor, "sender.add_domain", "sender_domain", row.id)
    return row


@command(allow=rules.can_note)
def note_check(*, actor: Actor, domain: SenderDomain, findings: list[checks.Finding]) -> SenderDomain:
    """Keeps what DNS said. Without an answer about the key it stays as it was."""
    row: SenderDomain = SenderDomain.objects.select_for_update(no_key=True).find(id=domain.id)
    agrees, agreed, now = checks.is_ours(findings), row.verified_at is not None, clock.now()
    row.findings, row.checked_at = findings, now
    if agrees is not None and agrees != agreed:
        row.verified_at = now if agrees else None
        record(actor, "sender.verified" if agrees else "sender.lost", "sender_domain", row.id)
    row.save(update_fields=["findings", "checked_at", "verified_at"])
    return row


@command(allow=rules.can_set_up, alters=Alters("senders", (SenderDomain,)))
def remove_domain(*, actor: Actor, domain: SenderDomain) -> None:
    """Its inboxes answer from the desk's own address again; its private key is destroyed."""
    SenderAddress.objects.filter(domain=domain).delete()
    record(actor, "sender.remove_domain", "sender_domain", domain.id)
    keyring.destroy(domain.subject_id)
    domain.delete()


def clean_domain(text: str) -> str:
    """A domain name in small letters and ASCII. Raises `Invalid`."""
    try:
        domain = text.strip().rstrip(".").lower().encode("idna").decode()
    except UnicodeError as error:
        raise Invalid("This is no domain such as example.com.") from error
    if not DOMAIN.fullmatch(domain) or len(domain) > 200:
        raise Invalid("This is no domain such as example.com.")
    ours = settings.ICTDESK_MAIL_DOMAIN.lower()
    if domain == ours or domain.endswith(f".{ours}"):
        raise Invalid("This is the desk's own domain: it needs no setting up here.")
    return domain
