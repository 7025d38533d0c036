"""The page of retention: what is due, what is kept, and a period that is looked at before it is set."""

from typing import Any
from uuid import UUID

from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.privacy.retention.models import RetentionRule
from tests.people.browsers import signed_in
from tests.privacy.restricted import placed
from tests.privacy.test_holds import held
from tests.privacy.test_retention import acme, old, ran  # noqa: F401 - the fixture
from tests.world import House


def page(house: House, who: str = "vera", **sent: Any) -> Any:
    client, path = signed_in(house.people[who]), f"/desk/{house.slug}/privacy/retention/"
    return client.post(path, sent) if sent else client.get(path)


def test_the_page_says_what_is_due_what_is_kept_and_that_nothing_is_late(acme: House) -> None:
    talk = old(acme, "Hello")
    held(acme, talk)
    shown = page(acme).content.decode()
    assert "Personal data past its time: 0" in shown
    assert "1 by a hold" in shown
    assert page(acme, "noor").status_code == 200
    assert page(acme, "ada").status_code == 403
    assert "Look at it first" not in page(acme, "noor").content.decode()


def test_what_is_late_is_counted(acme: House) -> None:
    old(acme, "Hello")
    assert "Personal data past its time: 2" in page(acme).content.decode(), "the thread and the person"


def test_a_period_is_looked_at_before_it_is_set(acme: House) -> None:
    talk = old(acme, "Hello", days=400)
    said = {"data_class": "conversations", "count": "1", "unit": "Y"}
    looked = page(acme, **said).content.decode()
    assert "1 would end now" in looked
    assert str(talk.id) in looked
    assert "Max" in looked
    with workspace_scope(acme.id):
        assert not RetentionRule.objects.exists()
    assert page(acme, **said, sure="1").status_code == 302
    assert "1 year from" in page(acme).content.decode()
    for wrong in ({"count": "x"}, {"count": "9999"}, {"unit": "W"}, {"data_class": "x"}, {"count": ""}):
        assert page(acme, **(said | wrong)).status_code == 422
    assert page(acme, "noor", **said, sure="1").status_code == 422


def test_whoever_is_restricted_has_no_name_there(acme: House) -> None:
    talk = old(acme, "Hello", days=400)
    placed(acme, talk)
    for key in ("people", "conversations"):
        looked = page(acme, data_class=key, count="1", unit="Y")
        assert looked.status_code == 200
        assert "Without a name" in looked.content.decode()


def test_the_certificate_of_a_run_is_given_out(acme: House) -> None:
    old(acme, "Hello")
    row = ran(acme, "conversations")
    assert row is not None
    path = f"/desk/{acme.slug}/privacy/retention/{row.id}.json"
    said = signed_in(acme.noor).get(path).json()
    assert said["certificate"]["ended"] == 1
    assert signed_in(acme.noor).get(path.replace(str(row.id), str(UUID(int=1)))).status_code == 404
