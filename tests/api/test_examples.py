"""The calls on the pages of the API, one after the other, answer what the pages say."""

import pytest

from ictdesk.kernel.audit import log
from ictdesk.kernel.tenancy import workspace_scope
from tests.api.examples import Reader, examples
from tests.people.browsers import signed_in
from tests.world import House, World

PAGES = {
    "http.md": 10,
    "contacts.md": 10,
    "mail.md": 27,
    "settings.md": 41,
    "tickets.md": 12,
    "relations.md": 11,
    "macros.md": 12,
    "rights.md": 16,
    "consents.md": 10,
    "records.md": 4,
}
"""How many calls each page has: one that is not found would not be tried."""


def reader(house: House) -> Reader:
    """The owner, with what the pages take as given: two people who wrote, a member, a way in."""
    one, other = house.talk(name="Max"), house.talk(name="Maxi")
    with workspace_scope(house.id):
        log.sequence()  # as the worker does each minute
    client = signed_in(house.vera)
    client.defaults["HTTP_X_WORKSPACE"] = house.slug
    return Reader(
        client,
        {
            "CONVERSATION": str(one.id),
            "SECOND": str(other.id),
            "CONTACT": str(one.contact_id),
            "OTHER_CONTACT": str(other.contact_id),
            "MEMBER": str(house.ada.row.id),
            "WAY_IN": str(house.inbox.id),
        },
    )


@pytest.mark.parametrize("page", PAGES)
def test_the_page_tells_the_truth(world: World, page: str) -> None:
    who = reader(world.acme)
    calls = examples(page)
    assert len(calls) == PAGES[page]
    for call in calls:
        status, told = who.tries(call)
        assert (status, who.agrees(call.answer, told)) == (call.status, True), (call.method, call.path, told)


def test_an_answer_that_the_page_does_not_say_is_seen(world: World) -> None:
    who = reader(world.acme)
    assert who.agrees({"id": "NEW", "...": "..."}, {"id": "1", "name": "x"})
    assert not who.agrees({"id": "NEW"}, {"id": "2"})
    assert not who.agrees({"id": "NEW"}, {"id": "1", "name": "x"})
    assert not who.agrees({"id": "NEW", "more": 1, "...": "..."}, {"id": "1"})
    assert who.agrees(["...", 2, "..."], [1, 2, 3])
    assert not who.agrees(["...", 2], [1, 2, 3])
    assert not who.agrees([1], [1, 2])
    assert not who.agrees([], [1])
