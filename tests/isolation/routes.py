"""Every address that Django serves, and how to try those that name an object.

An address without an entry fails `test_every_route_has_an_entry`: whoever adds one says here which ids
it takes, or why it takes none.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, replace
from typing import Any
from urllib.parse import urlencode
from uuid import UUID, uuid4

from django.test import Client
from django.urls import URLResolver, get_resolver

from ictdesk.surfaces.api.router import api
from tests.isolation import case_rights, privacy_routes, relation_routes
from tests.isolation.furnished import Furnished
from tests.isolation.list_routes import of_lists
from tests.isolation.mail_routes import desk, of_templates
from tests.isolation.privacy_routes import OFFICE, PREFIX
from tests.isolation.setup_routes import NAMELESS, of_setup, on_lists
from tests.isolation.ticket_routes import of_tickets


@dataclass(frozen=True)
class Aim:
    """The ids of one workspace's things."""

    workspace: UUID
    slug: str
    conversation: UUID
    message: UUID
    contact: UUID
    member: UUID
    status: UUID
    inbox: UUID
    file: UUID
    key: UUID
    team: UUID
    reply: UUID
    spare: UUID
    view: UUID
    tag: UUID
    signing_key: UUID
    identity: UUID
    attribute: UUID
    merge: UUID
    other: UUID
    ticket: UUID
    ticket_type: UUID
    participant: UUID
    scheduled: UUID
    sent: UUID
    left_alone: UUID
    domain: UUID
    mailbox: UUID
    link: UUID
    macro: UUID
    field: UUID
    thread_merge: UUID
    case: UUID
    erasure: UUID
    correction: UUID
    purge: UUID
    retention: UUID
    visit: UUID
    hold: UUID
    restriction: UUID
    purpose: UUID
    campaign: UUID
    consent: UUID
    assessment: UUID
    notice: UUID
    invoice: UUID
    agreement: UUID
    breach: UUID

    @classmethod
    def at(cls, house: Furnished) -> "Aim":
        person = next(person for person in house.house.people.values() if person.actor.role == "agent")
        return cls(
            workspace=house.id,
            slug=house.house.slug,
            conversation=house.conversation.id,
            message=house.message.id,
            contact=house.conversation.contact_id,
            member=person.row.id,
            status=house.status.id,
            inbox=house.house.inbox.id,
            file=house.file.id,
            key=house.api_key.id,
            team=house.team.id,
            reply=house.reply.id,
            spare=house.spare.id,
            view=house.view.id,
            tag=house.tag.id,
            signing_key=house.signing_key.id,
            identity=house.identity.id,
            attribute=house.attribute.id,
            merge=house.merge.id,
            other=house.other.id,
            ticket=house.ticket,
            ticket_type=house.ticket_type.id,
            participant=house.participant.id,
            scheduled=house.scheduled.id,
            sent=house.sent.id,
            left_alone=house.left_alone.id,
            domain=house.domain.id,
            mailbox=house.mailbox.id,
            link=house.link.id,
            macro=house.macro.id,
            field=house.field.id,
            thread_merge=house.thread_merge.id,
            **{name: getattr(house, name).id for name in OFFICE},
        )

    @classmethod
    def never(cls) -> "Aim":
        """Ids of nothing at all."""
        return cls(uuid4(), f"never-{uuid4().hex}", *(uuid4() for _ in range(len(fields(cls)) - 2)))

    def hide(self, body: bytes) -> bytes:
        """A body in which these ids stand as words: an address that is repeated may differ in them only."""
        for field in fields(self):
            value = getattr(self, field.name)
            for form in (str(value), getattr(value, "hex", str(value))):
                body = body.replace(form.encode(), field.name.encode())
        return body


type Attempt = tuple[str, str, Any]
"""Method, path, and body: JSON for a dictionary, a form for a list of pairs."""


def api_attempts(aim: Aim) -> dict[str, list[Attempt]]:
    """By OpenAPI's method and path."""
    one = f"{PREFIX}/conversations/{aim.conversation}"
    words = {"client_id": str(uuid4()), "body": "Hello"}
    new = words | {"inbox_id": str(aim.inbox), "contact_id": str(aim.contact)}
    typed = new | {"ticket": True, "type_id": str(aim.ticket_type)}
    listed = f"{PREFIX}/conversations?status=any"
    return {
        "GET /conversations": [
            ("GET", f"{listed}&inbox={aim.inbox}", None),
            ("GET", f"{listed}&assignee={aim.member}", None),
            ("GET", f"{listed}&team={aim.team}", None),
        ],
        "POST /conversations": [("POST", f"{PREFIX}/conversations", one_new) for one_new in (new, typed)],
        "GET /conversations/{conversation_id}": [("GET", one, None)],
        "PUT /conversations/{conversation_id}/assignee": [
            ("PUT", f"{one}/assignee", {"member_id": str(aim.member)})
        ],
        "PUT /conversations/{conversation_id}/status": [
            ("PUT", f"{one}/status", {"status_id": str(aim.status)})
        ],
        "POST /conversations/{conversation_id}/solve": [("POST", f"{one}/solve", None)],
        "POST /conversations/{conversation_id}/reopen": [("POST", f"{one}/reopen", None)],
        "PUT /conversations/{conversation_id}/priority": [("PUT", f"{one}/priority", {"priority": "high"})],
        "PUT /conversations/{conversation_id}/tags": [("PUT", f"{one}/tags", {"tags": ["vip"]})],
        "PUT /conversations/{conversation_id}/read": [("PUT", f"{one}/read", {"seq": 1})],
        "GET /conversations/{conversation_id}/mail": [("GET", f"{one}/mail", None)],
        "GET /conversations/{conversation_id}/messages": [("GET", f"{one}/messages", None)],
        "POST /conversations/{conversation_id}/messages": [
            ("POST", f"{one}/messages", words),
            ("POST", f"{one}/messages", words | {"attachments": [str(aim.file)]}),
        ],
        "POST /conversations/{conversation_id}/notes": [
            ("POST", f"{one}/notes", words),
            ("POST", f"{one}/notes", words | {"attachments": [str(aim.file)]}),
            ("POST", f"{one}/notes", words | {"mentions": [str(aim.member)]}),
        ],
        "POST /files": [("POST", f"{PREFIX}/files?conversation={aim.conversation}", None)],
        "GET /files/{file_id}": [("GET", f"{PREFIX}/files/{aim.file}", None)],
    }


