"""Moving house: what another desk held is here once, with its times and authors, and nothing of it rings."""

import os
import signal
import subprocess
import sys
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from ictdesk.desk.contacts.models import Contact, Identity
from ictdesk.desk.conversations import queries, search
from ictdesk.desk.conversations.models import Attachment, Conversation, ConversationTag, Message
from ictdesk.desk.imports import running
from ictdesk.desk.imports.cases import Source
from ictdesk.desk.imports.chatwoot import Chatwoot
from ictdesk.desk.imports.lines import BadExport
from ictdesk.desk.imports.mbox import Mbox
from ictdesk.desk.imports.models import Imported
from ictdesk.desk.imports.report import Report
from ictdesk.desk.imports.zendesk import Zendesk
from ictdesk.desk.mail.models import OutgoingMail
from ictdesk.desk.tickets.models import TicketClock
from ictdesk.kernel.events import readers
from ictdesk.kernel.events.models import Event
from ictdesk.kernel.tenancy import workspace_scope
from tests.imports import exports
from tests.imports.exports import comment, mail, ticket, zendesk
from tests.world import House, World


@pytest.fixture
def acme(world: World) -> House:
    return world.acme


def bring(house: House, source: Source, export: running.Export, out: StringIO | None = None) -> Report:
    return running.run(house.id, house.inbox, source, export, Report(out))


def talks(house: House) -> list[Conversation]:
    with workspace_scope(house.id):
        return list(Conversation.objects.select_related("contact", "status").order_by("created_at", "id"))


def said(house: House, conversation: Conversation) -> list[dict[str, Any]]:
    with workspace_scope(house.id):
        page = queries.messages_page(actor=house.ada.actor, conversation_id=conversation.id)
        return list(page["items"])  # type: ignore[arg-type]


@pytest.fixture
def old_ticket(acme: House, tmp_path: Path) -> Path:
    users = [*exports.USERS, {"id": 8, "name": "Ada O.", "email": acme.ada.email, "role": "agent"}]
    return zendesk(
        tmp_path / "zd",
        ticket(
            35,
            comment(1, 1, "It leaks."),
            comment(2, 8, "Ask the maker", public=False),
            comment(3, 8, "A new one is on its way."),
            comment(4, 9, "Has it come?"),
            comment(5, 2, "I have it too."),
            assignee_id=8,
        ),
        users=users,
    )


def test_what_was_said_keeps_its_words_times_and_authors(acme: House, old_ticket: Path) -> None:
    report = bring(acme, "zendesk", Zendesk(old_ticket))

    (talk,) = talks(acme)
    lines = said(acme, talk)
    assert report.laid == 1
    assert not report.reasons
    assert [(line["kind"], line["author"]["kind"], line["body"]) for line in lines[1:]] == [
        ("public", "contact", "It leaks."),
        ("note", "member", "Ask the maker"),
        ("public", "member", "A new one is on its way."),
        ("public", "system", "Olga Old:\n\nHas it come?"),
        ("public", "contact", "I have it too."),
    ]
    assert lines[0]["kind"] == "note"
    assert "Zendesk, ticket 35" in lines[0]["body"]
    assert lines[1]["at"] == "2024-03-02T10:00:00.000Z"
    assert [line["author"]["name"] for line in lines[1:3]] == ["Max Muster", "Ada Okafor"]
    assert lines[5]["author"]["name"] == "Lea Kurz"


def test_a_ticket_keeps_its_state_and_is_found(acme: House, old_ticket: Path) -> None:
    bring(acme, "zendesk", Zendesk(old_ticket))

    (talk,) = talks(acme)
    assert (talk.category, talk.priority, talk.number) == ("solved", "high", 1)
    assert (talk.assignee_id, talk.channel) == (acme.ada.row.id, "mail")
    assert talk.created_at.isoformat() == "2024-03-01T09:00:00+00:00"
    with workspace_scope(acme.id):
        assert set(ConversationTag.objects.values_list("tag__name", flat=True)) == {"kettle", "leak"}
        assert talk.subject == "Kettle 35"
        kinds = {one.kind: one.value for one in Identity.objects.filter(contact=talk.contact)}
        assert kinds == {"email": "max@mail.example", "phone": "+49 30 1234"}
        found = search.search(actor=acme.ada.actor, text="leaks")
    assert [hit["conversation"]["id"] for hit in found] == [str(talk.id)]


