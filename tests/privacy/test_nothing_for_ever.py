"""Eleven years after everybody left nothing is kept but what is named here, each with its reason."""

from datetime import timedelta
from typing import Any

from django.db.models import Model

from ictdesk.desk.conversations.models import Conversation, ScheduledAnswer
from ictdesk.desk.people.commands import deactivate_member
from ictdesk.kernel import clock
from ictdesk.kernel.datamap.fields import Personal, entry_of
from ictdesk.kernel.datamap.tables import cell_models
from ictdesk.kernel.jobs.queue import BLUEPRINT, OWN_SCOPE, PERIODIC
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.privacy.erasure.models import ErasureRun
from ictdesk.privacy.holds.models import Hold
from ictdesk.privacy.recipients.models import RecipientNotice
from ictdesk.privacy.restriction.models import Restriction
from ictdesk.privacy.retention import queries
from ictdesk.privacy.rights.models import RightsRequest
from ictdesk.trust.logs.ending import end
from ictdesk.trust.logs.models import LogHold
from tests.isolation.furnished import furnish
from tests.privacy.ages import agreed_earlier, at
from tests.privacy.erased import finished
from tests.world import US, House, World

LONG_AGO = timedelta(days=11 * 366)
ROUNDS = 3
"""What keeps something may itself go in the first, and the rest then in the second."""

IDS_ALONE = "ids that lead to nobody once their people are gone"
SETTING = "a setting of the workspace, made by a member who is an id by then"
CONTRACT = "evidence for as long as the workspace lives: what was instructed (Art. 28(3)(a) GDPR)"
REFUSED = "kept so that nothing is sent against it (Art. 7(3), 21(3) GDPR); a keyed digest"
STAYS = {
    "api_key": SETTING,
    "digest_choice": SETTING,
    "macro": SETTING,
    "saved_view": SETTING,
    "team_member": "of those who are still there",
    "search_token": "one row without a word, which says that all words are found",
    "retention_rule": CONTRACT,
    "instruction": CONTRACT,
    "processing_record": CONTRACT,
    "agreement_document": "the contract itself, for as long as it binds (Art. 28(9) GDPR)",
    "interest_assessment": CONTRACT,
    "impact_assessment": CONTRACT,
    "record_snapshot": CONTRACT,
    "breach_case": CONTRACT,
    "audit_record": IDS_ALONE,
    "event": IDS_ALONE,
    "ledger_entry": IDS_ALONE,
    "program_read": IDS_ALONE,
    "subject_key": IDS_ALONE,
    "member": IDS_ALONE,
    "erasure_run": "those of this very run: they go when they are as old",
    "erasure_subject": "as their runs",
    "recipient_notice": "as their runs",
    "recipient_notice_subject": "as their runs",
    "forgotten_mail": "days after an erasure: so that a mail that comes back is not taken in again",
    "objection": REFUSED,
    "consent_event": "agreements in force, which end when they are withdrawn",
    "consent_state": "as their events",
}


def tells_of_people(model: type[Model]) -> bool:
    return any(isinstance(entry_of(field), Personal) for field in model._meta.local_fields)


def there() -> set[str]:
    """Tables with a row that tells of somebody, in the workspace in scope."""
    models: list[Any] = [model for model in cell_models() if tells_of_people(model)]
    return {model._meta.db_table for model in models if model.objects.exists()}


def everything_ends(house: House) -> None:
    """Threads are solved, cases answered, holds and restrictions lifted, and the agents leave."""
    now = clock.now()
    with workspace_scope(house.id):
        Conversation.objects.update(category="solved", category_at=now, assignee=None)
        RightsRequest.objects.update(state="closed", closed_at=now)
        ScheduledAnswer.objects.all().delete()
        for slice_ in LogHold.objects.all():
            end(slice_, US)  # as in the vendor's workspace, where alone there are any
        RecipientNotice.objects.update(state="told", settled_at=now)
        Hold.objects.update(lifted_at=now)
        Restriction.objects.update(lifted_at=now)
        owner = next(one.actor for one in house.people.values() if one.actor.role == "owner")
        deactivate_member(actor=owner, member=house.ada.row)


def work(house: House) -> list[str]:
    """Runs every job that comes by itself; returns those that failed."""
    failed = []
    for name in sorted(PERIODIC):
        run: Any = BLUEPRINT.tasks[name].func
        try:
            if name in OWN_SCOPE:
                run(workspace_id=str(house.id))
            else:
                with workspace_scope(house.id):
                    run()
        except Exception as error:  # noqa: BLE001 - named in the answer
            failed.append(f"{name}: {error!r}")
    with workspace_scope(house.id):
        runs = list(ErasureRun.objects.exclude(state="done"))
    for row in runs:
        finished(house.id, row)
    return failed


def test_what_nobody_needs_any_more_goes_by_itself(world: World) -> None:
    house = world.acme
    furnish(house)
    everything_ends(house)
    agreed_earlier(house, LONG_AGO)
    with workspace_scope(house.id):
        before = there()
    assert len(before) > 60, "there is something to go"
    with at(clock.now() + LONG_AGO):
        for _ in range(ROUNDS):
            assert work(house) == []
        with workspace_scope(house.id):
            assert there() - STAYS.keys() == set()
            assert queries.past_their_time() == 0
            assert not Conversation.objects.exists()
