"""Two workspaces to try the desk on: `acme` with members and conversations, and its neighbour `globex`."""

import json
import os
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from django.conf import settings

from ictdesk.desk.conversations import commands
from ictdesk.desk.conversations.models import Conversation, VisitorSession
from ictdesk.desk.people import commands as people
from ictdesk.desk.people.models import Member
from ictdesk.desk.people.queries import acting
from ictdesk.desk.people.rules import SCOPES
from ictdesk.desk.workspaces import commands as workspaces
from ictdesk.desk.workspaces.models import Inbox
from ictdesk.kernel import actor as actors
from ictdesk.kernel.actor import System
from ictdesk.kernel.tenancy import workspace_scope

US = System("demo")
NOTICE = (
    "You write to our support team. We keep this conversation as long as we need it to help you; "
    "our privacy page says how long that is and what your rights are."
)


@dataclass(frozen=True, slots=True)
class Person:
    """A demo member."""

    email: str
    name: str
    role: actors.Role


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
                (
                    "visitor",
                    "Hello! The blue kettle that I ordered last week has no lid. Can you send me one?",
                ),
                (
                    "note",
                    "The warehouse says that lids of this lot are missing. A spare one can go out today.",
                ),
                ("agent", "Hello Max, that should not happen. We send you a lid today, at no cost."),
                ("visitor", "Wonderful, thank you!"),
            ],
        ),
        (
            "Leila Amrani",
            "leila@mail.example",
            [("visitor", "Do you deliver to Portugal, and how long does it take?")],
        ),
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


def seed(folder: Path) -> str:
    """Makes the demo workspaces unless they are there, and writes `demo.json` with all that is needed to use them.

    Returns the password when it was made here, and not chosen by the operator.
    """

    if (folder / "demo.json").exists():
        return ""
    chosen = os.environ.get("ICTDESK_DEMO_PASSWORD", "")
    password = chosen or secrets.token_urlsafe(15)
    made = {slug: _workspace(slug, settings.ICTDESK_BASE_URL, password) for slug in TEAM}
    facts = {"base_url": settings.ICTDESK_BASE_URL, **made["acme"], "neighbour": made["globex"]}
    file = folder / "demo.json"
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as out:
        json.dump(facts, out, indent=2)
    return "" if chosen else password


def _workspace(slug: str, base_url: str, password: str) -> dict[str, object]:

    entry = workspaces.found_workspace(slug=slug, name=slug.capitalize())
    with workspace_scope(entry.id):
        inbox = Inbox.objects.first()
        if inbox is None:
            workspaces.publish_notice(actor=US, text=NOTICE)
            inbox = workspaces.make_inbox(actor=US, name="Website", allowed_origins=[base_url])
            members = _people(slug, password)
            for talk in TALKS[slug]:
                _talk(inbox, members, *talk)
        key = _api_key(
            Member.objects.get(role="owner")
        )  # a new one each time: the secret of an old one is lost
    return {
        "workspace": slug,
        "widget_key": inbox.widget_key,
        "api_key": key,
        "members": [{"email": p.email, "password": password, "role": p.role} for p in TEAM[slug]],
    }


def _people(slug: str, password: str) -> dict[str, Member]:

    return {
        person.email: people.add_member(
            actor=US,
            email=person.email,
            name=person.name,
            role=person.role,
            password=password,
        )
        for person in TEAM[slug]
    }


def _api_key(owner: Member) -> str:

    _, secret = people.make_api_key(
        actor=actors.Member(owner.id, "owner"), name="Demo", scopes=sorted(SCOPES)
    )
    return secret


def _talk(
    inbox: Inbox, members: dict[str, Member], name: str, email: str, lines: Sequence[tuple[str, str]]
) -> None:

    session, _ = commands.open_session(inbox=inbox, locale="en")
    conversation = _first(session, lines[0][1], name, email)
    agent = next((m for m in members.values() if m.role == "agent"), next(iter(members.values())))
    for who, text in lines[1:]:
        client_id = uuid4()
        if who == "visitor":
            commands.start(
                actor=actors.Visitor(session.id, None, None), session=session, client_id=client_id, text=text
            )
        else:
            write = commands.note if who == "note" else commands.reply
            write(
                actor=acting(agent),
                conversation=conversation,
                client_id=client_id,
                text=text,
            )
    if len(lines) == 2:
        commands.solve(actor=acting(agent), conversation=conversation)
    elif len(lines) > 2:
        commands.assign(actor=acting(agent), conversation=conversation, member=agent)


def _first(session: VisitorSession, text: str, name: str, email: str) -> Conversation:
    conversation, _ = commands.start(
        actor=actors.Visitor(session.id, None, None),
        session=session,
        client_id=uuid4(),
        text=text,
        name=name,
        email=email,
    )
    return conversation