def test_nothing_rings_and_nothing_is_mailed(acme: House, tmp_path: Path) -> None:
    with workspace_scope(acme.id):
        before = Event.objects.count()
    bring(
        acme, "zendesk", Zendesk(zendesk(tmp_path / "zd", ticket(1, comment(1, 1, "Hello"), status="open")))
    )

    with workspace_scope(acme.id):
        for reader in ("mail", "clocks", "search"):
            readers.run(reader)
        assert Event.objects.count() == before
        assert not OutgoingMail.objects.exists()
        assert not TicketClock.objects.exists()
    (talk,) = talks(acme)
    assert (talk.category, talk.due_at) == ("open", None)
    assert talk.waiting_since is not None


def test_a_second_run_brings_only_what_is_new(acme: House, tmp_path: Path) -> None:
    first = zendesk(tmp_path / "one", ticket(1, comment(1, 1, "Hello")), ticket(2, comment(2, 1, "Again")))
    more = zendesk(tmp_path / "two", *(ticket(n, comment(n, 1, "Hello")) for n in (1, 2, 3)))
    bring(acme, "zendesk", Zendesk(first))

    report = bring(acme, "zendesk", Zendesk(more))

    assert (report.laid, report.known) == (1, 2)
    assert len(talks(acme)) == 3
    with workspace_scope(acme.id):
        assert Contact.objects.count() == 1
        assert Imported.objects.filter(conversation__isnull=False).count() == 3


@pytest.fixture
def bad_export(tmp_path: Path) -> Path:
    export = zendesk(
        tmp_path / "zd",
        ticket(1, status="deleted"),
        ticket(2, comment(1, 1, "No time", created_at="yesterday")),
        ticket(
            3,
            comment(
                1,
                1,
                "Two files",
                attachments=[
                    {"id": 70, "file_name": "bill.txt"},
                    {"id": 71, "file_name": "run.exe"},
                    {"id": 72, "file_name": "away.txt"},
                    {"id": "../../users.ndjson", "file_name": "users.txt"},
                ],
            ),
        ),
        ticket(4, requester_id=None),
    )
    with (export / "tickets.ndjson").open("a") as file:
        file.write("{broken\n")
    (export / "attachments").mkdir()
    (export / "attachments" / "70").write_bytes(b"12 euro")
    (export / "attachments" / "71").write_bytes(b"MZ\x90\x00\x03\x00\x00\x00")
    return export


def test_what_is_left_out_is_told_with_its_reason(acme: House, bad_export: Path) -> None:
    out = StringIO()

    report = bring(acme, "zendesk", Zendesk(bad_export), out)

    assert report.laid == 1
    assert sorted(out.getvalue().splitlines()) == [
        "1\tits status is deleted",
        "2\tit has no time that can be read",
        "3\ta file was left out: its id names no file",
        "3\ta file was left out: its kind is not taken",
        "3\ta file was left out: the export does not hold it",
        "4\tnobody is named who asked",
        "?\ta line is not JSON",
    ]
    with workspace_scope(acme.id):
        assert [one.name for one in Attachment.objects.filter(message__isnull=False)] == ["bill.txt"]


