"""Agreement, incidents, purges and the end of a workspace (rows 31, 35 to 37, 41), and card numbers."""

from datetime import timedelta

from django.db.models import Count

from ictdesk.desk.conversations.models import Message
from ictdesk.kernel import clock
from ictdesk.kernel.audit.models import AuditRecord
from ictdesk.kernel.canonical import canonical
from ictdesk.kernel.datamap.tables import cell_models
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.kernel.tenancy.models import WorkspaceEntry
from ictdesk.kernel.vault import signing
from ictdesk.privacy.endings.models import WorkspaceEnd
from ictdesk.privacy.endings.removing import STAYS
from ictdesk.privacy.erasure.models import ErasureRun
from ictdesk.trust.agreements import documents, parties, wording
from ictdesk.trust.agreements.models import AgreementAcceptance
from ictdesk.trust.breaches import clocks, counting
from ictdesk.trust.breaches.exposure import Exposure
from ictdesk.trust.breaches.models import BreachNotice
from ictdesk.trust.promises.claims import Absent, Broken, Evidence, check, claim
from ictdesk.trust.promises.ground import Ground, sketch

LATELY = timedelta(days=90)
"""Longer ago a record may have been forgotten, in its time."""
QUARTER = timedelta(days=92)
CARD = "4111 1111 1111 1111"
"""A number for tests that no bank gives out (Luhn-valid)."""
claim(
    "desk.purge",
    31,
    "Art. 28(3)(a), (g)",
    "Each purge is on record: who gave it, when, and what became of it.",
    tests=("tests/privacy/test_purges.py", "tests/e2e/test_purge.py"),
)
claim(
    "dpa.sign",
    35,
    "Art. 28(3), (9)",
    "The agreement that binds each customer is the text that is published.",
    tests=("tests/publicsite/test_sign_up.py", "tests/trust/test_agreements.py"),
)
claim(
    "breach.notify",
    36,
    "Art. 33(2), 33(3)",
    "After a breach customers are told within 72 hours.",
    tests=("tests/trust/test_breaches.py", "tests/e2e/test_breach.py"),
)
claim(
    "breach.count",
    37,
    "Art. 33(3)(a)",
    "Whom a breach concerns is counted from the data map.",
    tests=("tests/trust/test_breach_counts.py",),
)
claim(
    "end.return",
    41,
    "Art. 28(3)(g)",
    "Of a workspace that has ended nothing is left but what its certificate names.",
    tests=("tests/endings/test_end.py",),
)
claim(
    "sub.cards",
    0,
    "Art. 5(1)(c)",
    "A card number that is typed into a chat is masked before it is kept.",
    tests=("tests/conversations/test_cards.py", "tests/billing/test_cards.py"),
)


@check("desk.purge", "event", fault="a purge is on no record")
def each_purge_is_on_record(on: Ground) -> Evidence:
    count, since = 0, clock.now() - LATELY
    for workspace in on.workspaces:
        with workspace_scope(workspace):
            runs = set(ErasureRun.objects.filter(started_at__gte=since).values_list("id", flat=True))
            begun = AuditRecord.objects.filter(action="erasure.begin", object_id__in=runs)
            bare = len(runs) - begun.values("object_id").distinct().count()
            done = ErasureRun.objects.filter(state="done", signature=None).count()
        if bare or done:
            raise Broken(f"In {workspace}: {bare} erasures on no record, {done} done without a certificate.")
        count += len(runs)
    if not count:
        raise Absent("Nobody was purged yet.")
    return {"purges": count, "workspaces": len(on.workspaces)}


@check("dpa.sign", "event", fault="a word of the agreement differs from what was accepted")
def the_agreement_is_what_was_accepted(_on: Ground) -> Evidence:
    rows = AgreementAcceptance.objects.filter(version=wording.VERSION)
    found = {bytes(one) for one in rows.values_list("digest", flat=True)}
    if not found:
        raise Absent("Nobody has accepted this version of the agreement yet.")
    if found != {wording.digest()}:
        raise Broken("The published text is not the one that was accepted under its version.")
    return {"bound": rows.count(), "version": wording.VERSION, "text": wording.digest().hex()}


