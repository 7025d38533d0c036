"""Looking leaves a trace: which member opened what, and not what they looked for."""

import io
from typing import Any

import pytest
from django.test import Client

from ictdesk.desk.conversations import commands
from ictdesk.desk.conversations.models import Attachment
from ictdesk.desk.conversations.reading import files_shown
from ictdesk.kernel.audit.models import AuditRecord
from ictdesk.kernel.tenancy import workspace_scope
from tests.people.browsers import secret_of, signed_in
from tests.privacy.bundles import case
from tests.world import House, Person, World

API = "/api/v1"


def member(person: Person, house: House) -> Client:
    """A member's browser; the API is told which workspace they mean."""
    made = signed_in(person)
    made.defaults["HTTP_X_WORKSPACE"] = house.slug
    return made


def looked(house: House) -> list[tuple[str, Any, Any]]:
    """What was looked at: the act, by whom, on what."""
    with workspace_scope(house.id):
        rows = AuditRecord.objects.filter(action__startswith="seen.").order_by("id")
        return list(rows.values_list("action", "actor_id", "object_id"))


@pytest.mark.parametrize(
    ("path", "act"),
    [
        (API + "/conversations/{conversation}/messages", "seen.conversation"),
        (API + "/contacts/{contact}", "seen.contact"),
        (API + "/contacts/{contact}/page", "seen.contact"),
        ("/desk/{slug}/contacts/{contact}/", "seen.contact"),
        ("/desk/{slug}/inbox/all/c/{conversation}/", "seen.conversation"),
    ],
)
def test_whoever_opens_something_is_on_record(world: World, path: str, act: str) -> None:
    talk = world.acme.talk("Where is my parcel?")
    address = path.format(slug=world.acme.slug, conversation=talk.id, contact=talk.contact_id)
    assert looked(world.acme) == []
    assert member(world.acme.ada, world.acme).get(address).status_code == 200
    about = talk.contact_id if act == "seen.contact" else talk.id
    assert looked(world.acme) == [(act, world.acme.ada.actor.id, about)]
    assert looked(world.globex) == []


def test_further_pages_of_a_conversation_are_the_same_look(world: World) -> None:
    talk = world.acme.talk("Hello")
    ada = member(world.acme.ada, world.acme)
    for query in ("before=9", "after=0&limit=5", "after=1"):
        assert ada.get(f"{API}/conversations/{talk.id}/messages?{query}").status_code == 200
    assert [act for act, *_ in looked(world.acme)] == ["seen.conversation"]


def test_who_searched_is_on_record_and_not_for_what(world: World) -> None:
    world.acme.talk("Where is my parcel?")
    assert member(world.acme.ada, world.acme).get(f"{API}/search?q=marmalade").status_code == 200
    assert looked(world.acme) == [("seen.search", world.acme.ada.actor.id, None)]
    with workspace_scope(world.acme.id):
        assert "marmalade" not in str(list(AuditRecord.objects.values()))


def test_programs_are_on_record_as_recipients_and_not_here(world: World) -> None:
    talk = world.acme.talk("Hello")
    program = Client(headers={"Authorization": f"Bearer {secret_of(world.acme)}"})
    assert program.get(f"{API}/contacts/{talk.contact_id}").status_code == 200
    assert looked(world.acme) == []


def test_who_may_not_see_it_leaves_no_trace_of_having_seen(world: World) -> None:
    talk = world.acme.talk("Hello")
    assert member(world.globex.hank, world.globex).get(f"{API}/contacts/{talk.contact_id}").status_code == 404
    assert looked(world.acme) == looked(world.globex) == []


def test_a_file_that_was_fetched_is_on_record(world: World) -> None:
    guest = world.acme.guest()
    world.acme.write(guest, "Hello")
    with workspace_scope(world.acme.id):
        file: Attachment = commands.upload(
            actor=guest.actor, home=guest.session, stream=io.BytesIO(b"%PDF-1.7\n"), name="map.pdf"
        )
        url = files_shown([file.id])[0]["url"]
    assert b"".join(Client().get(url).streaming_content) == b"%PDF-1.7\n"  # type: ignore[attr-defined]
    assert looked(world.acme) == [("seen.file", None, file.id)]
    assert Client().get(url + "x").status_code == 404
    assert len(looked(world.acme)) == 1


def test_a_case_that_was_opened_is_on_record(world: World) -> None:
    row = case(world.acme, [world.acme.talk("Hello").subject_id], "access")
    path = f"/desk/{world.acme.slug}/privacy/{row.id}/"
    for _ in range(2):
        shown = signed_in(world.acme.noor).get(path)
        assert shown.status_code == 200
        assert "seen." not in shown.content.decode(), "its history says what was done"
    assert looked(world.acme) == [("seen.rights_request", world.acme.noor.actor.id, row.id)] * 2
