"""`POST /api/v1/conversations` by a key, on the hot path: `docs/api/http.md` describes it.

Django's view is the rule: it answers the same request in the same words, in a transaction of its own. This is
the way for the plain case alone. Whatever else a request may be (without a key, with a key to repeat it by, not
understood, not allowed, too often) is handed on untouched, before anything was written, and Django says what is wrong.
"""

from collections import OrderedDict
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import msgspec
from django.conf import settings

from ictdesk.desk.contacts import rules as contact_rules
from ictdesk.desk.contacts.queries import contact_for
from ictdesk.desk.conversations import rows, rules, starting
from ictdesk.desk.conversations.queries import conversation_shown
from ictdesk.desk.conversations.shapes import ConversationForAgent
from ictdesk.desk.conversations.starting import Start
from ictdesk.desk.conversations.texts import clean_subject, clean_text
from ictdesk.desk.people import secrets
from ictdesk.desk.people.queries import key_holder, workspace_of_key
from ictdesk.kernel import clock, guards
from ictdesk.kernel.actor import ApiKey
from ictdesk.kernel.datamap.fields import SUPPORT
from ictdesk.kernel.errors import DomainError, Unavailable
from ictdesk.kernel.logs.about import note
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.kernel.tenancy.planes import home_of
from ictdesk.kernel.vault import keyring
from ictdesk.surfaces.realtime import keys
from ictdesk.surfaces.realtime.gateway import Gateway
from ictdesk.surfaces.realtime.http import Answer, Receive, Request, Send, problem, respond
from ictdesk.surfaces.realtime.starter import Written
from ictdesk.surfaces.realtime.threads import in_scope, in_thread

PATH = "/api/v1/conversations"
BEARER = "Bearer "
ASKED = (rules.can_start, rules.can_read, contact_rules.can_read)
REMEMBERED = 20_000


class HandOn(Exception):
    """The request is not the plain case."""


class Wanted(msgspec.Struct, forbid_unknown_fields=True):
    """The plain case's body."""

    inbox_id: UUID
    contact_id: UUID
    client_id: UUID
    body: str
    subject: str = ""
    ticket: bool = False
    type_id: UUID | None = None
    note: bool = False


@dataclass(frozen=True, slots=True)
class Holder:
    """Whom a key lets act, and the day on which that was looked up: the key's last use is noted daily."""

    workspace: UUID
    actor: ApiKey
    day: date


def is_plain(scope: dict[str, Any]) -> bool:
    """Whether a request may be one of these, by its first line and headers."""
    if scope["path"] != PATH or scope["method"] != "POST" or scope["query_string"]:
        return False
    headers = dict(scope["headers"])
    host = headers.get(b"host", b"").decode("latin-1").partition(":")[0]
    return (
        headers.get(b"authorization", b"").startswith(BEARER.encode())
        and headers.get(b"content-type", b"").startswith(b"application/json")
        and not headers.keys() & {b"idempotency-key", b"x-content-sha256"}
        and host in settings.ALLOWED_HOSTS
    )


class Programs:
    """Remembers keys and contacts by their ids alone; the statement asks again whether they still hold."""

    def __init__(self, gateway: Gateway) -> None:
        self._gateway = gateway
        self._holders: OrderedDict[bytes, Holder] = OrderedDict()
        self._contacts: OrderedDict[tuple[UUID, UUID], tuple[UUID, UUID]] = OrderedDict()

    async def serve(self, scope: dict[str, Any], receive: Receive, send: Send, otherwise: Any) -> None:
        """Answers, or hands the request on."""
        events: list[dict[str, Any]] = []

        async def heard() -> dict[str, Any]:
            events.append(await receive())
            return events[-1]

        async def again() -> dict[str, Any]:
            return events.pop(0) if events else await receive()

        try:
            answer = await self._answer(Request(scope, heard))
        except HandOn:
            await otherwise(scope, again, send)
            return
        await respond(send, answer)

    async def _answer(self, request: Request) -> Answer:
        try:
            wanted = await request.json(Wanted)
            holder = await self._holder(request.header("authorization").removeprefix(BEARER))
            note(workspace=holder.workspace)
            if not all(rule(holder.actor) for rule in ASKED):
                raise HandOn
            start = await self._start(holder, wanted)
        except DomainError as error:
            raise HandOn from error
        try:
            written = await self._gateway.starters[home_of(holder.workspace)].append(holder.workspace, start)
        except Unavailable as error:
            return problem(error)
        except DomainError as error:
            raise HandOn from error
        if written[0].appended.outcome in ("refused", "ending"):
            self._forget(holder.workspace, wanted.contact_id)
            raise HandOn
        shown = await self._shown(holder, start, written)
        return Answer(201, shown, ((b"cross-origin-resource-policy", b"same-origin"), *transport()))

    async def _holder(self, token: str) -> Holder:
        digest = secrets.digest(token)
        holder = self._holders.get(digest)
        if holder is None or holder.day != clock.now().date():
            holder = _remember(self._holders, digest, await in_thread(_look_up, token))
        return holder

    async def _start(self, holder: Holder, wanted: Wanted) -> Start:
        name = (holder.workspace, wanted.contact_id)
        contact = self._contacts.get(name)
        if contact is None:
            found = await in_scope(holder.workspace, _contact, holder.actor, wanted.contact_id)
            contact = _remember(self._contacts, name, found)
        contact_id, subject = contact
        guards.ask(subject, SUPPORT)
        key = keyring.held(holder.workspace, subject)
        if key is None:
            key = await in_scope(holder.workspace, keyring.subject_key, subject)
        if wanted.type_id and not wanted.ticket:
            raise HandOn
        return starting.start(
            workspace=holder.workspace,
            key=key,
            contact_id=contact_id,
            subject_id=subject,
            inbox_id=wanted.inbox_id,
            client_id=wanted.client_id,
            text=clean_text(wanted.body),
            title=clean_subject(wanted.subject),
            ticket=wanted.ticket,
            type_id=wanted.type_id,
            note=wanted.note,
            author=(holder.actor.kind, holder.actor.id, holder.actor.id),
        )

    async def _shown(self, holder: Holder, start: Start, written: Written) -> ConversationForAgent:
        row = written[1]
        if row is not None:
            return rows.for_agent(row, await keys.opener(holder.workspace, row.subjects()))
        id_ = start.message.conversation_id
        return await in_scope(holder.workspace, _shown, holder.actor, id_)

    def _forget(self, workspace: UUID, contact_id: UUID) -> None:
        self._contacts.pop((workspace, contact_id), None)


def transport() -> tuple[tuple[bytes, bytes], ...]:
    """What Django says of HTTPS on its answers."""
    seconds = settings.SECURE_HSTS_SECONDS
    said = f"max-age={seconds}; includeSubDomains; preload".encode()
    return ((b"strict-transport-security", said),) if seconds else ()


def _remember[K, V](known: OrderedDict[K, V], name: K, value: V) -> V:
    known[name] = value
    while len(known) > REMEMBERED:
        known.popitem(last=False)
    return value


def _look_up(token: str) -> Holder:
    workspace = workspace_of_key(token)
    with workspace_scope(workspace):
        return Holder(workspace, key_holder(token), clock.now().date())


def _contact(actor: ApiKey, contact_id: UUID) -> tuple[UUID, UUID]:
    found = contact_for(actor, contact_id)
    return found.id, found.subject_id


def _shown(actor: ApiKey, conversation_id: UUID) -> ConversationForAgent:
    return conversation_shown(actor=actor, conversation_id=conversation_id)
