"""Nobody moves a thing into another workspace by naming that workspace in what they send."""

from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import connections
from django.test import Client

from ictdesk.desk.people.rules import SCOPES
from ictdesk.kernel.tenancy import workspace_scope
from tests.isolation import routes
from tests.isolation.conftest import undone
from tests.isolation.furnished import Furnished, cell_models, digest
from tests.isolation.mail_routes import desk
from tests.isolation.privacy_routes import SOON
from tests.isolation.routes import ALL, Aim
from tests.isolation.setup_routes import NAMELESS
from tests.isolation.strangers import STRANGERS, narrow_program, program

NAMES = ("workspace_id", "account_id", "workspace", "tenant_id", "organization")
WEIGHED = {"basis": "contract", "outcome": "ours"} | dict.fromkeys(
    ("necessity", "interest", "balancing", "safeguards"), "Taken over"
)
"""What the forms of purposes and assessments need."""
WITH_BODY = [name for name in ALL if " " in name and ALL[name](Aim.never())[0][2] is not None]
FORMS = [name for name in ALL if " " not in name and ALL[name](Aim.never())[-1][0] == "POST"]
FORMS_OF_LISTS = [
    "settings-workspace",
    "settings-notice",
    "settings-inboxes",
    "settings-members",
    "settings-keys",
    "settings-attributes",
]


@pytest.mark.parametrize("name", [*WITH_BODY, *(name for name, one in NAMELESS.items() if one[2])])
def test_a_body_that_names_a_workspace_is_refused(
    acme: Furnished, globex: Furnished, acme_before: dict[str, str], strangers: dict[str, Client], name: str
) -> None:
    method, path, body = ALL[name](Aim.at(globex))[0] if name in ALL else NAMELESS[name]
    for client in (strangers["owner"], strangers["program"]):
        for field in NAMES:
            status, answer, _ = routes.send(client, (method, path, body | {field: str(acme.id)}))
            assert status == 422, answer
    assert digest(acme.house) == acme_before


@pytest.mark.parametrize("name", [name for name in ALL if " " in name] + sorted(routes.API_WITHOUT_IDS))
def test_a_query_that_names_a_workspace_is_refused(acme: Furnished, globex: Furnished, name: str) -> None:
    path = f"/api/v1{name.split()[1]}{'?q=parcel' if name == 'GET /search' else ''}"
    client = narrow_program(globex, *SCOPES)  # a key of its own: calls of one key are counted together
    without = NAMELESS.get(name, ("GET", path, None))
    method, path, body = ALL[name](Aim.at(globex))[0] if name in ALL else without
    for field in NAMES:
        question = urlencode({field: str(acme.id)})
        asked = f"{path}{'&' if '?' in path else '?'}{question}"
        status, answer, _ = routes.send(client, (method, asked, body))
        assert status == 422, answer


def test_a_nested_name_is_refused(acme: Furnished, globex: Furnished) -> None:
    own = Aim.at(globex)
    path = f"/api/v1/conversations/{own.conversation}/messages"
    body: dict[str, Any] = {
        "client_id": str(own.workspace),
        "body": {"text": "x", "workspace_id": str(acme.id)},
    }
    assert routes.send(program(globex), ("POST", path, body))[0] == 422


COURT = {"group": "authority", "given_on": "2026-01-02"}
QUIET = {
    *("contact", "contact-choose", "settings-status-up", "settings-status-delete", "privacy-correct"),
    *("privacy-value-erase", "newsletter-to-me", "privacy-consent-chat", "privacy-subprocessor"),
    "privacy-proof",
    *("privacy-agreement-sign", "privacy-agreement-upload"),
    *("privacy-breach", "privacy-breach-change"),
    *("settings-team-delete", "settings-tag-merge", "settings-mail-test", "settings-mailbox-test"),
}
"""Forms that change nothing of this house: a status that is used or first, a team with replies, a tag into itself, a test, a case that asks
for no correction, a question that the chat does not ask anyhow; what the vendor alone may look at again."""

GONE = {
    *("settings-attribute-drop", "settings-field-drop", "settings-sender-remove", "settings-mailbox-remove")
}
"""Forms that take away more than they write."""


def places(house: Furnished) -> dict[str, int]:
    counts = [
        f"select '{model._meta.db_table}', count(*) from {model._meta.db_table}" for model in cell_models()
    ]
    with workspace_scope(house.id) as scope, connections[scope.alias].cursor() as cursor:
        cursor.execute(" union all ".join(counts))
        return dict(cursor.fetchall())


@pytest.fixture(scope="module")
def before(home: Furnished) -> dict[str, int]:
    return places(home)


def taken_over(acme: Furnished, own: Aim, name: str) -> dict[str, str]:
    """What a form takes, with another workspace named in every way."""
    sent = dict.fromkeys(NAMES, str(acme.id)) | {
        "id": str(acme.house.inbox.id),
        "name": "Taken",
        "text": "Taken over",
        "email": f"eve@{own.slug}.example",
        "role": "viewer",
        "scopes": "search:read",
        "color": "#000000",
        "time_zone": "UTC",
        "kind": "text" if "attributes" in name else "phone",
        "value": "+493012345",
        "plan": "Silver",
        **dict.fromkeys(("key", "shortcut"), "tariff"),
        **dict.fromkeys(("title", "label"), "Tariff"),
        **dict.fromkeys(("public_label", "subject"), "Taken"),
        **WEIGHED,
        "body": "Hello",
        "text_en": "Taken over",
        "material": "on",
        "priority": "low",
        "category": "user.content.private.custom",
        "source": "ours",
        "purpose": "essential.service.operations.support",
    }
    if name.startswith(("privacy-hold", "privacy-look", "privacy-recipients")):
        sent |= {"kind": "legal_claim", "reason": "They sue us", "review_on": SOON} | COURT
        sent |= {f"{own.hold}-review_on": SOON, "exemption": "legal_claims", "words": "They sue us"}
    return sent


@pytest.mark.parametrize("name", [*FORMS, *FORMS_OF_LISTS])
def test_a_form_that_names_a_workspace_stays_at_home(
    acme: Furnished, acme_before: dict[str, str], home: Furnished, before: dict[str, int], name: str
) -> None:
    """A form's unknown fields are not looked at: what it makes is where the page is."""
    own = Aim.at(home)
    path = ALL[name](own)[-1][1] if name in ALL else desk(name, own.slug)
    sent = taken_over(acme, own, name)
    with undone():
        status, answer, _ = routes.send(STRANGERS["owner"](home), ("POST", path, list(sent.items())))
        after = places(home)
        assert digest(acme.house) == acme_before
    assert status in (200, 302), answer
    if name not in GONE:
        assert sum(after.values()) >= sum(before.values())
    if name not in QUIET:
        assert after["audit_record"] > before["audit_record"], "it did something at home"
