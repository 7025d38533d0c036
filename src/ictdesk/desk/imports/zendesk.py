"""Zendesk: tickets with their comments, users and organizations, as its JSON export and its API give them."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

from ictdesk.desk.imports.cases import Case, Person, Said, Skipped
from ictdesk.desk.imports.lines import BadExport, Row, Table, table
from ictdesk.desk.imports.reading import file_of, inside, listed, moment, text
from ictdesk.desk.mail import html_text

type Category = Literal["open", "waiting", "solved"]

CATEGORIES: dict[str, Category] = {
    "new": "open",
    "open": "open",
    "pending": "waiting",
    "hold": "waiting",
    "solved": "solved",
    "closed": "solved",
}
CHANNELS: dict[str, Literal["chat", "mail", "form", "api"]] = {
    "email": "mail",
    "chat": "chat",
    "messaging": "chat",
    "native_messaging": "chat",
    "api": "api",
}


class Zendesk:
    """A folder with `tickets`, and with `users`, `comments` and `organizations` where the tickets do not hold them."""

    def __init__(self, folder: Path) -> None:
        found = table(folder, "tickets", "tickets", "results")
        if found is None:
            raise BadExport(f"There is no tickets.ndjson in {folder}.")
        self.folder = folder
        self.tickets = found
        self.users = table(folder, "users", "users")
        self.comments = table(folder, "comments", "comments")
        self.organizations = table(folder, "organizations", "organizations")
        self.groups = table(folder, "groups", "groups")
        self.fields = table(folder, "ticket_fields", "ticket_fields")

    def size(self) -> int:
        return self.tickets.size()

    def close(self) -> None:
        for held in (self.tickets, self.users, self.comments, self.organizations, self.groups, self.fields):
            if held is not None:
                held.close()

    def cases(self) -> Iterator[tuple[int, str, Case | Skipped]]:
        """Every ticket, with how far the file is read and the ticket's id."""
        return self.tickets.cases(self._case)

    def _case(self, id_: str, row: Row) -> Case:
        status = text(row.get("status"))
        if status not in CATEGORIES:
            raise Skipped(f"its status is {status or 'missing'}")
        requester = self._person(row, "requester")
        if requester is None:
            raise Skipped("nobody is named who asked")
        comments = listed(row.get("comments")) or _found(self.comments, "ticket_id", id_)
        via = text(inside(row.get("via")).get("channel"))
        priority = text(row.get("priority"))
        assignee = self._person(row, "assignee")
        return Case(
            id=id_,
            requester=requester,
            at=moment(row.get("created_at")),
            said=[self._said(inside(one), row) for one in comments] or [_description(id_, row, requester)],
            subject=text(row.get("subject")) or text(row.get("raw_subject")),
            channel=CHANNELS.get(via, "form"),
            category=CATEGORIES[status],
            priority=priority if priority in ("low", "normal", "high", "urgent") else "normal",  # type: ignore[arg-type]
            tags=[tag for tag in listed(row.get("tags")) if isinstance(tag, str)],
            assignee=assignee.email if assignee else "",
            team=self._group(row),
            type=text(row.get("type")),
            fields=[known for one in listed(row.get("custom_fields")) for known in self._field(inside(one))],
            remark=self._remark(row),
        )

    def _said(self, comment: Row, ticket: Row) -> Said:
        plain = text(comment.get("plain_body")) or text(comment.get("body"))
        held = [inside(one) for one in listed(comment.get("attachments"))]
        return Said(
            id=str(comment.get("id", "")),
            at=moment(comment.get("created_at")),
            text=plain or html_text.to_text(text(comment.get("html_body"))),
            author=self._person({**comment, "requester": ticket.get("requester")}, "author"),
            note=comment.get("public") is not True,  # whatever does not say that it is public is a note
            files=[file_of(self.folder, one.get("id"), text(one.get("file_name"))) for one in held],
        )

    def _person(self, row: Row, word: str) -> Person | None:
        """Who is named: as an object in the row itself, or by an id of the users."""
        id_ = row.get(f"{word}_id", inside(row.get(word)).get("id"))
        if id_ is None:
            return None
        inner = [one for one in (inside(row.get(word)), inside(row.get("requester"))) if one.get("id") == id_]
        known = inner or _found(self.users, "id", id_)
        user = inside(known[0]) if known else {}
        return Person(
            id=str(id_),
            name=text(user.get("name")),
            email=text(user.get("email")),
            phone=text(user.get("phone")),
            team=user.get("role") in ("agent", "admin"),
        )

    def _group(self, row: Row) -> str:
        held = _found(self.groups, "id", row.get("group_id"))
        return text((inside(row.get("group")) or inside(held[0] if held else None)).get("name"))

    def _field(self, row: Row) -> Iterator[tuple[str, object]]:
        """Its title and value; a choice by what people saw of it. Nothing for a field that nobody filled in."""
        value = row.get("value")
        if value in (None, "", False) or value == []:
            return
        held = _found(self.fields, "id", row.get("id"))
        field = inside(held[0] if held else None)
        options = [inside(one) for one in listed(field.get("custom_field_options"))]
        shown = {text(one.get("value")): text(one.get("name")) for one in options}
        title = text(field.get("title")) or f"Field {row.get('id')}"
        if isinstance(value, list):
            yield title, [shown.get(one, one) if isinstance(one, str) else one for one in value]
        else:
            yield title, shown.get(value, value) if isinstance(value, str) else value

    def _remark(self, row: Row) -> str:
        """What has no place of its own here."""
        organizations = _found(self.organizations, "id", row.get("organization_id"))
        firm = inside(row.get("organization")) or inside(organizations[0] if organizations else None)
        copied = [self._person({"copied_id": id_}, "copied") for id_ in listed(row.get("email_cc_ids"))]
        copied = copied or [_copied(inside(one)) for one in listed(row.get("collaborator"))]
        lines = [
            ("Organisation", text(firm.get("name"))),
            ("In copy", ", ".join(one.email or one.name for one in copied if one)),
        ]
        return "\n".join(f"{label}: {said}" for label, said in lines if said)


def _copied(user: Row) -> Person:
    return Person(id=str(user.get("id", "")), name=text(user.get("name")), email=text(user.get("email")))


def _description(id_: str, row: Row, requester: Person) -> Said:
    """The first words of a ticket, where the export holds no comments."""
    return Said(
        id=f"{id_}.description",
        at=moment(row.get("created_at")),
        text=text(row.get("description")),
        author=requester,
    )


def _found(held: Table | None, key: str, value: Any) -> list[Row]:
    return held.find(key, value) if held is not None and value is not None else []
