"""A receipt for an answer: JSON after ISO/IEC TS 27560 in the profile of the Data Privacy Vocabulary, signed (Ed25519).

It names the person by the keyed digest of their address alone: whoever holds it knows whose it is, and nobody else can tell.
"""

import json
from typing import Any

from django.conf import settings

from ictdesk.kernel.clock import rfc3339
from ictdesk.kernel.home import home
from ictdesk.kernel.vault import signing
from ictdesk.privacy.consent.models import ConsentEvent, ConsentWording
from ictdesk.privacy.consent.queries import wording_of

FORMAT = "dpv-27560:receipt-eu-gdpr"
SCHEMA = "ictdesk/consent-receipt/1"


def document(event: ConsentEvent) -> dict[str, Any]:
    """The receipt and its signature, over the receipt with sorted keys and without spaces."""
    said = content(event)
    raw = json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    return {"receipt": said, "signature": signing.text(signing.sign(raw))}


def content(event: ConsentEvent) -> dict[str, Any]:
    where, purpose = home(), event.purpose
    words = wording_of(purpose, event.language, event.version) if event.version else None
    return {
        "schema_version": SCHEMA,
        "profile": FORMAT,
        "record_id": str(event.id),
        "pii_principal_id": bytes(event.digest).hex(),
        "pii_processing": {
            "privacy_notice": _notice(words),
            "language": event.language,
            "purposes": [{"id": purpose.key, "name": purpose.name, "use": purpose.use}],
            "lawful_basis": "eu-gdpr:A6-1-a",
            "pii_categories": ["user.contact.email"],
            "pii_controllers": [str(event.workspace_id)],
            "collection_method": event.how,
            "collection_place": event.place,
            "storage_locations": [settings.ICTDESK_BASE_URL],
            "retention_period": rfc3339(event.ends_at) if event.ends_at else "until withdrawn",
            "jurisdictions": [where.country] if where.country else [],
            "recipients": [],
            "withdrawal_method": "link in every mail, or any message to the controller",
            "privacy_rights": ["eu-gdpr:A7-3", *(f"eu-gdpr:A{n}" for n in (15, 16, 17, 18, 20, 77))],
        },
        "parties": [
            {"id": str(event.workspace_id), "name": where.name, "contact": where.sender, "type": "controller"}
        ],
        "events": [
            {
                "time": rfc3339(event.at),
                "state": event.state,
                "entity": "pii_principal" if event.how not in ("erasure", "clock") else "controller",
                "type": "explicit" if event.proof_id else "expressed",
                "valid_until": rfc3339(event.ends_at) if event.ends_at else None,
                "proof": str(event.proof_id) if event.proof_id else None,
                "global_privacy_control": event.gpc,
            }
        ],
        "key": signing.fingerprint(),
    }


def _notice(words: ConsentWording | None) -> dict[str, Any] | None:
    if words is None:
        return None
    return {"version": words.version, "text": words.text, "sha256": bytes(words.digest).hex()}
