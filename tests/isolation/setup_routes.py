"""How to try what sets up a workspace: calls of the API, and the pages of its own lists."""

from typing import Any, Protocol
from uuid import UUID

from tests.isolation.mail_routes import desk, of_mail, of_mail_calls

PREFIX = "/api/v1"

type Attempt = tuple[str, str, Any]

WORDS = {"name": "Eve", "category": "open", "public_label": "Eve"}
PROMISE = {"first_answer": 30, "next_answer": None, "solution": None}
CODE = {"subject": "{{code}}", "text": "{{code}}"}
NAMELESS: dict[str, Attempt] = {
    f"{method} {path.partition('?')[0]}": (
        method,
        PREFIX + path.replace("{priority}", "high").replace("{name}", "code"),
        body,
    )
    for method, path, body in (
        ("GET", "/teams", None),
        ("GET", "/statuses", None),
        ("POST", "/statuses", WORDS),
        ("GET", "/tags", None),
        ("POST", "/tags", {"name": "Eve"}),
        ("GET", "/workspace", None),
        ("PATCH", "/workspace", {"name": "Eve"}),
        ("GET", "/holidays", None),
        ("PUT", "/holidays", {"holidays_of": "DE", "closed_days": []}),
        ("GET", "/inboxes", None),
        ("POST", "/inboxes", {"name": "Eve"}),
        ("GET", "/notice", None),
        ("GET", "/notice/versions", None),
        ("POST", "/notice", {"text": "Eve reads along."}),
        ("GET", "/ticket-types", None),
        ("POST", "/ticket-types", {"name": "Eve"}),
        ("GET", "/promises", None),
        ("PUT", "/promises/{priority}", PROMISE),
        ("GET", "/sender-domains", None),
        ("POST", "/sender-domains", {"domain": "eve.example"}),
        ("GET", "/mailboxes", None),
        ("GET", "/mail-templates", None),
        ("PUT", "/mail-templates/{name}", CODE),
        ("POST", "/mail-templates/{name}/preview", CODE),
        ("DELETE", "/mail-templates/{name}", None),
        ("GET", "/keys", None),
        ("POST", "/keys", {"name": "Eve", "scopes": ["search:read"]}),
        ("GET", "/rights-requests", None),
        ("GET", "/restrictions", None),
        ("GET", "/notices", None),
        ("GET", "/purges", None),
        ("GET", "/data-protection-lead", None),
        ("GET", "/processing-purposes", None),
        ("GET", "/instructions", None),
        ("GET", "/audit/checkpoint", None),
        ("GET", "/audit/inclusion?place=0&size=1", None),
        ("GET", "/audit/consistency?old=1&size=2", None),
        ("GET", "/consent-purposes", None),
        ("POST", "/consent-purposes", {"key": "eve", "name": "Eve", "texts": {"en": "Eve's news"}}),
        ("POST", "/consents/lookup", {"address": "eve@mail.example"}),
        ("POST", "/rights-requests", {"rights": ["access"], "email": "eve@mail.example"}),
        ("GET", "/security", None),
        ("PUT", "/security", {"second_step": False, "sign_in_hours": 0}),
        ("GET", "/members", None),
        ("PATCH", "/me/notifications", {"heard": True}),
        ("GET", "/me/digest", None),
        ("PUT", "/me/digest", {"often": "daily", "hour": 8, "zone": "UTC"}),
        ("GET", "/me/signature", None),
        ("PUT", "/me/signature", {"signature": "Eve"}),
        ("POST", "/members", {"name": "Eve", "email": "eve@mail.example", "role": "viewer"}),
    )
}
"""Calls that name nothing but the workspace they are made in."""


class Aim(Protocol):
    """The ids of one workspace's things, as far as they are named here."""

    @property
    def slug(self) -> str: ...

    @property
    def case(self) -> UUID: ...

    @property
    def member(self) -> UUID: ...

    @property
    def status(self) -> UUID: ...

    @property
    def ticket_type(self) -> UUID: ...

    @property
    def inbox(self) -> UUID: ...

    @property
    def sent(self) -> UUID: ...

    @property
    def left_alone(self) -> UUID: ...

    @property
    def mailbox(self) -> UUID: ...

    @property
    def domain(self) -> UUID: ...

    @property
    def team(self) -> UUID: ...

    @property
    def tag(self) -> UUID: ...

    @property
    def signing_key(self) -> UUID: ...

    @property
    def key(self) -> UUID: ...


