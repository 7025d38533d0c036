import re
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from ictdesk.surfaces.dashboard import urls
from tests.people.browsers import browser, signed_in
from tests.world import House, World, make_world

MANAGE = {"vera"}
EVERYBODY = {"vera", "ada", "grace", "noor", "iris"}
OFFICE = {"vera", "noor"}
WORK = {"vera", "ada", "grace"}
PAGES: dict[str, set[str]] = {
    "desk": EVERYBODY,
    "inbox": EVERYBODY,
    "inbox-place": EVERYBODY,
    "contacts": EVERYBODY,
    "contact": EVERYBODY,
    "privacy-board": OFFICE,
    "privacy-case": OFFICE,
    "privacy-purges": OFFICE,
    "privacy-map": OFFICE,
    "privacy-ledger": OFFICE,
    "privacy-retention": OFFICE,
    "privacy-retention-run": OFFICE,
    "privacy-trail": OFFICE,
    "privacy-log": OFFICE,
    "privacy-log-keep": OFFICE,
    "privacy-trail-verify": OFFICE,
    "privacy-trail-take": OFFICE,
    "privacy-checkpoint": OFFICE,
    "privacy-lead": OFFICE,
    **dict.fromkeys(
        ("newsletters", "newsletter", "newsletter-send", "newsletter-drop", "newsletter-to-me"), MANAGE
    ),
    **dict.fromkeys(
        (
            "privacy-purposes",
            "privacy-purpose",
            "privacy-weigh",
            "privacy-assessment",
            "privacy-instructions",
            "privacy-subprocessors",
            "privacy-subprocessor",
            *("privacy-abroad", "privacy-abroad-one", "privacy-abroad-assess", "privacy-abroad-step"),
            "privacy-proofs",
            "privacy-proof",
            *(
                "privacy-agreement",
                "privacy-agreement-sign",
                "privacy-agreement-upload",
                "privacy-agreement-file",
            ),
            "privacy-breaches",
            *("privacy-records", "privacy-impact", "privacy-orders"),
            "privacy-breach-change",
            "privacy-breach",
            "privacy-breach-paper",
        ),
        OFFICE,
    ),
    **dict.fromkeys(
        ("privacy-access", "privacy-access-now", "privacy-access-one", "privacy-access-step"), OFFICE
    ),
    "privacy-access-consent": MANAGE,
    **dict.fromkeys(
        ("on-call", "on-call-ask", "on-call-undertaking", "on-call-step", "site-visits"), EVERYBODY
    ),
    **dict.fromkeys(("on-call-people", "on-call-person"), MANAGE),
    "privacy-consents": OFFICE,
    "privacy-consent": OFFICE,
    "privacy-consent-chat": OFFICE,
    "privacy-consent-close": OFFICE,
    "privacy-purges-choose": OFFICE,
    "privacy-purge": OFFICE,
    "privacy-purge-step": OFFICE,
    "privacy-holds": OFFICE,
    "privacy-hold": OFFICE,
    "privacy-hold-approve": OFFICE,
    "privacy-hold-lift": OFFICE,
    "privacy-hold-look": OFFICE,
    "privacy-hold-review": OFFICE,
    "privacy-recipients": OFFICE,
    "privacy-recipients-of": OFFICE,
    "privacy-notice": OFFICE,
    "privacy-step": OFFICE,
    "privacy-others": OFFICE,
    "privacy-values": OFFICE,
    "privacy-correct": OFFICE,
    "privacy-value-erase": OFFICE,
    "privacy-judge": OFFICE,
    "privacy-look": OFFICE,
    "erasure-certificate": OFFICE,
    "privacy-new": WORK | {"noor"},
    "contact-identities": WORK,
    "contact-identity": WORK,
    "contact-attributes": WORK,
    "contact-choose": WORK,
    "contact-merge": WORK,
    "merge-undo": WORK,
    "settings-attributes": MANAGE,
    "settings-attribute": MANAGE,
    "settings-attribute-drop": MANAGE,
    "settings-macros": WORK,
    "settings-macro": WORK,
    "settings-macro-delete": WORK,
    "settings-fields": MANAGE,
    "settings-field": MANAGE,
    "settings-field-drop": MANAGE,
    "settings": EVERYBODY,
    "settings-workspace": MANAGE,
    "settings-notice": MANAGE,
    "settings-inboxes": MANAGE,
    "settings-inbox": MANAGE,
    "settings-canned": MANAGE,
    "settings-canned-one": MANAGE,
    "settings-canned-delete": MANAGE,
    "settings-tags": MANAGE,
    "settings-tag": MANAGE,
    "settings-tag-merge": MANAGE,
    "settings-tag-delete": MANAGE,
    "settings-statuses": MANAGE,
    "settings-status": MANAGE,
    "settings-status-up": MANAGE,
    "settings-status-delete": MANAGE,
    "settings-teams": MANAGE,
    "settings-team": MANAGE,
    "settings-team-delete": MANAGE,
    "settings-types": MANAGE,
    "settings-type": MANAGE,
    "settings-type-delete": MANAGE,
    "settings-promises": MANAGE,
    "settings-preview": MANAGE,
    "settings-notifications": EVERYBODY,
    "settings-digest": EVERYBODY,
    "settings-start": MANAGE,
    "settings-samples": MANAGE,
    "settings-holidays": MANAGE,
    "settings-holidays-regions": MANAGE,
    "settings-data-map": EVERYBODY,
    "settings-security": MANAGE,
    "settings-end": MANAGE,
    "settings-end-keep": MANAGE,
    "settings-plan": MANAGE,
    "settings-plan-pay": MANAGE,
    "settings-plan-portal": MANAGE,
    "settings-plan-invoice": MANAGE,
    "settings-take-along": MANAGE,
    "settings-take-along-file": MANAGE,
    "settings-mail": MANAGE,
    "settings-mail-again": MANAGE,
    "settings-mail-allow": MANAGE,
    "settings-mail-sender": MANAGE,
    "settings-mail-test": MANAGE,
    "settings-senders": MANAGE,
    "settings-sender": MANAGE,
    "settings-sender-check": MANAGE,
    "settings-sender-remove": MANAGE,
    "settings-failed": MANAGE,
    "settings-mailboxes": MANAGE,
    "settings-templates": MANAGE,
    "settings-template": MANAGE,
    "settings-template-preview": MANAGE,
    "settings-template-test": MANAGE,
    "settings-template-reset": MANAGE,
    "settings-mailbox-test": MANAGE,
    "settings-mailbox-switch": MANAGE,
    "settings-mailbox-remove": MANAGE,
    "settings-signing": MANAGE,
    "settings-signing-withdraw": MANAGE,
    "settings-profile": EVERYBODY,
    "settings-roles": EVERYBODY,
    "settings-members": MANAGE,
    "settings-member-role": MANAGE,
    "settings-member-end": MANAGE,
    "settings-keys": MANAGE,
    "settings-key-revoke": MANAGE,
}
OF_GUESTS = {"visit", "visit-leave"}
"""Of whoever is let in for a time, and of no member: see `tests/trust/test_access_pages.py`."""
BUTTONS = {
    "privacy-consent-chat",
    *("privacy-access-step", "privacy-access-consent", "on-call-ask", "on-call-undertaking", "on-call-step"),
    *("on-call-people", "on-call-person"),
    *("newsletter-send", "newsletter-drop", "newsletter-to-me", "privacy-consent-close"),
    "privacy-assessment",
    "privacy-subprocessor",
    *("privacy-abroad-step", "privacy-agreement-sign", "privacy-agreement-upload"),
    "privacy-proof",
    "privacy-breach-change",
    "settings-digest",
    "settings-mail-again",
    "privacy-step",
    "privacy-notice",
    "privacy-hold-approve",
    "privacy-hold-lift",
    "privacy-hold-look",
    "privacy-hold-review",
    "privacy-purges-choose",
    "privacy-purge-step",
    "privacy-judge",
    "privacy-look",
    "privacy-correct",
    "privacy-value-erase",
    *("privacy-trail-verify", "privacy-trail-take", "privacy-log-keep"),
    "settings-mail-allow",
    "settings-mail-sender",
    "settings-mail-test",
    "settings-sender-check",
    "settings-template-test",
    "settings-template-reset",
    "settings-mailbox-test",
    "settings-mailbox-switch",
    "settings-mailbox-remove",
    "settings-sender-remove",
    "contact-identities",
    "contact-identity",
    "contact-attributes",
    "contact-choose",
    "merge-undo",
    "settings-attribute-drop",
    "settings-field-drop",
    "settings-macro-delete",
    "settings-member-role",
    "settings-member-end",
    "settings-end-keep",
    "settings-samples",
    "settings-plan-pay",
    "settings-plan-portal",
    "settings-key-revoke",
    "settings-canned-delete",
    "settings-preview",
    "settings-signing-withdraw",
    "settings-tag-merge",
    "settings-tag-delete",
    "settings-status-up",
    "settings-status-delete",
    "settings-team-delete",
    "settings-type-delete",
}


