"""Consent: nothing is sent that somebody did not agree to, in words that still hold, and a no counts at once."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.db import connections
from django.test.utils import CaptureQueriesContext

from ictdesk.kernel import clock
from ictdesk.kernel.errors import AlreadySo, Conflict, Invalid, NotFound, TooManyRequests
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.privacy.consent import commands, jobs, queries, tokens
from ictdesk.privacy.consent.asking import allowed, digest_of, may
from ictdesk.privacy.consent.models import ConsentEvent, ConsentPurpose, ConsentQuestion, ConsentState
from ictdesk.privacy.consent.saying import Said
from ictdesk.privacy.ledger import replay as replaying
from ictdesk.privacy.objection import commands as objection
from tests.forensics import rewound
from tests.isolation.databases import CELL
from tests.kernel import queue_of
from tests.privacy import bundles
from tests.privacy.erased import begun, finished
from tests.privacy.test_erasure_cases import asked
from tests.world import US, House, World

MAX = "max@mail.example"
MAIL = "marketing.communications.email"
FORM = Said("form", language="en", place="newsletter#box")


def purpose(house: House, key: str = "news", **more: Any) -> ConsentPurpose:
    """One that counts without a confirmation, unless it says so."""
    said: dict[str, Any] = {
        "name": "Newsletter",
        "use": MAIL,
        "texts": {"en": "News once a month."},
        "double": False,
    } | more
    with workspace_scope(house.id):
        return commands.make_purpose(actor=US, key=key, **said)


def answer(
    house: House, to: ConsentPurpose, state: Any, address: str = MAX, said: Said = FORM
) -> ConsentEvent:
    with workspace_scope(house.id):
        return commands.keep_answer(actor=US, purpose=to, address=address, state=state, how=said)


def ok(house: House, address: str = MAX, key: str = "news", **more: Any) -> bool:
    with workspace_scope(house.id):
        return may(address, key, **more)


def states(house: House) -> list[str]:
    with workspace_scope(house.id):
        return list(ConsentEvent.objects.order_by("at", "id").values_list("state", flat=True))


def test_only_a_yes_allows_and_a_no_counts_at_once(world: World) -> None:
    house = world.acme
    news, offers = purpose(house), purpose(house, "offers")
    assert not ok(house), "silence is no consent"
    answer(house, news, "given")
    answer(house, offers, "given")
    assert ok(house, " MAX@mail.example")
    assert not ok(house, "bea@mail.example")
    answer(house, news, "withdrawn", "Max@Mail.example")
    assert not ok(house)
    assert ok(house, key="offers"), "the other purpose goes on"
    with pytest.raises(AlreadySo):
        answer(house, news, "withdrawn")
    answer(house, news, "given")
    assert ok(house)
    assert states(house) == ["given", "given", "withdrawn", "given"]
    purpose(world.globex)
    assert not ok(world.globex), "another workspace is another controller"
    with workspace_scope(house.id), pytest.raises(NotFound):
        may(MAX, "anything")


def test_what_was_rendered_before_a_withdrawal_is_not_sent_after_it(world: World) -> None:
    house = world.acme
    news = purpose(house)
    answer(house, news, "given")
    rendered = clock.now()
    assert ok(house, rendered_at=rendered)
    answer(house, news, "withdrawn")
    answer(house, news, "given")
    assert ok(house)
    assert not ok(house, rendered_at=rendered)
    assert ok(house, rendered_at=clock.now())


def test_a_batch_is_asked_as_a_whole(world: World) -> None:
    house = world.acme
    news = purpose(house)
    everybody = [f"p{n}@mail.example" for n in range(40)]
    for one in everybody:
        answer(house, news, "given", one)
    answer(house, news, "withdrawn", everybody[7])
    counts = []
    for some in (everybody[:8], [*everybody, MAX]):
        with workspace_scope(house.id), CaptureQueriesContext(connections[CELL]) as asked_:
            found = allowed(some, "news")
        counts.append(len(asked_.captured_queries))
    assert found == set(everybody) - {everybody[7]}
    assert counts[0] == counts[1], "so many statements for two score as for eight"


def test_other_words_are_asked_anew_and_a_slip_of_the_pen_is_not(world: World) -> None:
    house = world.acme
    news = purpose(house)
    answer(house, news, "given")
    with workspace_scope(house.id):
        commands.publish_wording(actor=US, purpose=news, texts={"en": "News, once a month."}, material=False)
    assert ok(house)
    with workspace_scope(house.id):
        commands.publish_wording(actor=US, purpose=news, texts={"en": "News every day."}, material=True)
        with pytest.raises(AlreadySo):
            commands.publish_wording(actor=US, purpose=news, texts={"en": "News every day."}, material=True)
        news = ConsentPurpose.objects.get()
    assert not ok(house)
    with pytest.raises(Conflict):
        answer(house, news, "given", said=Said("form", version=2))
    answer(house, news, "withdrawn", said=Said("form", version=1))
    answer(house, news, "given")
    assert ok(house)


@pytest.mark.parametrize(
    "wrong",
    [
        {"use": "essential.service.operations.support"},
        {"use": "nothing"},
        {"texts": {}},
        {"texts": {"xx": "News"}},
        {"texts": {"en": " "}},
        {"months": 61},
        {"name": ""},
    ],
)
def test_what_cannot_be_asked_is_refused(world: World, wrong: dict[str, Any]) -> None:
    with pytest.raises(Invalid):
        purpose(world.acme, **wrong)
    with workspace_scope(world.acme.id):
        assert not ConsentPurpose.objects.exists()


@pytest.mark.parametrize(
    ("state", "address", "said"),
    [
        ("given", "nobody", FORM),
        ("given", "a@b\r\nBcc: c@d", FORM),
        ("maybe", MAX, FORM),
        ("given", MAX, Said("form", version=9)),
        ("given", MAX, Said("form", language="de")),
        ("given", MAX, Said("form", place="x" * 81)),
    ],
)
def test_an_answer_that_says_nothing_changes_nothing(
    world: World, state: str, address: str, said: Said
) -> None:
    house = world.acme
    news = purpose(house)
    with pytest.raises(Invalid):
        answer(house, news, state, address, said)
    assert states(house) == []


def test_it_ends_by_itself(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    house = world.acme
    news = purpose(house, months=6)
    answer(house, news, "given")
    later = clock.now() + timedelta(days=190)
    assert ok(house)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert not ok(house)
    with workspace_scope(house.id):
        assert commands.expire(actor=US) == 1
        assert commands.expire(actor=US) == 0
    assert states(house) == ["given", "expired"]


def test_where_nobody_says_which_the_words_are_english(world: World) -> None:
    house = world.acme
    news = purpose(house, texts={"de": "Einmal im Monat.", "en": "Once a month."})
    said = answer(house, news, "given", said=Said("form"))
    assert said.language == "en"
    with workspace_scope(house.id):
        assert queries.wording_of(news, "ur").text == "Once a month."
        assert queries.wording_of(news, "de").text == "Einmal im Monat."


def test_a_closed_purpose_is_asked_of_nobody(world: World) -> None:
    house = world.acme
    news = purpose(house)
    answer(house, news, "given")
    with workspace_scope(house.id):
        commands.close_purpose(actor=US, purpose=news)
    assert not ok(house)
    with pytest.raises(Conflict):
        answer(house, news, "given", "bea@mail.example")
    answer(house, news, "withdrawn")


def question(house: House, to: ConsentPurpose, address: str = MAX) -> str:
    """Asks, sends, and returns the token of the link."""
    before = len(mail.outbox)
    with workspace_scope(house.id):
        event = commands.ask(actor=US, purpose=to, address=address, how=FORM)
        row = ConsentQuestion.objects.get(event=event)
    (job,) = [one for one in queue_of.jobs(house.id, "consent.ask") if one["args"]["question"] == str(row.id)]
    for _ in range(2):
        jobs.ask(str(house.id), job["args"]["question"])
    (sent,) = mail.outbox[before:]
    assert sent.to == [address]
    assert "News once a month." in str(sent.body)
    return str(sent.body).partition("/agree/")[2].split()[0]


def test_only_the_mailboxs_owner_confirms(world: World) -> None:
    house = world.acme
    news = purpose(house, double=True)
    with pytest.raises(Conflict):
        answer(house, news, "given")
    token = question(house, news)
    assert not ok(house)
    with workspace_scope(house.id):
        yes = commands.confirm(actor=US, token=token)
        assert yes.proof is not None
        assert yes.proof.state == "requested"
        assert not ConsentQuestion.objects.exists(), "the address is forgotten"
        with pytest.raises(AlreadySo):
            commands.confirm(actor=US, token=token)
    assert ok(house)
    assert states(house) == ["requested", "given"]


def test_a_token_is_for_one_thing_in_one_workspace(world: World) -> None:
    house = world.acme
    token = question(house, purpose(house, double=True))
    forged = token[:-1] + ("a" if token[-1] != "a" else "b")
    with workspace_scope(house.id):
        choices = tokens.choices(digest_of(MAX))
        for wrong in (forged, choices, "", "a.b", token.partition(".")[0], token + "a"):
            with pytest.raises(NotFound):
                commands.confirm(actor=US, token=wrong)
        with pytest.raises(NotFound):
            tokens.choices_of(token)
        assert tokens.choices_of(choices) == digest_of(MAX)
    with workspace_scope(world.globex.id), pytest.raises(NotFound):
        commands.confirm(actor=US, token=token)
    assert not ok(house)


def test_a_no_between_question_and_confirmation_counts(world: World) -> None:
    house = world.acme
    news = purpose(house, double=True)
    token = question(house, news)
    answer(house, news, "refused")
    with workspace_scope(house.id), pytest.raises(Conflict):
        commands.confirm(actor=US, token=token)
    with workspace_scope(house.id):
        commands.confirm(
            actor=US, token=tokens.question(commands.ask(actor=US, purpose=news, address=MAX, how=FORM).id)
        )
    assert ok(house)


def test_a_question_is_over_after_a_week_and_asked_three_times_a_day(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = world.acme
    news = purpose(house, double=True)
    tokens_ = [question(house, news) for _ in range(3)]
    with workspace_scope(house.id), pytest.raises(TooManyRequests):
        commands.ask(actor=US, purpose=news, address=MAX, how=FORM)
    later = clock.now() + timedelta(days=8)
    monkeypatch.setattr(clock, "now", lambda: later)
    with workspace_scope(house.id):
        with pytest.raises(NotFound):
            commands.confirm(actor=US, token=tokens_[0])
        commands.expire(actor=US)
        assert not ConsentQuestion.objects.exists()


def test_a_list_from_elsewhere_is_unknown_and_never_undoes_a_no(world: World) -> None:
    house = world.acme
    news = purpose(house)
    answer(house, news, "given")
    answer(house, news, "withdrawn")
    with workspace_scope(house.id):
        made = commands.bring_in(actor=US, purpose=news, addresses=["MAX@mail.example", "bea@mail.example"])
        assert made == 1
        with pytest.raises(Invalid):
            commands.bring_in(actor=US, purpose=news, addresses=["zoe@mail.example", "nobody"])
    assert not ok(house)
    assert not ok(house, "bea@mail.example")
    assert states(house) == ["given", "withdrawn", "unknown"]


def test_an_objection_stops_what_was_agreed_to(world: World) -> None:
    house = world.acme
    talk = bundles.talk(house, "Hello")
    answer(house, purpose(house), "given")
    case = asked(house, talk, "objection")
    assert ok(house)
    with workspace_scope(house.id):
        objection.object_to(actor=house.noor.actor, request=case, scope="marketing")
    assert not ok(house)


def test_an_erasure_ends_a_yes_and_keeps_a_no(world: World) -> None:
    house = world.acme
    talk = bundles.talk(house, "Hello")
    news, offers, surveys = purpose(house), purpose(house, "offers"), purpose(house, "surveys", double=True)
    answer(house, news, "given")
    answer(house, offers, "refused")
    question(house, surveys)
    finished(house.id, begun(house, talk))
    with workspace_scope(house.id):
        held = dict(ConsentState.objects.values_list("purpose__key", "state"))
        assert held == {"news": "invalidated", "offers": "refused", "surveys": "invalidated"}
        assert not ConsentQuestion.objects.exists()
    bundles.talk(house, "It is me again")
    assert not ok(house), "the same address, a new person to us"


def test_a_restore_brings_no_yes_back(world: World, tmp_path: Path) -> None:
    house = world.acme
    news = purpose(house)
    answer(house, news, "given")
    answer(house, news, "given", "bea@mail.example")
    backup = rewound.take(house.id, tmp_path / "copy")
    answer(house, news, "withdrawn")
    answer(house, news, "refused", "zoe@mail.example")
    rewound.put_back(backup, keys=True)
    assert ok(house), "what the old backup would do"
    report = replaying.replay(house.id)
    assert (report.done, report.found) == ({"withdrawal": 2}, [])
    assert not ok(house)
    assert ok(house, "bea@mail.example")
    assert states(house) == ["given", "given", "withdrawn", "refused"]
    assert replaying.replay(house.id).done == {}


def test_the_application_cannot_change_what_was_said(world: World) -> None:
    house = world.acme
    answer(house, purpose(house), "given")
    for table in ("consent_event", "consent_wording"):
        with (
            pytest.raises(Exception, match="permission denied"),
            workspace_scope(house.id),
            connections[CELL].cursor() as cursor,
        ):
            cursor.execute(f"delete from {table}")
