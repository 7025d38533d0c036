"""Chatwoot: contacts, conversations and messages, as its API gives them."""

from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Literal
from urllib.parse import unquote, urlsplit

from ictdesk.desk.imports.cases import Case, Person, Said, Skipped
from ictdesk.desk.imports.lines import BadExport, Row, table
from ictdesk.desk.imports.reading import file_of, inside, listed, moment, text

INCOMING, OUTGOING, ACTIVITY, TEMPLATE = 0, 1, 2, 3
WORDS = {"incoming": INCOMING, "outgoing": OUTGOING, "activity": ACTIVITY, "template": TEMPLATE}
CATEGORIES: dict[str, Literal["open", "snoozed", "solved"]] = {
    "open": "open",
    "pending": "open",
    "snoozed": "snoozed",
    "resolved": "solved",
}
PRIORITIES: dict[str, Literal["low", "normal", "high", "urgent"]] = {
    "low": "low",
    "medium": "normal",
    "high": "high",
    "urgent": "urgent",
}


class Chatwoot:
    """A folder with `conversations` and `messages`, and with `contacts` where the conversations do not hold them."""

    def __init__(self, folder: Path) -> None:
        conversations = table(folder, "conversations", "payload", "conversations")
        messages = table(folder, "messages", "payload", "messages")
        if conversations is None or messages is None:
            raise BadExport(f"There is no conversations.ndjson with a messages.ndjson in {folder}.")
        self.folder = folder
        self.conversations, self.messages = conversations, messages
        self.contacts = table(folder, "contacts", "payload", "contacts")

    def size(self) -> int:
        return self.conversations.size()

    def close(self) -> None:
        for held in (self.conversations, self.messages, self.contacts):
            if held is not None:
                held.close()

    def cases(self) -> Iterator[tuple[int, str, Case | Skipped]]:
        """Every conversation, with how far the file is read and the conversation's id."""
        return self.conversations.cases(self._case)

    def _case(self, id_: str, row: Row) -> Case:
        status = text(row.get("status"))
        if status not in CATEGORIES:
            raise Skipped(f"its status is {status or 'missing'}")
        meta = inside(row.get("meta"))
        requester = self._contact(inside(meta.get("sender")) or {"id": row.get("contact_id")})
        said = [self._said(one, requester) for one in self.messages.find("conversation_id", id_)]
        channel = text(meta.get("channel")) or text(row.get("channel"))
        category = CATEGORIES[status]
        until = moment(row["snoozed_until"]) if category == "snoozed" and row.get("snoozed_until") else None
        if category == "snoozed" and until is None:
            category = "open"  # until the next answer: nobody would look at it here
        return Case(
            id=id_,
            requester=requester,
            at=moment(row.get("created_at") or (said[0].at.timestamp() if said else None)),
            said=said,
            subject=text(inside(row.get("additional_attributes")).get("mail_subject")),
            channel="mail" if channel == "Channel::Email" else "api" if channel == "Channel::Api" else "chat",
            category=category,
            until=until,
            priority=PRIORITIES.get(text(row.get("priority")), "normal"),
            tags=[one for one in listed(row.get("labels")) if isinstance(one, str)],
            assignee=text(inside(meta.get("assignee")).get("email")),
            team=text(inside(meta.get("team")).get("name")),
            fields=[
                (key, value)
                for key, value in inside(row.get("custom_attributes")).items()
                if isinstance(value, str | int | float | bool | list) and value not in ("", False)
            ],
            ticket=channel == "Channel::Email",
        )

    def _contact(self, named: Row) -> Person:
        id_ = named.get("id")
        if id_ is None:
            raise Skipped("nobody is named who asked")
        held = self.contacts.find("id", id_) if self.contacts else []
        known = {**named, **(held[0] if held else {})}
        return Person(
            id=str(id_),
            name=text(known.get("name")),
            email=text(known.get("email")),
            phone=text(known.get("phone_number")),
        )

    def _said(self, row: Row, requester: Person) -> Said:
        kind = row.get("message_type")
        kind = WORDS.get(kind, ACTIVITY) if isinstance(kind, str) else kind
        sender = inside(row.get("sender"))
        author = None
        if kind == INCOMING:
            author = requester
        elif kind == OUTGOING and sender.get("type") != "agent_bot":
            email, name = text(sender.get("email")), text(sender.get("name"))
            author = Person(id=f"user.{sender.get('id')}", name=name, email=email, team=True)
        held = [inside(one) for one in listed(row.get("attachments"))]
        return Said(
            id=str(row.get("id", "")),
            at=moment(row.get("created_at")),
            text=text(row.get("content")),
            author=author,
            # What only the team saw stays with the team, and so does what no number here says.
            note=row.get("private") is not False or kind not in (INCOMING, OUTGOING, TEMPLATE),
            files=[file_of(self.folder, one.get("id"), _name(one)) for one in held],
        )


def _name(attachment: Row) -> str:
    """The last part of the address at which Chatwoot has the file."""
    try:
        return unquote(PurePosixPath(urlsplit(text(attachment.get("data_url"))).path).name)
    except ValueError:
        return ""