def of_setup(aim: Aim) -> dict[str, list[Attempt]]:
    """By OpenAPI's method and path. What deletes comes last."""
    team, tag = f"{PREFIX}/teams/{aim.team}", f"{PREFIX}/tags/{aim.tag}"
    status, member = f"{PREFIX}/statuses/{aim.status}", f"{PREFIX}/members/{aim.member}"
    signing = f"{PREFIX}/inboxes/{aim.inbox}/signing-keys"
    attempts: dict[str, list[Attempt]] = {
        "POST /teams": [("POST", f"{PREFIX}/teams", {"name": "Eve", "members": [str(aim.member)]})],
        "PATCH /teams/{team_id}": [
            ("PATCH", team, {"name": "Eve"}),
            ("PATCH", team, {"members": [str(aim.member)]}),
        ],
        "PATCH /statuses/{status_id}": [("PATCH", status, {"name": "Eve"})],
        "POST /statuses/{status_id}/up": [("POST", f"{status}/up", None)],
        "PATCH /tags/{tag_id}": [("PATCH", tag, {"name": "Eve"})],
        "POST /tags/{tag_id}/merge": [("POST", f"{tag}/merge", {"into": str(aim.tag)})],
        "PATCH /inboxes/{inbox_id}": [("PATCH", f"{PREFIX}/inboxes/{aim.inbox}", {"name": "Eve"})],
        "GET /rights-requests/{case_id}": [("GET", f"{PREFIX}/rights-requests/{aim.case}", None)],
        "DELETE /keys/{key_id}": [("DELETE", f"{PREFIX}/keys/{aim.key}", None)],
        "GET /inboxes/{inbox_id}/signing-keys": [("GET", signing, None)],
        "POST /inboxes/{inbox_id}/signing-keys": [("POST", signing, None)],
        "DELETE /inboxes/{inbox_id}/signing-keys/{key_id}": [
            ("DELETE", f"{signing}/{aim.signing_key}", None)
        ],
        **of_mail_calls(aim, PREFIX),
        "PUT /members/{member_id}/role": [("PUT", f"{member}/role", {"role": "viewer"})],
        "DELETE /teams/{team_id}": [("DELETE", team, None)],
        "DELETE /statuses/{status_id}": [("DELETE", f"{status}?replacement={aim.status}", None)],
        "DELETE /tags/{tag_id}": [("DELETE", tag, None)],
        "DELETE /members/{member_id}": [("DELETE", member, None)],
    }
    return attempts


def on_lists(aim: Aim, form: Any) -> dict[str, list[Attempt]]:
    """The pages of the workspace's own lists. What deletes comes last."""
    form = [*form, ("public_label", "Eve")]
    into = [("into", str(aim.tag))]
    signing = desk("settings-signing", aim.slug, inbox_id=aim.inbox)
    withdraw = desk("settings-signing-withdraw", aim.slug, inbox_id=aim.inbox, key_id=aim.signing_key)
    ids = {"tag": aim.tag, "status": aim.status, "team": aim.team, "type": aim.ticket_type}
    attempts: dict[str, list[Attempt]] = {
        **of_mail(aim),
        "settings-signing": [("GET", signing, None), ("POST", signing, [])],
        "settings-signing-withdraw": [("POST", withdraw, [])],
    }
    for kind, one in ids.items():
        path = desk(f"settings-{kind}", aim.slug, **{f"{kind}_id": one})
        attempts[f"settings-{kind}"] = [(method, path, form) for method in ("GET", "POST")]
    for kind, verb in (
        ("tag", "merge"),
        ("status", "up"),
        ("tag", "delete"),
        ("status", "delete"),
        ("team", "delete"),
        ("type", "delete"),
    ):
        name = f"settings-{kind}-{verb}"
        attempts[name] = [
            ("POST", desk(name, aim.slug, **{f"{kind}_id": ids[kind]}), into if verb == "merge" else form)
        ]
    return attempts
