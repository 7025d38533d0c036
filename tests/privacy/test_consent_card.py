"""Whoever answers somebody sees what they agreed to, beside what they object to."""

from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.privacy.consent import commands
from ictdesk.privacy.consent.saying import Said
from tests.people.browsers import program
from tests.privacy import bundles
from tests.privacy.test_consent import answer, purpose
from tests.world import US, World


def test_the_card_shows_what_was_asked_and_whether_it_holds(world: World) -> None:
    house = world.acme
    talk, other = bundles.talk(house, "Hello"), bundles.talk(house, "Hi", email="bea@mail.example")
    news, offers = purpose(house), purpose(house, "offers", name="Offers")
    closed = purpose(house, "closed", name="Closed")
    asked = purpose(house, "asked", name="Asked", double=True)
    answer(house, news, "given")
    answer(house, offers, "refused")
    answer(house, closed, "given")
    with workspace_scope(house.id):
        commands.close_purpose(actor=US, purpose=closed)
        commands.ask(actor=US, purpose=asked, address="max@mail.example", how=Said("form"))
    client = program(house)
    card = client.get(f"/api/v1/contacts/{talk.contact_id}/page").json()["privacy"]["consents"]
    assert card == [{"name": "Newsletter", "may": True}, {"name": "Offers", "may": False}]
    answer(house, news, "withdrawn")
    card = client.get(f"/api/v1/contacts/{talk.contact_id}/page").json()["privacy"]["consents"]
    assert card[0] == {"name": "Newsletter", "may": False}
    assert client.get(f"/api/v1/contacts/{other.contact_id}/page").json()["privacy"]["consents"] == []
