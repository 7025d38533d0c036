"""One fault for each check: what it breaks is put right again at the end of the block."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from uuid import UUID, uuid4

import msgspec
import psycopg
import pytest
from django.conf import settings
from django.http import HttpResponse, JsonResponse

from ictdesk.desk.contacts.models import Contact, Identity
from ictdesk.desk.conversations.models import Message
from ictdesk.kernel import clock, erasing
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.datamap import correcting
from ictdesk.kernel.datamap.fields import Personal
from ictdesk.kernel.datamap.registry import Row
from ictdesk.kernel.ids import new_id
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.kernel.tenancy.models import WorkspaceEntry
from ictdesk.kernel.vault import keyring
from ictdesk.privacy.consent import asking
from ictdesk.privacy.consent import commands as consents
from ictdesk.privacy.consent.models import ConsentEvent, ConsentPurpose
from ictdesk.privacy.endings.models import WorkspaceEnd
from ictdesk.privacy.erasure import repeating, steps
from ictdesk.privacy.erasure.models import ErasureRun
from ictdesk.privacy.export import columns, information, json_file, scanning
from ictdesk.privacy.holds.models import Hold
from ictdesk.privacy.objection.models import Objection
from ictdesk.privacy.restriction import acting
from ictdesk.privacy.rights import authorities, deadlines, letters, states
from ictdesk.privacy.rights.commands import Asked, open_case
from ictdesk.privacy.rights.models import RightsLetter, RightsRequest
from ictdesk.surfaces.publicsite import views
from ictdesk.trust.access.models import AccessGrant
from ictdesk.trust.agreements import wording
from ictdesk.trust.agreements.models import AgreementDocument
from ictdesk.trust.breaches import counting
from ictdesk.trust.breaches.models import BreachDelivery
from ictdesk.trust.orders.models import LawfulOrder
from ictdesk.trust.promises import ground, page, queries
from ictdesk.trust.promises.checks import ourselves, processing, requests, safety
from ictdesk.trust.promises.ground import US, Bird, Ground
from ictdesk.trust.promises.records import Promise
from ictdesk.trust.records import register
from ictdesk.trust.records.models import ImpactAssessment, Instruction, InterestAssessment
from ictdesk.trust.subprocessors import gate
from ictdesk.trust.subprocessors.facts import EEA
from ictdesk.trust.subprocessors.models import EgressDay, SubProcessor, SubProcessorNotice
from ictdesk.trust.transfers.models import TransferAssessment
from tests.isolation.conftest import undone
from tests.isolation.databases import address
from tests.trust.agreeing import CUSTOMER

type Patch = pytest.MonkeyPatch
type Fault = Callable[[Ground, Patch], Any]
LONG_AGO = date(2020, 1, 1)


def rows(change: Callable[[Ground], object]) -> Fault:
    """A change in the databases, which is rolled back; checks see it in the same transaction."""

    @contextmanager
    def seeded(on: Ground, _patch: Patch) -> Iterator[None]:
        with undone():
            change(on)
            yield

    return seeded


def code(change: Callable[[Patch], object]) -> Fault:
    """A change of the program, which the fixture takes back."""

    @contextmanager
    def seeded(_on: Ground, patch: Patch) -> Iterator[None]:
        change(patch)
        yield

    return seeded


def catalogue(before: str, after: str, database: str = "ictdesk_cell_eu") -> Fault:
    """Statements of a superuser, for everybody to see, and those that mend it."""

    @contextmanager
    def seeded(on: Ground, _patch: Patch) -> Iterator[None]:
        with psycopg.connect(address("ictdesk_admin", database), autocommit=True) as connection:
            connection.execute("set session_replication_role = replica")
            said = {"canary": str(on.canary)}
            connection.execute(before % said if "%(" in before else before)
            try:
                yield
            finally:
                connection.execute(after % said if "%(" in after else after)

    return seeded


def _field(**more: Any) -> Row:
    entry = Personal("user.name", "provided", ("essential.service",), ("end_user",), "event", "delete")
    return Row("cell", "oops", "oops", replace(entry, **more))


def _wider(module: Any, row: Row) -> Callable[[Patch], object]:
    real = module.everything
    return lambda patch: patch.setattr(module, "everything", lambda: [*real(), row])


def _case(on: Ground, *, of: UUID | None = None, **now: Any) -> RightsRequest:
    with workspace_scope(of or on.canary):
        row = open_case(actor=US, asked=Asked("api", ["access"]))
        for name, value in now.items():
            setattr(row, name, value)
        row.save()
        return row


def _within(workspace: UUID | None, act: Callable[[], object]) -> None:
    assert workspace is not None
    with workspace_scope(workspace):
        act()


def _consent(on: Ground) -> None:
    with workspace_scope(on.canary):
        purpose = ConsentPurpose.objects.get(key="letters")
        said = {"purpose": purpose, "state": "refused", "version": 99, "how": "agent", "at": clock.now()}
        ConsentEvent.objects.create(digest=b"0" * 16, **said)


def _answered(on: Ground) -> None:
    with workspace_scope(on.vendor):  # type: ignore[arg-type]
        row = RightsRequest.objects.get(state="forwarded")
        letters.write(row, "identity")
        RightsLetter.objects.filter(request=row, kind="identity").update(kind="answer")


def _hold(on: Ground) -> None:
    with workspace_scope(on.canary):
        key = keyring.new_subject()
        Hold(subject_id=key, kind="legal_claim", whole=True, review_on=LONG_AGO, placed_at=clock.now()).save()


def _run(on: Ground) -> None:
    with workspace_scope(on.canary):
        ErasureRun(mode="erase", cause="purge", started_at=clock.now()).save()


def _grant(on: Ground) -> None:
    said = {"reference": "X", "purpose": "support", "words": "x", "minutes": 5, "state": "running"}
    AccessGrant.objects.create(workspace_id=on.canary, user_id=new_id(), asked_at=clock.now(), **said)


def _gap(on: Ground) -> None:
    with workspace_scope(on.canary):
        Instruction(number=99, kind="change", at=clock.now(), actor_kind="system").save()


def _unsigned(_on: Ground) -> None:
    row = SubProcessor.objects.get(key="postmark")
    row.facts = {**row.facts, "clauses": []}
    row.save()


def _certificate(_on: Ground) -> None:
    row = WorkspaceEnd.objects.filter(state="done").order_by("-done_at")[0]
    WorkspaceEnd.objects.filter(id=row.id).update(certificate={**(row.certificate or {}), "removed": {}})


def _deaf(patch: Patch) -> None:
    patch.setattr(views, "JsonResponse", lambda said: JsonResponse({**said, "gpc": False}))


def _cookie(patch: Patch) -> None:
    def home(_request: object) -> HttpResponse:
        answer = HttpResponse("")
        answer.set_cookie("analytics", "1")
        return answer

    patch.setattr(views, "_home", home)


def _blind(patch: Patch) -> None:
    real = columns.told
    patch.setattr(
        columns,
        "told",
        lambda model, variant: [
            one for one in real(model, variant) if (model, one.name) != (Contact, "name")
        ],
    )


def _keyless(patch: Patch) -> None:
    def keys(run: Any, _person: Any) -> None:
        run.keys_gone_at, run.step = clock.now(), "rows"

    patch.setitem(steps.STEPS, "keys", keys)


def _forgets(patch: Patch) -> None:
    def drop(person: Any) -> None:
        Objection.objects.filter(digest__in=person.digests).delete()

    patch.setitem(erasing.BEFORE, "identity", [*erasing.BEFORE.get("identity", []), drop])


def _clear(patch: Patch) -> None:
    real = ground.sketch

    @contextmanager
    def sketch(workspace: UUID, text: str = "") -> Iterator[Bird]:
        with real(workspace, text) as one:
            record(US, "oops", "oops", None, word=one.mark)
            yield one

    patch.setattr(safety, "sketch", sketch)


def _unmasked(patch: Patch) -> None:
    patch.setattr("ictdesk.desk.conversations.cards.luhn.is_valid", lambda _digits: False)


def _stopped(patch: Patch) -> None:
    real = queries.facts
    later = timedelta(days=30)
    patch.setattr(
        ourselves, "queries", SimpleNamespace(facts=lambda: replace(real(), now=clock.now() + later))
    )


def _bare(patch: Patch) -> None:
    promises = [*page.promises(), Promise("k", "Art. 1", "W.", "D.", ("nobody",))]
    patch.setattr(ourselves, "promises", lambda: promises)


def _unlisted(patch: Patch) -> None:
    real = register.lines
    patch.setattr(
        processing,
        "register",
        SimpleNamespace(
            lines=lambda actor: [one for one in real(actor) if one.use != "essential.service.security"]
        ),
    )


@contextmanager
def _old_day(_on: Ground, _patch: Patch) -> Iterator[None]:
    file = Path(settings.ICTDESK_DATA) / "logs" / f"personal-{LONG_AGO}.jsonl"
    file.parent.mkdir(exist_ok=True)
    file.touch()
    try:
        yield
    finally:
        file.unlink()


def _word(patch: Patch) -> None:
    first, *rest = wording.CLAUSES
    patch.setattr(wording, "CLAUSES", (replace(first, text=first.text + " Or not."), *rest))


def _annex(on: Ground) -> None:
    row = AgreementDocument(
        number=1, state="issued", digest="0" * 64, asked_at=clock.now(), workspace_id=on.workspaces[0]
    )
    row.parties, row.content = msgspec.to_builtins(CUSTOMER), {"processors": []}

    def keep() -> None:
        row.subject_id, row.workspace_id = keyring.new_subject(), on.workspaces[0]
        row.save(force_insert=True)

    _within(on.workspaces[0], keep)


def _notice(patch: Patch) -> None:
    real = information.purposes
    patch.setattr(information, "purposes", lambda entries: real(entries)[1:])


def _today_plus(days: int) -> date:
    return clock.now().date() + timedelta(days=days)


def _uncounted(patch: Patch) -> None:
    """A table is left out of the counts."""
    every = counting.tables_of
    patch.setattr(counting, "tables_of", lambda said: [one for one in every(said) if one is not Message])


def _unassessed(on: Ground) -> None:
    with workspace_scope(on.customers[0]):
        ImpactAssessment.objects.update(outcome="", state="marked")


FAULTS: dict[str, Fault] = {
    "basis.complete:each_purpose_has_a_basis": code(_wider(processing, _field(purposes=()))),
    "basis.lia:each_interest_is_weighed": rows(
        lambda on: _within(on.vendor, lambda: InterestAssessment.objects.update(expires_on=LONG_AGO))
    ),
    "consent.ledger:each_answer_has_its_words": rows(_consent),
    "consent.withdraw:a_no_takes_one_step": code(lambda p: p.setattr(consents, "choose", lambda **_: None)),
    "consent.gate:the_gate_hears_a_no": code(lambda p: p.setattr(asking, "may", lambda *_: True)),
    "cookies.zero:no_page_keeps_anything": code(_cookie),
    "cookies.gpc:global_privacy_control_is_declared": code(_deaf),
    "rights.clock:deadlines_are_counted_right": code(lambda p: p.setattr(deadlines, "PROMISED_DAYS", 31)),
    "rights.clock:nobody_waits_too_long": rows(lambda on: _case(on, of=on.customers[0], due_on=LONG_AGO)),
    "rights.review:no_way_leads_around_the_review": code(
        lambda p: p.setitem(states.LEADS_TO, "accepted", frozenset({"collecting", "delivered"}))
    ),
    "rights.review:each_answer_was_decided": rows(lambda on: _case(on, state="closed")),
    "rights.identity:no_proof_is_kept": rows(
        lambda on: _case(on, identified_at=clock.now(), doubt="a passport")
    ),
    "rights.access:a_copy_is_complete": code(_blind),
    "rights.access.third:others_are_looked_for": code(
        lambda p: p.setattr(scanning, "_in_texts", lambda *_: iter(()))
    ),
    "rights.rectify:a_correction_is_everywhere": code(
        lambda p: p.setattr(correcting, "_ways", correcting._ways | {(Identity, "value"): lambda *_: None})
    ),
    "rights.erase:nothing_of_an_erased_person_is_left": code(_keyless),
    "rights.restore:a_restored_person_is_erased_again": code(
        lambda p: p.setattr(repeating, "again", lambda _entries: None)
    ),
    "rights.erase.exc:what_is_kept_says_why": code(_wider(requests, _field(erasure="keep"))),
    "rights.erase.exc:each_hold_says_why": rows(_hold),
    "rights.port:what_is_taken_along_can_be_read": code(lambda p: p.setattr(json_file, "FORMAT", "another")),
    "rights.restrict:a_restricted_person_is_out_of_reach": code(
        lambda p: p.setattr(acting, "begin", lambda *_: None)
    ),
    "rights.object:an_objection_outlives_an_erasure": code(_forgets),
    "rights.complain:each_country_has_an_authority": code(
        lambda p: p.delitem(authorities.authorities(), "IE")
    ),
    "rights.complain:answers_name_the_authority": code(
        lambda p: p.setattr(letters, "remedies", lambda *_: ["Complain."])
    ),
    "rights.forward:requests_are_passed_on": rows(_answered),
    "transfer.resolver:each_transfer_has_its_instrument": rows(_unsigned),
    "transfer.tia:each_transfer_is_assessed": rows(
        lambda _on: TransferAssessment.objects.update(review_on=LONG_AGO)
    ),
    "residency.eu:pinned_workspaces_stay": code(lambda p: p.setattr(gate, "EEA", EEA | {"US"})),
    "residency.list:each_region_answers": rows(
        lambda _on: WorkspaceEntry.objects.create(slug=uuid4().hex, region="us")
    ),
    "subproc.registry:nobody_else_gets_anything": rows(
        lambda _on: EgressDay.objects.create(recipient="oops", host="oops.example", day=_today_plus(0))
    ),
    "subproc.notice:nobody_begins_early": rows(lambda _on: SubProcessorNotice.objects.update(told_at=None)),
    "sec.rest:no_word_lies_in_the_clear": code(_clear),
    "sec.rls:the_catalogue_is_as_it_must_be": catalogue(
        "alter table tag no force row level security", "alter table tag force row level security"
    ),
    "sec.rls:a_neighbour_sees_nothing": catalogue(
        "create policy oops on inbox using (true)", "drop policy oops on inbox"
    ),
    "logs.30d:no_day_is_too_old": _old_day,
    "sec.access:nobody_else_can_log_in": catalogue("create role oops login", "drop role oops"),
    "sec.access:grants_end": rows(_grant),
    "sec.audit:the_trail_is_what_was_promised": catalogue(
        "update audit_entry set action = action || '!' where workspace_id = '%(canary)s' and place = 0",
        "update audit_entry set action = rtrim(action, '!') where workspace_id = '%(canary)s' and place = 0",
    ),
    "breach.notify:a_breach_is_rehearsed": rows(lambda _on: BreachDelivery.objects.all().delete()),
    "breach.count:a_breach_is_counted": code(_uncounted),
    "dpia:risky_processing_was_assessed": rows(_unassessed),
    "lawful.req:orders_are_examined": rows(lambda _on: LawfulOrder.objects.update(validity=None)),
    "desk.purge:each_purge_is_on_record": rows(_run),
    "dpa.sign:the_agreement_is_what_was_accepted": code(_word),
    "dpa.sign:each_signed_agreement_is_whole": rows(_annex),
    "end.return:nothing_is_left_of_ended_workspaces": rows(_certificate),
    "sub.cards:a_card_number_is_masked": code(_unmasked),
    "ropa:the_record_covers_the_map": code(_unlisted),
    "notice.sync:notices_name_each_purpose": code(_notice),
    "roles.instructions:the_record_has_no_gap": rows(_gap),
    "meta.claims:each_promise_is_checked": code(_bare),
    "meta.claims:the_runner_runs": code(_stopped),
}