def person_attempts(aim: Aim) -> dict[str, list[Attempt]]:
    """Calls of the API about people and what is known of them."""
    person = f"{PREFIX}/contacts/{aim.contact}"
    return {
        "GET /contacts/{contact_id}/page": [("GET", f"{person}/page", None)],
        "POST /contacts/{contact_id}/identities": [
            ("POST", f"{person}/identities", {"kind": "phone", "value": "+4930123"})
        ],
        "DELETE /contacts/{contact_id}/identities/{identity_id}": [
            ("DELETE", f"{person}/identities/{aim.identity}", None)
        ],
        "PATCH /contacts/{contact_id}/attributes": [
            ("PATCH", f"{person}/attributes", {"values": {"plan": "Silver"}})
        ],
        "GET /contacts/{contact_id}/merge": [
            ("GET", f"{person}/merge?source={aim.other}", None),
        ],
        "POST /contacts/{contact_id}/merge": [("POST", f"{person}/merge", {"source": str(aim.other)})],
        **privacy_routes.calls(aim),
        "POST /merges/{merge_id}/undo": [("POST", f"{PREFIX}/merges/{aim.merge}/undo", None)],
        "PUT /attributes/{attribute_id}": [
            ("PUT", f"{PREFIX}/attributes/{aim.attribute}", relation_routes.MAPPED)
        ],
        "DELETE /attributes/{attribute_id}": [("DELETE", f"{PREFIX}/attributes/{aim.attribute}", None)],
    }


def settings_attempts(aim: Aim) -> dict[str, list[Attempt]]:
    """Calls of the API about what the workspace has set up."""
    return {
        "POST /canned-replies": [
            (
                "POST",
                f"{PREFIX}/canned-replies",
                {"shortcut": "x", "title": "X", "body": "X", "team": str(aim.team)},
            )
        ],
        "PATCH /canned-replies/{reply_id}": [
            ("PATCH", f"{PREFIX}/canned-replies/{aim.reply}", {"title": "Other"}),
            ("PATCH", f"{PREFIX}/canned-replies/{aim.reply}", {"team": str(aim.team)}),
        ],
        "DELETE /canned-replies/{reply_id}": [("DELETE", f"{PREFIX}/canned-replies/{aim.spare}", None)],
    }


API_WITHOUT_IDS = {
    *NAMELESS,
    *("GET /me", "GET /counts", "GET /contacts", "GET /search", "GET /canned-replies"),
    *(
        f"{verb} /{one}"
        for verb in ("GET", "POST")
        for one in "attributes ticket-fields macros views".split()
    ),
}


def page_attempts(aim: Aim) -> dict[str, list[Attempt]]:
    """By the name of the page."""
    form = [("name", "Eve"), ("allowed_origins", ""), ("role", "viewer")]
    contact = desk("contact", aim.slug, contact_id=aim.contact)
    person = {"contact_id": aim.contact}
    merge = desk("contact-merge", aim.slug, **person, source_id=aim.other)
    attribute = desk("settings-attribute", aim.slug, attribute_id=aim.attribute)
    inbox = desk("settings-inbox", aim.slug, inbox_id=aim.inbox)
    reply = desk("settings-canned-one", aim.slug, reply_id=aim.reply)
    return {
        "inbox-place": [("GET", desk("inbox-place", aim.slug, place=f"all/c/{aim.conversation}/"), None)],
        "contact": [("GET", contact, None), ("POST", contact, form)],
        "contact-identities": [("POST", desk("contact-identities", aim.slug, **person), form)],
        "contact-identity": [
            ("POST", desk("contact-identity", aim.slug, **person, identity_id=aim.identity), form)
        ],
        "contact-attributes": [("POST", desk("contact-attributes", aim.slug, **person), form)],
        "contact-choose": [("POST", desk("contact-choose", aim.slug, **person), form)],
        "contact-merge": [("GET", merge, None), ("POST", merge, form)],
        "merge-undo": [("POST", desk("merge-undo", aim.slug, merge_id=aim.merge), form)],
        "settings-attribute": [("GET", attribute, None), ("POST", attribute, form)],
        "settings-attribute-drop": [
            ("POST", desk("settings-attribute-drop", aim.slug, attribute_id=aim.attribute), [])
        ],
        **relation_routes.pages(aim, form),
        "settings-inbox": [("GET", inbox, None), ("POST", inbox, form)],
        "settings-canned-one": [(m, reply, form) for m in ("GET", "POST")],
        "settings-canned-delete": [
            ("POST", desk("settings-canned-delete", aim.slug, reply_id=aim.reply), [])
        ],
        **on_lists(aim, form),
        **case_rights.pages(aim),
        **privacy_routes.pages(aim),
        "settings-member-role": [
            ("POST", desk("settings-member-role", aim.slug, member_id=aim.member), form)
        ],
        "settings-member-end": [("POST", desk("settings-member-end", aim.slug, member_id=aim.member), [])],
        "settings-key-revoke": [("POST", desk("settings-key-revoke", aim.slug, key_id=aim.key), [])],
    }