def address(house: House, name: str, **ids: Any) -> str:
    from django.urls import reverse

    pattern = next(one for one in urls.urlpatterns if one.name == name)
    wanted = pattern.pattern.converters.keys() - {"slug", "place"}
    given: dict[str, Any] = {key: ids.get(key, uuid4()) for key in wanted}
    if name == "privacy-checkpoint":
        given["size"] = 7
    if name == "inbox-place":
        given["place"] = "all/"
    return reverse(name, kwargs={"slug": house.slug, **given})


def visible(answer: Any) -> tuple[int, bytes]:
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return answer.status_code, re.sub(rb'value="[^"]*"|nonce="[^"]*"', b"", content)


def ask(client: Client, name: str, path: str) -> Any:
    return client.post(path) if name in BUTTONS else client.get(path)


def test_every_page_is_in_the_table() -> None:
    assert {pattern.name for pattern in urls.urlpatterns} - {"desks"} - OF_GUESTS == set(PAGES)


@pytest.fixture(scope="module")
def street(quick_hashing: None) -> World:
    """For whoever changes nothing in it."""
    return make_world()


@pytest.mark.parametrize("name", PAGES)
def test_whoever_is_not_signed_in_goes_to_sign_in(street: World, name: str) -> None:
    answer = ask(browser(), name, address(street.acme, name))
    if name != "desk":
        assert answer.headers["Location"].startswith("/account/login/?next=/desk/")


