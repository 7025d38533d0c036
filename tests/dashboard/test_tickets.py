"""The pages on which tickets are set up."""

import pytest

from ictdesk.desk.conversations import commands
from ictdesk.desk.tickets.models import Promise
from ictdesk.desk.workspaces.models import TicketType
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.surfaces.dashboard.settings.promise_form import written
from tests.people.browsers import signed_in
from tests.world import House, World

EMPTY = {
    f"{priority}_{name}": ""
    for priority in ("urgent", "high", "normal", "low")
    for name in ("first_answer", "next_answer", "solution")
}


def promised(house: House) -> dict[str, tuple[int | None, int | None, int | None, bool]]:
    with workspace_scope(house.id):
        rows = list(Promise.objects.all())
    return {one.priority: (one.first_answer, one.next_answer, one.solution, one.in_hours) for one in rows}


def test_types_are_made_renamed_and_deleted(world: World) -> None:
    acme, client = world.acme, signed_in(world.acme.vera)
    path = f"/desk/{acme.slug}/settings/types/"
    assert client.post(path, {"name": "Question"}).status_code == 302
    refused = client.post(path, {"name": "Question"})
    assert "There is a ticket type of this name." in refused.content.decode()
    talk = acme.talk("The kettle leaks")
    with workspace_scope(acme.id):
        (made,) = TicketType.objects.all()
        ticket = commands.make_ticket(actor=acme.ada.actor, conversation=talk)
        commands.set_type(actor=acme.ada.actor, conversation=ticket, ticket_type=made)
    assert client.post(f"{path}{made.id}/", {"name": "Fault"}).status_code == 302
    assert "Fault" in client.get(path).content.decode()
    assert client.post(f"{path}{made.id}/delete/").status_code == 302
    assert "No type yet" in client.get(path).content.decode()
    with workspace_scope(acme.id):
        talk.refresh_from_db()
    assert (talk.type_id, talk.number) == (None, 1)


def test_promises_are_written_as_people_write_time(world: World) -> None:
    client, path = signed_in(world.acme.vera), f"/desk/{world.acme.slug}/settings/promises/"
    sent = EMPTY | {
        "urgent_first_answer": "15",
        "urgent_next_answer": "45 min",
        "urgent_solution": "4h",
        "normal_solution": "2 days",
        "normal_in_hours": "on",
    }
    assert client.post(path, sent).status_code == 302
    held = promised(world.acme)
    assert (held["urgent"], held["normal"]) == ((15, 45, 240, False), (None, None, 2880, True))
    page = client.get(path).content.decode()
    for value in ("15m", "45m", "4h", "2d"):
        assert f'value="{value}"' in page


@pytest.mark.parametrize("wrong", ["soon", "0", "-5m", "9999d", "1.5h", "4 h 30"])
def test_a_wrong_span_is_said_and_nothing_is_promised(world: World, wrong: str) -> None:
    client, path = signed_in(world.acme.vera), f"/desk/{world.acme.slug}/settings/promises/"
    answer = client.post(path, EMPTY | {"urgent_first_answer": "15m", "low_solution": wrong})
    assert answer.status_code == 200
    assert "Write minutes, hours or days, up to a year" in answer.content.decode()
    assert promised(world.acme) == {}


@pytest.mark.parametrize(("minutes", "text"), [(None, ""), (1, "1m"), (90, "90m"), (120, "2h"), (2880, "2d")])
def test_minutes_are_shown_in_the_largest_unit(minutes: int | None, text: str) -> None:
    assert written(minutes) == text
