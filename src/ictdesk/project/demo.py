"""Two workspaces to try the desk on: `acme` with members and conversations, and its neighbour `globex`."""

import json
import os
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import django

NOTICE = (
    "You write to our support team. We keep this conversation as long as we need it to help you; "
    "our privacy page says how long that is and what your rights are."
)


@dataclass(frozen=True, slots=True)
class Person:
    """A demo member."""

    email: str
    name: str
    role: str


TEAM = {
    "acme": [
        Person("owner@acme.example", "Vera Lind", "owner"),
        Person("agent@acme.example", "Ada Okafor", "agent"),
        Person("dpo@acme.example", "Noor Haddad", "privacy_officer"),
    ],
    "globex": [Person("owner@globex.example", "Hank Weber", "owner")],
}
TALKS: dict[str, list[tuple[str, str, Sequence[tuple[str, str]]]]] = {
    "acme": [
        (
            "Max Berger",
            "max.berger@mail.example",
            [
                ("visitor", "Hello! The blue kettle that I ordered last week has no lid. Can you send me one?"),
                ("note", "The warehouse says that lids of this lot are missing. A spare one can go out today."),
                ("agent", "Hello Max, that should not happen. We send you a lid today, at no cost."),
                ("visitor", "Wonderful, thank you!"),
            ],
        ),
        ("Leila Amrani", "leila@mail.example", [("visitor", "Do you deliver to Portugal, and how long does it take?")]),
        ("", "", [("visitor", "Hi, the discount code AUTUMN does not work in the basket.")]),
        (
            "Tomás Ribeiro",
            "tomas@mail.example",
            [
                ("visitor", "Could I get the invoice for my order again, please?"),
                ("agent", "Of course. It is on its way to your mailbox."),
            ],
        ),
    ],
    "globex": [("Ines Koch", "ines@mail.example", [("visitor", "Is the new catalogue out yet?")])],
}


def seed(data_dir: Path | str) -> None:
    """Makes the demo workspaces unless they are there, and writes `demo.json` with all that is needed to use them."""
    django.setup()
    from django.conf import settings

    folder = Path(data_dir)
    if (folder / "demo.json").exists():
        return
    chosen = os.environ.get("ICTDESK_DEMO_PASSWORD", "")
    password = chosen or secrets.token_urlsafe(15)
    made = {slug: _workspace(slug, settings.ICTDESK_BASE_URL, password) for slug in TEAM}
    facts = {"base_url": settings.ICTDESK_BASE_URL, **made["acme"], "neighbour": made["globex"]}
    file = folder / "demo.json"
    with open(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as out:
        json.dump(facts, out, indent=2)
    if not chosen:
        print(f"demo password: {password}", flush=True)


def _workspace(slug: str, base_url: str, password: str) -> dict[str, Any]:
    from ictdesk.desk.people.models import Member
    from ictdesk.desk.workspaces import commands as workspaces
    from ictdesk.desk.workspaces.models import Inbox
    from ictdesk.kernel.actor import System
    from ictdesk.kernel.tenancy import workspace_scope

    us = System("demo")
    entry = workspaces.found_workspace(slug=slug, name=slug.capitalize())
    with workspace_scope(entry.id):
        inbox = Inbox.objects.first()
        if inbox is None:
            workspaces.publish_notice(actor=us, text=NOTICE)
            inbox = workspaces.make_inbox(actor=us, name="Website", allowed_origins=[base_url])
            members = _people(slug, password)
            for talk in TALKS[slug]:
                _talk(inbox, members, *talk)
        key = _api_key(Member.objects.get(role="owner"))  # a new one each time: the secret of an old one is lost
    return {
        "workspace": slug,
        "widget_key": inbox.widget_key,
        "api_key": key,
        "members": [{"email": p.email, "password": password, "role": p.role} for p in TEAM[slug]],
    }


def _people(slug: str, password: str) -> dict[str, Any]:
    from ictdesk.desk.people import commands as people
    from ictdesk.kernel.actor import System

    return {
        person.email: people.add_member(
            actor=System("demo"),
            email=person.email,
            name=person.name,
            role=person.role,  # type: ignore[arg-type]
            password=password,
        )
        for person in TEAM[slug]
    }


def _api_key(owner: Any) -> str:
    from ictdesk.desk.people import commands as people
    from ictdesk.desk.people.rules import SCOPES
    from ictdesk.kernel.actor import Member

    _, secret = people.make_api_key(actor=Member(owner.id, "owner"), name="Demo", scopes=sorted(SCOPES))
    return secret


def _talk(inbox: Any, members: dict[str, Any], name: str, email: str, lines: Sequence[tuple[str, str]]) -> None:
    from ictdesk.desk.conversations import commands
    from ictdesk.kernel.actor import Member, Visitor

    session, _ = commands.open_session(inbox=inbox, locale="en")
    agent = next((m for m in members.values() if m.role == "agent"), next(iter(members.values())))
    conversation: Any = None
    for who, text in lines:
        client_id: UUID = uuid4()
        if who == "visitor":
            conversation, _ = commands.start(
                actor=Visitor(session.id, None, None),
                session=session,
                client_id=client_id,
                text=text,
                name=name,
                email=email,
            )
        else:
            write = commands.note if who == "note" else commands.reply
            write(actor=Member(agent.id, agent.role), conversation=conversation, client_id=client_id, text=text)
    if len(lines) == 2:
        commands.solve(actor=Member(agent.id, agent.role), conversation=conversation)
    elif len(lines) > 2:
        commands.assign(actor=Member(agent.id, agent.role), conversation=conversation, member=agent)
