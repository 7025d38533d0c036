"""Exports written by the formats' documentation."""

import json
from pathlib import Path
from typing import Any

USERS = [
    {"id": 1, "name": "Max Muster", "email": "max@mail.example", "role": "end-user", "phone": "+49 30 1234"},
    {"id": 2, "name": "Lea Kurz", "email": "lea@mail.example", "role": "end-user"},
    {"id": 9, "name": "Olga Old", "email": "olga@former.example", "role": "agent"},
]


def write(path: Path, rows: list[dict[str, Any]]) -> None:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def comment(id_: int, author: int, body: str, *, public: bool = True, **more: Any) -> dict[str, Any]:
    return {
        "id": id_,
        "type": "Comment",
        "author_id": author,
        "body": body,
        "public": public,
        "created_at": f"2024-03-0{id_ % 9 + 1}T10:00:00Z",
        "attachments": [],
        **more,
    }


def ticket(id_: int, *comments: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {
        "id": id_,
        "created_at": "2024-03-01T09:00:00Z",
        "updated_at": "2024-03-09T09:00:00Z",
        "subject": f"Kettle {id_}",
        "description": "It leaks.",
        "status": "closed",
        "priority": "high",
        "tags": ["kettle", "leak"],
        "via": {"channel": "email"},
        "requester_id": 1,
        "assignee_id": None,
        "comments": list(comments),
        **more,
    }


def zendesk(folder: Path, *tickets: dict[str, Any], users: list[dict[str, Any]] | None = None) -> Path:
    folder.mkdir()
    write(folder / "tickets.ndjson", list(tickets))
    write(folder / "users.ndjson", USERS if users is None else users)
    return folder


def chatwoot(folder: Path, ada: str) -> Path:
    """As the API's pages: one page of conversations, one of messages, one of contacts."""
    folder.mkdir()
    talk = {
        "id": 7,
        "status": "resolved",
        "priority": "medium",
        "labels": ["delivery"],
        "created_at": 1709280000,
        "custom_attributes": {"model": "K-4711", "flat": 3},
        "meta": {
            "sender": {"id": 31, "name": "Mia"},
            "team": {"id": 2, "name": "Parcels"},
            "channel": "Channel::WebWidget",
            "assignee": {"id": 4, "email": ada},
        },
    }
    (folder / "attachments").mkdir()
    (folder / "attachments" / "55").write_bytes(b"the label")
    write(folder / "conversations.json", [{"data": {"meta": {}, "payload": [talk]}}])
    write(folder / "messages.json", [{"meta": {}, "payload": messages_of_chatwoot(ada)}])
    write(folder / "contacts.json", [{"payload": [{"id": 31, "name": "Mia", "email": "mia@mail.example"}]}])
    return folder


def messages_of_chatwoot(ada: str) -> list[dict[str, Any]]:
    agent = {"id": 4, "name": "Ada Okafor", "email": ada, "type": "user"}
    said = [
        (1, "Where is it?", 0, False, {"id": 31, "type": "contact"}),
        (2, "Ask the warehouse", 1, True, agent),
        (3, "On its way.", 1, False, agent),
        (4, "Conversation was resolved", 2, False, None),
    ]
    messages: list[dict[str, Any]] = [
        {
            "id": id_,
            "content": content,
            "message_type": kind,
            "private": private,
            "created_at": 1709280000 + id_,
            "conversation_id": 7,
            "sender": sender,
        }
        for id_, content, kind, private, sender in said
    ]
    messages[2]["attachments"] = [
        {"id": 55, "data_url": "https://cdn.example/rails/active_storage/label.txt"}
    ]
    return messages


def mail(sender: str, to: str, text: str, id_: str, date: str, **headers: str) -> bytes:
    """One mail of an mbox, with the line before it."""
    said = {"From": sender, "To": to, "Subject": "Parcel", "Message-ID": id_, "Date": date}
    said |= {name.replace("_", "-"): value for name, value in headers.items()}
    head = "\n".join(f"{name}: {value}" for name, value in said.items())
    return f"From x@y Mon Mar  4 10:00:00 2024\n{head}\n\n{text}\n\n".encode()
