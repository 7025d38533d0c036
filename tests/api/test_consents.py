"""A website's program writes down what people answer there, and nothing else."""

from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.privacy.consent.models import ConsentEvent
from tests.api.calls import JSON, PREFIX
from tests.people.browsers import program
from tests.privacy.test_consent import MAX, ok, purpose
from tests.world import World


def test_a_program_keeps_answers_and_asks_mailboxes(world: World) -> None:
    house = world.acme
    news, offers = purpose(house), purpose(house, "offers", double=True)
    writer, reader = program(house, "consents:write"), program(house, "consents:read")
    said = {"address": MAX, "state": "given", "language": "en", "place": "footer#news", "gpc": True}
    path = f"{PREFIX}/consent-purposes/{news.id}"
    for _ in range(2):
        made = writer.post(f"{path}/consents", said, content_type=JSON, headers={"Idempotency-Key": "one"})
        assert (made.status_code, made.json()["state"], made.json()["how"]) == (201, "given", "api")
    with workspace_scope(house.id):
        event = ConsentEvent.objects.get()
        assert (event.place, event.gpc, event.version, event.language) == ("footer#news", True, 1, "en")
    assert ok(house)
    refused = writer.post(f"{PREFIX}/consent-purposes/{offers.id}/consents", said, content_type=JSON)
    assert (refused.status_code, refused.json()["code"]) == (409, "conflict")
    asked = writer.post(
        f"{PREFIX}/consent-purposes/{offers.id}/questions", {"address": MAX}, content_type=JSON
    )
    assert (asked.status_code, asked.json()["state"]) == (201, "requested")
    for client, status in ((reader, 200), (writer, 403)):
        found = client.post(f"{PREFIX}/consents/lookup", {"address": MAX}, content_type=JSON)
        assert found.status_code == status
    assert [
        (one["purpose"], one["may"])
        for one in reader.post(f"{PREFIX}/consents/lookup", {"address": MAX}, content_type=JSON).json()[
            "items"
        ]
    ] == [("news", True), ("offers", False)]
    assert reader.post(f"{path}/consents", said, content_type=JSON).status_code == 403
    for verb, body in (("wordings", {"texts": {"en": "x"}, "material": True}), ("closing", None)):
        assert writer.post(f"{path}/{verb}", body, content_type=JSON).status_code == 403
    receipt = reader.get(f"{PREFIX}/consents/{event.id}/receipt").json()
    assert receipt["receipt"]["events"][0]["state"] == "given"
    assert MAX not in str(receipt)


def test_a_receipt_is_verified_without_our_code(world: World) -> None:
    import base64
    import json

    from cryptography.hazmat.primitives.serialization import load_pem_public_key
    from django.test import Client

    house = world.acme
    news = purpose(house)
    writer = program(house, "consents:write", "consents:read")
    made = writer.post(
        f"{PREFIX}/consent-purposes/{news.id}/consents",
        {"address": MAX, "state": "refused"},
        content_type=JSON,
    ).json()
    told = writer.get(f"{PREFIX}/consents/{made['id']}/receipt").json()
    key = load_pem_public_key(Client().get("/.well-known/ictdesk-signing-key").content)
    raw = json.dumps(told["receipt"], sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    signature = base64.b64decode(told["signature"] + "==", altchars=b"-_")
    key.verify(signature, raw)  # type: ignore[call-arg, union-attr]
    assert told["receipt"]["pii_processing"]["privacy_notice"]["text"] == "News once a month."
    assert told["receipt"]["pii_processing"]["lawful_basis"] == "eu-gdpr:A6-1-a"
