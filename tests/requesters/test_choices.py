"""The pages of consent: a link is looked at without effect, a button says yes, and a no takes no more than a yes."""

from typing import Any

import pytest
from django.test import Client

from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.privacy.consent import tokens
from ictdesk.privacy.consent.asking import digest_of
from ictdesk.privacy.consent.models import ConsentEvent, ConsentPurpose
from tests.privacy.test_consent import MAX, answer, ok, purpose, question, states
from tests.requesters.test_pages import a_browser
from tests.world import House, World


def choices_of(house: House, address: str = MAX) -> str:
    with workspace_scope(house.id):
        return f"/w/{house.slug}/choices/{tokens.choices(digest_of(address))}"


@pytest.fixture
def acme(world: World) -> House:
    return world.acme


def test_a_scanner_that_follows_the_link_confirms_nothing(acme: House) -> None:
    path = f"/w/{acme.slug}/agree/{question(acme, purpose(acme, double=True))}"
    browser = a_browser()
    for method in (browser.get, browser.head):
        assert method(path).status_code == 200
    assert b"News once a month." in browser.get(path).content
    assert (states(acme), ok(acme)) == (["requested"], False)
    assert MAX.encode() not in browser.get(path).content, "whoever sees it learns no address"


def test_the_button_says_yes_and_leads_to_the_choices(acme: House) -> None:
    path = f"/w/{acme.slug}/agree/{question(acme, purpose(acme, double=True))}"
    page = a_browser().post(path)
    assert page.status_code == 200
    assert choices_of(acme) in page.content.decode()
    assert ok(acme)
    assert a_browser().post(path).status_code == 200, "the same yes"
    assert states(acme) == ["requested", "given"]


def test_a_no_in_between_is_told(acme: House) -> None:
    news = purpose(acme, double=True)
    path = f"/w/{acme.slug}/agree/{question(acme, news)}"
    answer(acme, news, "refused")
    page = a_browser().post(path)
    assert (page.status_code, b"You said no since" in page.content) == (409, True)
    assert not ok(acme)


def test_choices_are_changed_both_ways_in_one_step(acme: House) -> None:
    news, offers = purpose(acme), purpose(acme, "offers")
    for one in (news, offers):
        answer(acme, one, "given")
    purpose(acme, "unasked")
    browser, path = a_browser(), choices_of(acme)
    page = browser.get(path).content.decode()
    assert page.count("checked") == 2
    assert "unasked" not in page
    assert MAX not in page
    browser.post(path, {"on": ["offers"]})
    assert (ok(acme), ok(acme, key="offers")) == (False, True)
    browser.post(path, {"on": ["offers", "news", "unasked"]})
    assert (ok(acme), ok(acme, key="offers"), ok(acme, key="unasked")) == (True, True, False)
    browser.post(path, {"on": ["offers", "news"], "none": "1"}, headers={"Sec-GPC": "1"})
    assert (ok(acme), ok(acme, key="offers")) == (False, False)
    before = states(acme)
    browser.post(path, {})
    assert states(acme) == before, "a no that is there is not said twice"
    with workspace_scope(acme.id):
        said = list(ConsentEvent.objects.filter(how="page").order_by("at", "id").values_list("state", "gpc"))
    assert said == [("withdrawn", False), ("given", False), ("withdrawn", True), ("withdrawn", True)]


def test_a_choice_counts_over_the_browsers_signal_and_both_are_kept(acme: House) -> None:
    news = purpose(acme)
    answer(acme, news, "withdrawn")
    a_browser().post(choices_of(acme), {"on": ["news"]}, headers={"Sec-GPC": "1"})
    assert ok(acme)
    with workspace_scope(acme.id):
        assert ConsentEvent.objects.filter(how="page").values_list("state", "gpc").get() == ("given", True)


def one_click(acme: House, news: ConsentPurpose, body: dict[str, str] | None = None) -> Any:
    """As a mail program does it: no cookies, no page before, no referrer."""
    program = Client(enforce_csrf_checks=True, REMOTE_ADDR="2001:db8::77")
    said = {"List-Unsubscribe": "One-Click"} if body is None else body
    return program.post(f"{choices_of(acme)}/stop/{news.id}", said)


def test_one_click_of_a_mail_program_ends_one_purpose(acme: House) -> None:
    news, offers = purpose(acme), purpose(acme, "offers")
    for one in (news, offers):
        answer(acme, one, "given")
    program = Client(enforce_csrf_checks=True)
    assert program.get(f"{choices_of(acme)}/stop/{news.id}").status_code == 405
    assert one_click(acme, news, {}).status_code == 422
    assert ok(acme)
    for _ in range(2):
        done = one_click(acme, news)
        assert (done.status_code, done.content, done.cookies) == (200, b"Done.", {})
    assert (ok(acme), ok(acme, key="offers")) == (False, True)


@pytest.mark.parametrize("path", ["agree/{}", "choices/{}", "choices/{}/stop/{purpose}"])
def test_a_forged_link_is_as_one_of_nothing(acme: House, world: World, path: str) -> None:
    news = purpose(acme, double=True)
    token = question(acme, news)
    with workspace_scope(acme.id):
        right = token if path.startswith("agree") else tokens.choices(digest_of(MAX))
        other = tokens.choices(digest_of(MAX)) if path.startswith("agree") else token
    wrong = [right[:-1] + ("a" if right[-1] != "a" else "b"), right + "a", "x", other]
    stop = {"List-Unsubscribe": "One-Click"}
    for house, one in [*((acme, each) for each in wrong), (world.globex, right)]:
        at = f"/w/{house.slug}/{path.format(one, purpose=news.id)}"
        answers = [a_browser().post(at, stop)] + ([] if "stop" in path else [a_browser().get(at)])
        assert {answer_.status_code for answer_ in answers} == {404}, at
    assert states(acme) == ["requested"]
    assert not ok(acme)