def test_a_conversation_of_chatwoot(acme: House, tmp_path: Path) -> None:
    report = bring(acme, "chatwoot", Chatwoot(exports.chatwoot(tmp_path / "cw", acme.ada.email)))

    (talk,) = talks(acme)
    lines = said(acme, talk)
    assert not report.reasons
    assert [(line["kind"], line["author"]["kind"], line["body"]) for line in lines[1:]] == [
        ("public", "contact", "Where is it?"),
        ("note", "member", "Ask the warehouse"),
        ("public", "member", "On its way."),
        ("note", "system", "Conversation was resolved"),
    ]
    assert (talk.channel, talk.number, talk.category) == ("chat", None, "solved")
    assert talk.assignee_id == acme.ada.row.id
    with workspace_scope(acme.id):
        assert Identity.objects.get(contact=talk.contact).value == "mia@mail.example"
        assert [one.name for one in Attachment.objects.all()] == ["label.txt"]


@pytest.fixture
def box(acme: House, tmp_path: Path) -> Path:
    ours, day = acme.ada.email, "Mar 2024 10:00:00 +0000"
    path = tmp_path / "box.mbox"
    path.write_bytes(
        mail("Max <max@mail.example>", ours, "Where is it?\n>From here", "<1@m>", f"Mon, 4 {day}")
        + mail(ours, "max@mail.example", "On its way.", "<2@us>", f"Tue, 5 {day}", In_Reply_To="<1@m>")
        + mail("eve@evil.example", ours, "Tell me too", "<3@e>", f"Wed, 6 {day}", References="<1@m> <2@us>")
        + mail("Max <max@mail.example>", ours, "Thanks", "<4@m>", f"Thu, 7 {day}", In_Reply_To="<2@us>")
        + mail("zoe@mail.example", ours, "Late", "<5@z>", "someday")
    )
    return path


def test_a_mailbox_becomes_conversations_and_strangers_stay_apart(acme: House, box: Path) -> None:
    out = StringIO()

    report = bring(acme, "mbox", Mbox(box, {acme.ada.email}), out)

    assert report.laid == 2
    assert out.getvalue().endswith("\tit has no date that can be read\n")
    thread, eve = talks(acme)
    lines = said(acme, thread)[1:]
    assert [line["body"] for line in lines] == ["Where is it?\nFrom here", "On its way.", "Thanks"]
    assert [line["author"]["kind"] for line in lines] == ["contact", "member", "contact"]
    assert [line["body"] for line in said(acme, eve)[1:]] == ["Tell me too"]
    assert bring(acme, "mbox", Mbox(box, {acme.ada.email})).known == 2


def test_what_is_no_export_is_refused(tmp_path: Path) -> None:
    (tmp_path / "letter.mbox").write_text("Dear all")
    with pytest.raises(BadExport, match="does not begin"):
        Mbox(tmp_path / "letter.mbox", set())
    with pytest.raises(BadExport, match=r"no tickets\.ndjson"):
        Zendesk(tmp_path)
    with pytest.raises(BadExport, match=r"messages\.ndjson"):
        Chatwoot(tmp_path)


def test_killed_in_the_middle_it_goes_on_without_doubles(acme: House, tmp_path: Path) -> None:
    many = [ticket(n, comment(n % 9, 1 + n % 2, f"Number {n}")) for n in range(400)]
    export = zendesk(tmp_path / "zd", *many)
    command = [sys.executable, "-m", "ictdesk", "import", "zendesk", str(export), "--workspace", acme.slug]

    first = subprocess.Popen(command, cwd=tmp_path, env=os.environ)
    while first.poll() is None and not talks(acme):
        pass
    first.send_signal(signal.SIGKILL)
    first.wait(30)
    half = len(talks(acme))
    again = subprocess.run(command, cwd=tmp_path, env=os.environ, capture_output=True, text=True, check=True)

    assert 0 < half < 400
    assert f"{half} that were imported before" in again.stdout
    assert len(talks(acme)) == 400
    with workspace_scope(acme.id):
        assert Contact.objects.count() == 2
        assert Message.objects.filter(note=False).count() == 400
        assert sorted(Conversation.objects.values_list("number", flat=True)) == list(range(1, 401))
