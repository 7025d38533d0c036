"""Transfers to other countries: derived, assessed by two, opened again by a changed fact, and stopped at the socket."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.core import mail as outbox
from pytest_django.fixtures import Settings

from ictdesk.kernel import clock, egress
from ictdesk.kernel.errors import AlreadySo, Conflict, Invalid, NotAllowed, NotFound
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.kernel.tenancy.models import WorkspaceEntry
from ictdesk.trust.subprocessors.models import SubProcessor
from ictdesk.trust.transfers import commands, jobs, register
from ictdesk.trust.transfers.models import AdequacyEnd, TransferAssessment
from tests.mail.conftest import sink  # noqa: F401 - a fixture
from tests.mail.desk import MailDesk
from tests.mail.listener import Sink
from tests.trust.abroad import ASSESSED, assess, readers
from tests.trust.test_subprocessors import Register, call, later, mailers, through, vendor  # noqa: F401 - fixtures
from tests.trust.test_subprocessors import register as kept  # noqa: F401 - a fixture
from tests.trust.visits import named
from tests.world import World

DPF = {"dpf_status": "active", "dpf_for": ["EU", "UK", "CH"]}
CJEU = "Judgment of the Court, OJ C"


@pytest.fixture(autouse=True)
def _emptied(vendor: Any, mailers: None) -> Iterator[None]:
    yield
    AdequacyEnd.objects.all().delete()


def found(key: str) -> register.Transfer:
    one = register.find(key)
    assert one is not None, key
    return one


def lead(vendor: WorkspaceEntry) -> None:
    """Somebody to write to."""
    with workspace_scope(vendor.id):
        named(vendor.slug, "lea", "Lea", "owner")


def end(kept: Register, decision: str, **more: Any) -> AdequacyEnd:
    said: dict[str, Any] = {"ends_on": clock.now().date(), "source": CJEU} | more
    with workspace_scope(kept.vendor.id):
        author, _reader = readers()
        row: AdequacyEnd = commands.end_adequacy(actor=author, decision=decision, **said)
        return row


def test_a_transfer_is_worked_out_of_facts_and_of_where_the_vendor_sits(
    kept: Register,
    settings: Settings,
) -> None:
    kept.name("amazon-ses")
    kept.name("stripe")
    assert [one.key for one in register.transfers()] == ["PK", "amazon-ses-US", "stripe-US"]
    ses, stripe = found("amazon-ses-US"), found("stripe-US")
    assert [one.module for one in ses.instruments] == [3, 3, 3]
    assert "Clause 8.8 (onward transfer)" in ses.instruments[0].added, "we sit outside the EEA ourselves"
    assert "read from afar" in ses.instruments[0].gaps[0], "its data lies in Germany"
    assert [one.module for one in stripe.instruments] == [2, 2, 2], "our own contacts"
    settings.ICTDESK_SITE = type(settings.ICTDESK_SITE)(country="DE")
    assert [one.key for one in register.transfers()] == ["amazon-ses-US", "stripe-US"]
    assert found("amazon-ses-US").instruments[0].added == (), "module three, by an exporter in the EEA"


def test_nobody_is_announced_or_used_before_the_transfer_is_assessed_by_two(kept: Register) -> None:
    kept.name("postmark")
    kept.step("postmark", "assess", transfers=False)
    for act in (lambda: kept.step("postmark", "announce"), kept.begin):
        with pytest.raises(Conflict, match="not assessed"):
            act()
    author, reader = readers()
    with workspace_scope(kept.vendor.id):
        said: dict[str, Any] = {"actor": author, "transfer": "postmark-US"}
        commands.write_transfer_assessment(**said, assessed=ASSESSED)
        with pytest.raises(NotAllowed):
            commands.submit_transfer(**said | {"actor": reader})
        commands.submit_transfer(**said)
        until: dict[str, Any] = {"review_on": clock.now().date() + timedelta(days=300)}
        with pytest.raises(NotAllowed):
            commands.sign_transfer(**said, **until)
        with pytest.raises(Invalid):
            commands.sign_transfer(actor=reader, transfer="postmark-US", review_on=date(2090, 1, 1))
        with pytest.raises(Conflict):
            commands.write_transfer_assessment(**said, assessed=ASSESSED)
        assert found("postmark-US").state == "open"
        commands.sign_transfer(actor=reader, transfer="postmark-US", **until)
    assert found("postmark-US").state == "stands"
    assert kept.step("postmark", "announce").state == "announced"


def test_a_measure_is_a_promise_that_something_keeps(kept: Register) -> None:
    kept.name("postmark")
    author, _reader = readers()
    for more in ({"measures": ("no.such",)}, {"measures": ()}, {"conclusion": "perhaps"}, {"law": " "}):
        said = {name: getattr(ASSESSED, name) for name in ASSESSED.__dataclass_fields__} | more
        with workspace_scope(kept.vendor.id), pytest.raises(Invalid):
            commands.write_transfer_assessment(
                actor=author, transfer="postmark-US", assessed=type(ASSESSED)(**said)
            )
    assert not TransferAssessment.objects.exists()


def test_when_a_decision_falls_what_rests_on_it_moves_to_the_clauses_and_is_assessed_again(
    kept: Register,
    world: World,
) -> None:
    """On the same day, for every transfer that rests on it, and for no other."""
    kept.name("postmark", **DPF)
    kept.name("amazon-ses")
    kept.begin("postmark", "amazon-ses")
    before = found("postmark-US")
    assert [(one.kind, one.fallback) for one in before.instruments] == [("adequacy", 3)] * 3
    outsider = found("amazon-ses-US").assessment
    end(kept, "EU:US")
    now = found("postmark-US")
    assert next((one.kind, one.module) for one in now.instruments) == ("clauses", 3)
    assert now.assessment is not None
    assert (now.state, now.assessment.state, now.assessment.changed) == ("open", "reopened", ["law EU"])
    assert found("amazon-ses-US").assessment == outsider
    assert found("amazon-ses-US").state == "stands"
    egress.ask(call(world.acme))  # the clauses are signed: nothing stops
    with pytest.raises(AlreadySo):
        end(kept, "EU:US")
    with pytest.raises(Conflict):
        end(kept, "EU:US", ends_on=clock.now().date() + timedelta(days=1))
    with pytest.raises(NotFound):
        end(kept, "EU:XX")
    assess(kept.vendor.id, "postmark-US")
    assert found("postmark-US").state == "stands"


def test_without_signed_clauses_nothing_goes_there_after_the_decision_fell(
    kept: Register,
    world: World,
) -> None:
    kept.name("postmark", **DPF, clauses=[])
    kept.begin("postmark")
    egress.ask(call(world.acme))
    end(kept, "EU:US")
    with pytest.raises(egress.EgressRefused, match="2021/914"):
        egress.ask(call(world.acme))


@pytest.mark.parametrize("fact", [{"dpf_status": "lapsed"}, {"chain": ["Deft"]}, {"dpf_for": ["UK"]}])
def test_a_changed_fact_of_a_company_opens_its_assessment_again(
    kept: Register,
    fact: dict[str, Any],
) -> None:
    kept.name("postmark", **DPF)
    kept.begin("postmark")
    kept.name("postmark", **DPF, address="Another street")
    assert found("postmark-US").state == "stands", "its address is none of the facts that count"
    kept.name("postmark", **DPF | fact)
    one = found("postmark-US")
    assert one.assessment is not None
    assert (one.state, bool(one.assessment.changed)) == ("open", True)


def test_an_assessment_grows_old(kept: Register, later: Any) -> None:
    kept.name("postmark")
    kept.begin("postmark")
    later(364)
    assert found("postmark-US").state == "stands"
    later(365)
    assert found("postmark-US").state == "late"


def test_at_the_socket_nothing_arrives_against_a_conclusion_to_stop(
    kept: Register,
    desk: MailDesk,
    sink: Sink,
) -> None:
    desk.write()
    kept.name("relay", hosts=["127.0.0.1"], name="Relay")
    kept.begin("relay")
    assert through(desk, sink, "It is assessed, and may.") == 1
    said = {name: getattr(ASSESSED, name) for name in ASSESSED.__dataclass_fields__}
    assess(kept.vendor.id, "relay-US", type(ASSESSED)(**said | {"conclusion": "suspend"}))
    assert through(desk, sink, "Stopped.") == 0
    assess(kept.vendor.id, "relay-US")
    assert through(desk, sink, "Assessed anew.") == 1
    SubProcessor.objects.update(dpa_signed_on=None)
    assert through(desk, sink, "No agreement, so no clauses.") == 0


def test_the_lead_gets_one_letter_about_what_waits(
    kept: Register,
    world: World,
    later: Any,
) -> None:
    kept.name("postmark", **DPF)
    kept.begin("postmark")
    lead(kept.vendor)
    end(kept, "EU:US")
    before = len(outbox.outbox)
    for _ in range(2):
        jobs.tell(str(kept.vendor.id))
        jobs.tell(str(world.acme.id))
    (letter,) = outbox.outbox[before:]
    assert "Postmark, US" in str(letter.body)
    assert "the instrument under the GDPR" in str(letter.body)
    later(8)
    jobs.tell(str(kept.vendor.id))
    assert len(outbox.outbox) == before + 2, "again after a week"


def test_only_the_vendor_assesses(kept: Register, world: World) -> None:
    kept.name("postmark")
    acts: list[Any] = [
        lambda who: commands.write_transfer_assessment(actor=who, transfer="postmark-US", assessed=ASSESSED),
        lambda who: commands.submit_transfer(actor=who, transfer="postmark-US"),
        lambda who: commands.end_adequacy(actor=who, decision="EU:US", ends_on=date(2026, 1, 1), source=CJEU),
    ]
    for act in acts:
        with workspace_scope(world.acme.id), pytest.raises(NotFound):
            act(world.acme.vera.actor)
