"""The office's pages of what people may agree to."""

from typing import Any

import pytest
from django.urls import reverse

from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.privacy.consent import commands, queries
from ictdesk.privacy.consent.models import ConsentPurpose
from ictdesk.privacy.consent.saying import Said
from ictdesk.privacy.consent.words import Answer
from tests.people.browsers import signed_in
from tests.world import US, House, World


@pytest.fixture
def acme(world: World) -> House:
    return world.acme


def address(acme: House, name: str = "privacy-consents", **more: object) -> str:
    return reverse(name, kwargs={"slug": acme.slug, **more})


def made(acme: House) -> ConsentPurpose:
    with workspace_scope(acme.id):
        found: ConsentPurpose = ConsentPurpose.objects.get()
        return found


def make(acme: House, **other: Any) -> Any:
    said = {
        "name": "Newsletter",
        "key": "news",
        "use": "marketing.communications.email",
        "months": "24",
        "text_en": "News about kettles.",
        "text_de": "Neues über Kessel.",
    }
    return signed_in(acme.noor).post(address(acme), said | other)


def test_an_officer_makes_a_purpose_and_gives_it_other_words(acme: House) -> None:
    assert make(acme).status_code == 302
    purpose = made(acme)
    assert (purpose.key, purpose.double, purpose.months) == ("news", False, 24)
    where = address(acme, "privacy-consent", purpose_id=purpose.id)
    noor = signed_in(acme.noor)
    assert "Neues über Kessel." in noor.get(where).content.decode()
    slip = {"text_en": "News about kettles and cups.", "text_de": "Neues über Kessel."}
    assert noor.post(where, slip).status_code == 302
    assert (made(acme).version, made(acme).counts_from) == (2, 1)
    assert noor.post(where, slip | {"text_fr": "Nouvelles.", "material": "on"}).status_code == 302
    assert (made(acme).version, made(acme).counts_from) == (3, 3)
    page = noor.get(where).content.decode()
    assert page.count("News about kettles") == 4  # the field, and three versions
    with workspace_scope(acme.id):
        assert queries.wording_of(made(acme), "fr").text == "Nouvelles."


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"text_en": "", "text_de": " "}, "Give the words"),
        ({"key": "not a key"}, "slug"),
        ({"months": "61"}, "60"),
        ({"use": "sales"}, "not one of the available choices"),
    ],
)
def test_a_slip_is_named_and_nothing_is_made(acme: House, wrong: dict[str, str], says: str) -> None:
    page = make(acme, **wrong)
    assert (page.status_code, says in page.content.decode()) == (422, True)
    with workspace_scope(acme.id):
        assert not ConsentPurpose.objects.exists()


def test_the_counts_are_of_people_and_closing_keeps_them(acme: House) -> None:
    make(acme)
    with workspace_scope(acme.id):
        answers: list[tuple[str, Answer]] = [("a", "given"), ("b", "given"), ("c", "refused")]
        for name, state in answers:
            commands.keep_answer(
                actor=US, purpose=made(acme), address=f"{name}@mail.example", state=state, how=Said("agent")
            )
    noor = signed_in(acme.noor)
    said = " ".join(noor.get(address(acme)).content.decode().split())
    assert "2 said yes, 1 said no" in said
    assert noor.post(address(acme, "privacy-consent-close", purpose_id=made(acme).id)).status_code == 302
    assert made(acme).closed_at is not None
    said = " ".join(noor.get(address(acme)).content.decode().split())
    assert "2 said yes, 1 said no" in said
    assert "closed" in said
    again = noor.post(address(acme, "privacy-consent-close", purpose_id=made(acme).id), follow=True)
    assert "This purpose is closed." in again.content.decode()


def test_an_agent_sets_up_nothing(acme: House) -> None:
    make(acme)
    ada = signed_in(acme.ada)
    assert ada.get(address(acme)).status_code == 403
    assert ada.post(address(acme, "privacy-consent-close", purpose_id=made(acme).id)).status_code == 403
    assert made(acme).closed_at is None
