"""Two workspaces to try the desk on: `acme` with members and conversations, and its neighbour `globex`."""

import json
import os
import secrets
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.conf import settings

from ictdesk.desk.conversations import commands
from ictdesk.desk.conversations.models import Conversation, VisitorSession
from ictdesk.desk.mail.addresses import address_of
from ictdesk.desk.people import commands as people
from ictdesk.desk.people.models import Member
from ictdesk.desk.people.queries import acting
from ictdesk.desk.people.rules import SCOPES
from ictdesk.desk.workspaces import commands as workspaces
from ictdesk.desk.workspaces.models import Inbox
from ictdesk.desk.workspaces.queries import default_status, workspace
from ictdesk.kernel import actor as actors
from ictdesk.kernel import clock
from ictdesk.kernel.actor import System
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.project.demo_talks import CANNED, TALKS, TEAM, Talk

US = System("demo")
NOTICE = (
    "You write to our support team. We keep this conversation as long as we need it to help you; "
    "our privacy page says how long that is and what your rights are."
)


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
            workspaces.set_inbox(
                actor=US, inbox=inbox, name=inbox.name, allowed_origins=[base_url], mail_local="support"
            )
            members = _people(slug, password)
            for shortcut, title, body in CANNED if slug == "acme" else ():
                workspaces.make_canned_reply(actor=US, shortcut=shortcut, title=title, body=body)
            for talk in TALKS[slug]:
                _talk(inbox, members, talk)
        address = address_of(inbox, workspace())
        key = _api_key(
            Member.objects.get(role="owner")
        )  # a new one each time: the secret of an old one is lost
    return {
        "workspace": slug,
        "widget_key": inbox.widget_key,
        "mail": address,
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


def _talk(inbox: Inbox, members: dict[str, Member], talk: Talk) -> None:
    session, _ = commands.open_session(inbox=inbox, locale="en")
    conversation = _first(session, talk)
    by_name = {member.name.split()[0]: member for member in members.values()}
    agent = next((m for m in members.values() if m.role == "agent"), next(iter(members.values())))
    for who, text in talk.lines[1:]:
        if who == "visitor":
            visitor = actors.Visitor(session.id, None, None)
            commands.start(actor=visitor, session=session, client_id=uuid4(), text=text)
        else:
            write = commands.note if who == "note" else commands.reply
            author = acting(by_name.get(who, agent))
            write(actor=author, conversation=conversation, client_id=uuid4(), text=text)
    # They have read it all: an answer that nobody reads would go out by mail.
    reader = actors.Visitor(session.id, conversation.contact_id, conversation.id)
    commands.mark_read(actor=reader, conversation=conversation, seq=len(talk.lines))
    _stand(conversation, talk, by_name, acting(agent))


def _stand(conversation: Conversation, talk: Talk, members: dict[str, Member], agent: actors.Member) -> None:
    """Gives the conversation its assignee, tags, priority and status."""
    about: dict[str, Any] = {"actor": agent, "conversation": conversation}
    if talk.assignee:
        commands.assign(member=members[talk.assignee], **about)
    if talk.tags:
        commands.set_tags(names=talk.tags, **about)
    if talk.priority != "normal":
        commands.set_priority(priority=talk.priority, **about)
    if talk.status == "snoozed":
        commands.snooze(until=clock.now() + timedelta(days=3), **about)
    elif talk.status != "open":
        commands.set_status(status=default_status(talk.status), **about)


def _first(session: VisitorSession, talk: Talk) -> Conversation:
    conversation, _ = commands.start(
        actor=actors.Visitor(session.id, None, None),
        session=session,
        client_id=uuid4(),
        text=talk.lines[0][1],
        name=talk.name,
        email=talk.email,
    )
    return conversation