@check("dpa.sign", "event", fault="an annex of a signed agreement is not what was signed")
def each_signed_agreement_is_whole(on: Ground) -> Evidence:
    """The one that counts in each workspace: its record against its digest, its file against its hash."""
    count = 0
    for workspace in on.workspaces:
        with workspace_scope(workspace):
            row = documents.current()
            if row is None:
                continue
            said = documents.digest(parties.read(row.parties), row.content)
            file = documents.hash_of_file(row)
        if said != row.digest or file != row.sha256:
            raise Broken(f"In {workspace} the agreement {row.id} is not what was signed.")
        count += 1
    return {"signed": count}


@check("breach.notify", "drill", fault="nobody can be told")
def a_breach_is_rehearsed(_on: Ground) -> Evidence:
    """The newest rehearsal of the last quarter: sent to a contact on file within the bound, and acknowledged in time."""
    rows = BreachNotice.objects.filter(incident__rehearsal=True, made_at__gte=clock.now() - QUARTER)
    newest = rows.select_related("incident").order_by("-made_at").first()
    if newest is None:
        raise Absent("No breach was rehearsed here in the last quarter.")
    ways = list(newest.deliveries.all())
    sent = [one.sent_at for one in ways if one.way == "contact" and one.sent_at]
    if not sent:
        raise Broken(f"{newest.incident} was told to no contact on file.")
    bound = clocks.due(newest.incident.aware_at or newest.made_at, clocks.regimes()["EU"]).outer
    if min(sent) > bound:
        raise Broken(f"{newest.incident} was told after the outer bound.")
    if clock.now() > newest.answer_by and not any(one.acknowledged_at for one in ways):
        raise Broken(f"Nobody acknowledged {newest.incident} in time.")
    return {
        "incident": newest.incident.number,
        "version": newest.version,
        "notice": bytes(newest.digest).hex(),
    }


@check("breach.count", "probe", fault="a table is not counted")
def a_breach_is_counted(on: Ground) -> Evidence:
    """Somebody who never was writes one message: exactly that is counted, of exactly one person."""
    with sketch(on.canary) as one:
        found = counting.count([Exposure(where="conversation", about=(one.talk.id,))])
    if found.tables.get("message") != [1, 1] or found.subjects_low != 1:
        raise Broken(
            f"Counted {found.tables.get('message')} messages of {found.subjects_low} people for one."
        )
    return {"records": found.records_low, "tables": len(found.tables)}


@check("end.return", "event", fault="rows of an ended workspace are left")
def nothing_is_left_of_ended_workspaces(on: Ground) -> Evidence:
    """Rows are looked for in its cell, but for those that its certificate names; and its certificate is verified."""
    ended = list(WorkspaceEnd.objects.filter(state="done").order_by("-done_at")[:20])
    if not ended:
        raise Absent("No workspace has ended here yet.")
    for run in ended:
        if run.certificate is None or run.signature is None or not _verifies(run):
            raise Broken(f"The certificate of {run.workspace_id} does not verify.")
        with workspace_scope(run.workspace_id):
            left = [
                model._meta.db_table
                for model in cell_models()
                if model._meta.db_table not in STAYS and model.objects.exists()  # type: ignore[attr-defined]
            ]
        if left:
            raise Broken(f"Left of {run.workspace_id}: {', '.join(left)}.")
    states = WorkspaceEntry.objects.filter(state="ended").aggregate(count=Count("id"))
    return {
        "ended": states["count"],
        "looked_at": len(ended),
        "removed": sum(sum(run.counts.values()) for run in ended),
    }


def _verifies(run: WorkspaceEnd) -> bool:
    """Ed25519 gives the same signature for the same words."""
    return run.certificate is not None and signing.sign(canonical(run.certificate)) == bytes(
        run.signature or b""
    )


@check("sub.cards", "probe", fault="a card number is kept as it was typed")
def a_card_number_is_masked(on: Ground) -> Evidence:
    with sketch(on.canary, f"my card is {CARD}") as one:
        kept = [row.body for row in Message.objects.filter(conversation=one.talk)]
    digits = ["".join(filter(str.isdigit, body)) for body in kept]
    if any(CARD.replace(" ", "") in body for body in digits):
        raise Broken("A card number is kept as it was typed.")
    return {"messages": len(kept), "masked": 1}