def slug_attempts(aim: Aim) -> dict[str, list[Attempt]]:
    """Pages that name the workspace and nothing in it."""
    names = (
        "inbox contacts privacy-board privacy-new privacy-purges privacy-holds privacy-recipients privacy-map privacy-ledger privacy-trail privacy-log privacy-retention privacy-lead privacy-consents privacy-purposes privacy-instructions privacy-access privacy-subprocessors privacy-abroad privacy-agreement privacy-proofs privacy-breaches privacy-records privacy-orders newsletters settings settings-workspace settings-notice settings-inboxes settings-members settings-keys "
        "settings-canned settings-tags settings-statuses settings-teams settings-roles settings-start settings-holidays settings-end settings-take-along settings-plan settings-security settings-profile settings-attributes settings-preview "
        "settings-senders settings-templates settings-mailboxes settings-failed settings-notifications settings-data-map settings-holidays-regions settings-types settings-promises settings-fields settings-macros"
    ).split()
    lists: dict[str, list[Attempt]] = {
        name: [(method, desk(name, aim.slug), []) for method in ("GET", "POST")] for name in names
    }
    return {**lists, **of_templates(aim.slug), **privacy_routes.buttons(aim.slug)}


def page_names() -> Iterator[str]:
    """The names of all pages, from the resolver; the API's are in its OpenAPI file."""

    def walk(resolver: URLResolver) -> Iterator[str]:
        for one in resolver.url_patterns:
            if isinstance(one, URLResolver):
                yield from walk(one)
            else:
                yield str(one.name)

    for one in get_resolver().url_patterns:
        if str(one.pattern) == "api/v1/":
            yield from ("openapi-json", "api-root")
        elif isinstance(one, URLResolver):
            yield from walk(one)
        else:
            yield str(one.name)


def api_names() -> set[str]:
    return {
        f"{method.upper()} {path.removeprefix(PREFIX)}"
        for path, operations in api.get_openapi_schema()["paths"].items()
        for method in operations
    }


def _of(table: Callable[[Aim], dict[str, list[Attempt]]], name: str) -> Callable[[Aim], list[Attempt]]:
    return lambda aim: table(aim)[name]


ALL = {
    name: _of(table, name)
    for table in (
        api_attempts,
        person_attempts,
        of_lists,
        of_setup,
        of_tickets,
        settings_attempts,
        page_attempts,
    )
    for name in table(Aim.never())
}


def used(name: str) -> list[str]:
    """The kinds of id that an entry takes."""
    never = Aim.never()
    said = repr(ALL[name](never))
    return [
        field.name
        for field in fields(never)
        if field.type == UUID and str(getattr(never, field.name)) in said
    ]


SPENT = set(
    "identity attribute merge other reply spare sent left_alone domain mailbox link macro field thread_merge correction purge hold campaign visit".split()
)
SPEND = {name for name in ALL if SPENT & set(used(name)) or "delete" in name.lower()}
"""What they name is gone, or changed for good, after one try."""


def naming(name: str, kind: str, aim: Aim) -> list[int]:
    """Which attempts of an entry name this kind of id; all of them for `all`."""
    attempts = ALL[name](aim)
    return [at for at, one in enumerate(attempts) if kind == "all" or str(getattr(aim, kind)) in repr(one)]


def one_of(own: Aim, other: Aim, kind: str) -> Aim:
    """One's own ids with one of another workspace among them."""
    return replace(own, **{kind: getattr(other, kind)})


def send(client: Client, attempt: Attempt) -> tuple[int, bytes, str]:
    """Status, body and where it leads."""
    method, path, body = attempt
    if isinstance(body, list):
        answer: Any = client.generic(
            method, path, urlencode(body), content_type="application/x-www-form-urlencoded"
        )
    else:
        answer = client.generic(
            method, path, "" if body is None else json.dumps(body), content_type="application/json"
        )
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return answer.status_code, content, answer.headers.get("Location", "")