@pytest.mark.parametrize("name", sorted(set(PAGES) - {"desk"}))
def test_a_foreign_desk_is_as_one_that_never_was(street: World, name: str) -> None:
    hank, path = signed_in(street.globex.hank), address(street.acme, name)
    foreign = visible(ask(hank, name, path))
    assert foreign == visible(ask(hank, name, path.replace(street.acme.slug, "never-was")))
    assert foreign[0] == 404
    home = visible(ask(hank, name, path.replace(street.acme.slug, street.globex.slug)))
    assert home[0] in (200, 302, 404)


@pytest.mark.parametrize("name", sorted(set(PAGES) - {"desk"}))
@pytest.mark.parametrize("who", sorted(EVERYBODY))
def test_roles(street: World, who: str, name: str) -> None:
    status = ask(signed_in(street.acme.people[who]), name, address(street.acme, name)).status_code
    known = status in (200, 302, 404)  # 404 for the made-up id in the address: past the question of the role
    assert known == (who in PAGES[name])
    assert known or status == 403


@pytest.mark.parametrize("name", ["contact", "settings-inbox", "settings-member-role", "settings-member-end"])
def test_the_neighbours_things_are_not_found_at_home(world: World, name: str) -> None:
    conversation = world.acme.talk()
    ids = {
        "contact_id": conversation.contact_id,
        "inbox_id": world.acme.inbox.id,
        "member_id": world.acme.ada.row.id,
    }
    hank = signed_in(world.globex.hank)
    foreign = visible(ask(hank, name, address(world.globex, name, **ids)))
    assert foreign == visible(ask(hank, name, address(world.globex, name)))
    assert foreign[0] == 404


def test_the_choice_of_a_desk(world: World) -> None:
    answer = signed_in(world.acme.ada).get("/desk/")
    assert answer.headers["Location"] == f"/desk/{world.acme.slug}/"
    from ictdesk.desk.people import accounts
    from tests.people.browsers import user_of

    accounts.take_seat(user_of(world.acme.ada), world.globex.id)
    page = signed_in(world.acme.ada).get("/desk/").content.decode()
    assert world.acme.slug in page
    assert world.globex.slug in page
    accounts.leave_seat(user_of(world.acme.ada).id, world.globex.id)
    accounts.leave_seat(user_of(world.acme.ada).id, world.acme.id)
    assert "You have no desk yet" in signed_in(world.acme.ada).get("/desk/").content.decode()


def test_a_button_needs_its_token(world: World) -> None:
    client = signed_in(world.acme.vera, enforce_csrf_checks=True)
    path = address(world.acme, "settings-member-end", member_id=world.acme.ada.row.id)
    answer = client.post(path)
    assert answer.status_code == 403
    assert b"open for too long" in answer.content
    assert signed_in(world.acme.ada).get(f"/desk/{world.acme.slug}/inbox/").status_code == 200
