"""What waits is mailed as often as its member likes: each item once, nothing when nothing is new, nobody's words."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from pytest_django.fixtures import Settings

from ictdesk.desk.conversations import commands as conversations
from ictdesk.desk.conversations.models import Conversation, Mention
from ictdesk.desk.digests import commands, gathering, posting
from ictdesk.desk.digests.models import Digest, DigestChoice, DigestItem
from ictdesk.desk.digests.times import next_after
from ictdesk.desk.mail.sending import Outcome
from ictdesk.kernel import clock
from ictdesk.kernel.actor import Visitor
from ictdesk.kernel.errors import Invalid
from ictdesk.kernel.events import readers
from ictdesk.kernel.events.cursor import Place
from ictdesk.kernel.ids import new_id
from ictdesk.kernel.tenancy import workspace_scope
from tests.kernel.queue_of import jobs
from tests.mail.listener import Sink, part, plain
from tests.people.browsers import signed_in
from tests.world import House, Person, World


@pytest.fixture
def sink(settings: Settings) -> Iterator[Sink]:
    with Sink() as running:
        settings.MAILERS = running.mailers
        yield running


@pytest.fixture
def house(world: World) -> House:
    return world.acme


def choose(house: House, who: Person, often: str, hour: int = 8, zone: str = "UTC") -> None:
    with workspace_scope(house.id):
        commands.set_digest(actor=who.actor, member=who.row, often=often, hour=hour, zone=zone)


def give(house: House, chat: Conversation, to: Person, by: Person) -> None:
    with workspace_scope(house.id):
        conversations.assign(actor=by.actor, conversation=chat, member=to.row)


def mention(house: House, chat: Conversation, who: Person, by: Person) -> None:
    with workspace_scope(house.id):
        conversations.note(
            actor=by.actor, conversation=chat, client_id=new_id(), text="Look, secret", mentions=[who.row]
        )


def read(house: House) -> list[str]:
    """What waits after the reader ran."""
    with workspace_scope(house.id):
        readers.run("digests")
        return sorted(DigestItem.objects.filter(digest=None).values_list("kind", flat=True))


def hour_passes(house: House) -> list[Digest]:
    """Everybody's next digest is due; what came of it."""
    with workspace_scope(house.id):
        DigestChoice.objects.filter(next_at__isnull=False).update(next_at=clock.now() - timedelta(seconds=1))
        posting.run_due()
        ids = list(Digest.objects.order_by("created_at").values_list("id", flat=True))
    for id_ in ids:
        posting.send(house.id, id_)
    with workspace_scope(house.id):
        return list(Digest.objects.order_by("created_at"))


def test_all_four_in_one_mail_and_nobodys_words(house: House, sink: Sink) -> None:
    choose(house, house.ada, "hourly")
    guest = house.guest()
    chat = house.write(guest, "My kettle leaks", name="Max Mustermann")
    assert read(house) == [], "nobody's yet"
    give(house, chat, house.ada, house.vera)
    mention(house, chat, house.ada, house.vera)
    assert read(house) == ["assigned", "mention"]
    visitor = Visitor(guest.session.id, chat.contact_id, chat.id)
    with workspace_scope(house.id):
        conversations.reply(actor=visitor, conversation=chat, client_id=new_id(), text="Hello? Kettle!")
    assert read(house) == ["assigned", "mention", "reply"]
    assert [one.state for one in hour_passes(house)] == ["accepted"]
    (mail,) = sink.mails
    assert mail["To"] == house.ada.email
    for said in (plain(mail), part(mail, "html")):
        assert f"/desk/{house.slug}/inbox/all/c/{chat.id}/" in said
        assert "given to you" in said
        assert "you were mentioned" in said
        for hidden in ("Mustermann", "ettle", "secret"):
            assert hidden not in said
    assert len(hour_passes(house)) == 1
    assert len(sink.mails) == 1, "nothing is sent when nothing is new"


def test_nobody_is_mailed_who_did_not_ask_or_did_it_themselves(house: House, sink: Sink) -> None:
    chat = house.talk()
    give(house, chat, house.ada, house.vera)
    assert read(house) == []
    choose(house, house.grace, "hourly")
    give(house, chat, house.grace, house.grace)
    assert read(house) == []
    give(house, chat, house.ada, house.vera)
    give(house, chat, house.grace, house.vera)
    read(house)
    give(house, chat, house.ada, house.vera)
    read(house)
    give(house, chat, house.grace, house.vera)
    assert "assigned" in read(house), "the control: given by somebody else it is told"


