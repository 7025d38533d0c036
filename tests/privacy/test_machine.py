"""Whatever order people do things in: what must hold of every case, holds."""

from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from ictdesk.kernel.actor import Member
from ictdesk.kernel.errors import DomainError
from ictdesk.kernel.ids import new_id
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.privacy.rights import commands, words
from ictdesk.privacy.rights.commands import Asked, Decision
from ictdesk.privacy.rights.models import RightsItem, RightsLetter, RightsRequest
from ictdesk.privacy.rights.states import LEADS_TO, OVER
from ictdesk.privacy.rights.words import Right
from tests.world import US, World

RIGHTS: list[list[Right]] = [["access"], ["erasure", "access"]]
LEADS = [Member(new_id(), "privacy_officer"), Member(new_id(), "owner")]
TEAM = [*LEADS, Member(new_id(), "admin"), Member(new_id(), "agent")]
ACTORS = st.sampled_from(TEAM)
DECISIONS = st.sampled_from(
    [Decision("fulfilled"), Decision("refused", "A17LegalClaims", "A suit is pending."), Decision("refused")]
)
ENDS_WITH = {"closed": "answer", "forwarded": "forwarded", "withdrawn": "withdrawn", "abandoned": "abandoned"}
PLAIN = [
    commands.pass_on,
    commands.take_back,
    commands.begin_work,
    commands.send_back,
    commands.read_too,
    commands.decide,
    commands.deliver,
    commands.close_case,
    commands.abandon,
]

seen: set[str] = set()


class Cases(RuleBasedStateMachine):
    """Two cases of one workspace, and whoever does what they please with them."""

    world: World

    @initialize()
    def ask(self) -> None:
        with workspace_scope(self.world.acme.id):
            self.ids = [
                commands.open_case(actor=US, asked=Asked("form", rights, email="ida@mail.example")).id
                for rights in RIGHTS
            ]
        self.over: dict[Any, str] = {}

    def attempt(self, act: Callable[..., object], who: Member, at: int, **said: Any) -> None:
        try:
            with workspace_scope(self.world.acme.id):
                act(actor=who, request=RightsRequest.objects.get(id=self.ids[at]), **said)
        except DomainError:
            return  # refused: the invariants say whether anything changed that must not

    @rule(who=ACTORS, at=st.integers(0, 1), act=st.sampled_from(PLAIN))
    def step(self, who: Member, at: int, act: Callable[..., object]) -> None:
        self.attempt(act, who, at)

    @rule(at=st.integers(0, 1), doubts=st.booleans())
    def goes_on(self, at: int, doubts: bool) -> None:
        """The usual next step: else hardly any case would come far."""
        with workspace_scope(self.world.acme.id):
            state = RightsRequest.objects.get(id=self.ids[at]).state
            RightsLetter.objects.filter(request=self.ids[at]).update(sent_at="2026-01-01T00:00Z")
        usual: dict[str, tuple[Callable[..., object], dict[str, Any]]] = {
            "received": (commands.sort_case, {"rights": ["erasure"], "people": []}),
            "triaged": (commands.ask_identity, {"doubt": "Another address."})
            if doubts
            else (commands.identify, {"method": "mailbox"}),
            "identity_pending": (commands.identify, {"method": "two_facts"}),
            "accepted": (commands.begin_work, {}),
            "collecting": (commands.propose, {"decisions": {"erasure": Decision("fulfilled")}}),
            "reviewing": (commands.decide, {}),
            "decided": (commands.deliver, {}),
            "delivered": (commands.close_case, {}),
        }
        if state in usual:
            act, said = usual[state]
            self.attempt(act, LEADS[0], at, **said)

    @rule(who=ACTORS, at=st.integers(0, 1), doubt=st.sampled_from(["", "Another address."]))
    def asks_for_proof(self, who: Member, at: int, doubt: str) -> None:
        self.attempt(commands.ask_identity, who, at, doubt=doubt)

    @rule(who=ACTORS, at=st.integers(0, 1), one=DECISIONS)
    def proposes(self, who: Member, at: int, one: Decision) -> None:
        self.attempt(commands.propose, who, at, decisions={"erasure": one})

    @rule(who=ACTORS, at=st.integers(0, 1))
    def takes_longer(self, who: Member, at: int) -> None:
        self.attempt(commands.extend, who, at, reason="A12HighVolume")

    @rule(who=ACTORS, at=st.integers(0, 1))
    def joins(self, who: Member, at: int) -> None:
        with workspace_scope(self.world.acme.id):
            other = RightsRequest.objects.get(id=self.ids[1 - at])
        self.attempt(commands.join_cases, who, at, into=other)

    @invariant()
    def what_must_hold(self) -> None:
        with workspace_scope(self.world.acme.id):
            for row in RightsRequest.objects.filter(id__in=getattr(self, "ids", [])):
                seen.add(row.state)
                self.holds(row)

    def holds(self, row: RightsRequest) -> None:
        kinds = {letter.kind for letter in RightsLetter.objects.filter(request=row)}
        assert row.state in LEADS_TO
        assert "received" in kinds
        assert row.due_on <= row.longest_on
        assert row.received_on < row.legal_on <= row.late_after
        assert (row.doubt == "") == (row.state != "identity_pending")
        assert (row.extended_at is not None) == ("extended" in kinds)
        assert row.state not in ENDS_WITH or ENDS_WITH[row.state] in kinds
        if row.state in OVER:
            assert self.over.setdefault(row.id, row.state) == row.state
        if row.state in ("decided", "delivered", "closed"):
            items = list(RightsItem.objects.filter(request=row))
            assert {item.right for item in items} == set(row.rights)
            assert row.decided_by in {one.id for one in TEAM[:3]}
            if any(item.outcome in words.NEEDS_REASON for item in items):
                assert row.read_by not in (None, row.decided_by)
        assert row.identity or row.state in ("received", "triaged", "identity_pending", *OVER - {"closed"})


def test_cases_in_any_order(world: World) -> None:
    Cases.world = world
    machine: Any = Cases.TestCase
    machine.settings = settings(
        max_examples=20,
        stateful_step_count=16,
        derandomize=True,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    machine("runTest").runTest()
    assert {"closed", "identity_pending", "reviewing", "merged"} <= seen