def test_what_is_over_when_it_goes_is_left_out(house: House, sink: Sink) -> None:
    choose(house, house.ada, "hourly")
    chat = house.talk()
    read(house)
    give(house, chat, house.ada, house.vera)
    mention(house, chat, house.ada, house.vera)
    assert read(house) == ["assigned", "mention"]
    with workspace_scope(house.id):
        conversations.solve(actor=house.ada.actor, conversation=chat)
        Mention.objects.update(read_at=clock.now())
    assert [one.state for one in hour_passes(house)] == ["unneeded"]
    assert sink.mails == []


def test_the_same_events_again_tell_nothing_new(house: House) -> None:
    choose(house, house.ada, "hourly")
    chat = house.talk()
    mention(house, chat, house.ada, house.vera)
    assert read(house) == ["mention"]
    with workspace_scope(house.id):
        gathering.gather(readers.read(Place(), 500))
    assert read(house) == ["mention"]


def test_kills_between_two_steps_double_no_item(house: House, sink: Sink) -> None:
    choose(house, house.ada, "at_once")
    mention(house, house.talk(), house.ada, house.vera)
    assert read(house) == [], "it is in a mail already"
    with workspace_scope(house.id):
        (row,) = Digest.objects.all()
    assert len(jobs(house.id, "digests.send")) == 1
    with workspace_scope(house.id):
        first = posting.begin(row.id)
    assert first is not None
    assert not isinstance(first, Outcome)
    first.hand_over()  # accepted, and killed before that is noted
    posting.send(house.id, row.id)
    posting.send(house.id, row.id)
    assert len(sink.mails) == 2
    assert len({one["Message-ID"] for one in sink.mails}) == 1
    with workspace_scope(house.id):
        assert DigestItem.objects.count() == 1
        assert posting.post(house.ada.row.id) is None


def test_a_busy_server_is_asked_again(house: House, sink: Sink) -> None:
    choose(house, house.ada, "at_once")
    mention(house, house.talk(), house.ada, house.vera)
    read(house)
    sink.answers = ["451 busy"]
    assert [one.state for one in hour_passes(house)] == ["queued"]
    with workspace_scope(house.id):
        assert posting.run_due() == 0, "not before its time"
        Digest.objects.update(due_at=clock.now())
        assert posting.run_due() == 1
    assert [one.state for one in hour_passes(house)] == ["accepted"]


def test_never_forgets_what_waits(house: House) -> None:
    choose(house, house.ada, "daily")
    mention(house, house.talk(), house.ada, house.vera)
    assert read(house) == ["mention"]
    choose(house, house.ada, "never")
    assert read(house) == []


@pytest.mark.parametrize(
    ("often", "hour", "zone"), [("weekly", 8, "UTC"), ("daily", 24, "UTC"), ("daily", 8, "Mars")]
)
def test_what_cannot_be_is_refused(house: House, often: str, hour: int, zone: str) -> None:
    with pytest.raises(Invalid):
        choose(house, house.ada, often, hour, zone)


@pytest.mark.parametrize(
    ("now", "often", "due"),
    [
        ("2026-03-28T07:30", "hourly", "2026-03-28T08:00"),
        ("2026-03-28T08:00", "hourly", "2026-03-28T09:00"),
        ("2026-03-27T00:59", "daily", "2026-03-27T01:00"),
        ("2026-03-28T01:00", "daily", "2026-03-29T01:00"),
        ("2026-10-24T00:00", "daily", "2026-10-25T00:00"),
        ("2026-10-25T00:00", "daily", "2026-10-26T01:00"),
    ],
)
def test_two_oclock_in_berlin_though_clocks_change(now: str, often: str, due: str) -> None:
    moment, wanted = (datetime.fromisoformat(one).replace(tzinfo=UTC) for one in (now, due))
    found = next_after(moment, often, 2, "Europe/Berlin")
    assert found is not None
    assert found.astimezone(UTC) == wanted


def test_the_page_keeps_the_choice(house: House) -> None:
    client, path = signed_in(house.ada), f"/desk/{house.slug}/settings/notifications/"
    said = {"often": "daily", "hour": "7", "zone": "Asia/Karachi"}
    assert client.post(f"{path}digest/", said).status_code == 302
    assert b'<option value="daily" selected' in client.get(path).content
    assert client.post(f"{path}digest/", said | {"zone": "Mars"}).status_code == 200
    with workspace_scope(house.id):
        (row,) = DigestChoice.objects.all()
        assert (row.often, row.hour, row.zone) == ("daily", 7, "Asia/Karachi")
