"""What people agree to: members say what is asked, members and programs write down the answers."""

from uuid import UUID

from ninja import Router

from ictdesk.desk.people import queries as people
from ictdesk.kernel.actor import ApiKey
from ictdesk.privacy.consent import commands, queries, receipts
from ictdesk.privacy.consent.models import ConsentEvent, ConsentPurpose
from ictdesk.privacy.consent.saying import Said
from ictdesk.privacy.consent.words import How
from ictdesk.surfaces.api import shapes_consents as shapes
from ictdesk.surfaces.api.callers import Call
from ictdesk.surfaces.api.idempotency import Answer

router = Router(tags=["Consents"])
ONE = "/consent-purposes/{uuid:purpose_id}"


@router.get("/consent-purposes", response=shapes.PurposeShapes)
def list_purposes(request: Call) -> shapes.PurposeShapes:
    """All of them by key, the closed ones too, each with its words."""
    actor = request.auth.actor
    wordings = list(queries.wordings_for(actor).order_by("version", "language"))
    return {
        "items": [
            shapes.purpose_shape(row, [one for one in wordings if one.purpose_id == row.id])
            for row in queries.purposes_for(actor).order_by("key")[:200]
        ],
        "next": None,
    }


@router.post("/consent-purposes", response={201: shapes.PurposeShape})
def make(request: Call, sent: shapes.NewPurpose) -> Answer:
    """Makes one with its first words. Owners, admins and privacy officers."""
    row = commands.make_purpose(
        actor=request.auth.actor,
        key=sent.key,
        name=sent.name,
        use=sent.use,
        texts=sent.texts,
        double=sent.double,
        months=sent.months,
    )
    return _shown(request, row)


@router.post(f"{ONE}/wordings", response={201: shapes.PurposeShape})
def publish(request: Call, purpose_id: UUID, sent: shapes.NewWording) -> Answer:
    """Follows the words by others. Where what is agreed to changed, whoever agreed before is asked anew."""
    row = commands.publish_wording(
        actor=request.auth.actor,
        purpose=_find(request, purpose_id),
        texts=sent.texts,
        material=sent.material,
    )
    return _shown(request, row)


@router.post(f"{ONE}/closing", response={201: shapes.PurposeShape})
def close(request: Call, purpose_id: UUID) -> Answer:
    """Nothing is sent for it any more, and nobody is asked."""
    return _shown(
        request, commands.close_purpose(actor=request.auth.actor, purpose=_find(request, purpose_id))
    )


@router.post(f"{ONE}/consents", response={201: shapes.ConsentShape})
def answer(request: Call, purpose_id: UUID, sent: shapes.NewConsent) -> Answer:
    """Writes an answer down. From this moment nothing is handed over against a no. A yes that needs the mailbox's owner is refused: ask them."""
    made = commands.keep_answer(
        actor=request.auth.actor,
        purpose=_find(request, purpose_id),
        address=sent.address,
        state=sent.state,
        how=_said(request, sent),
    )
    return _answer(request, made)


@router.post(f"{ONE}/questions", response={201: shapes.ConsentShape})
def ask(request: Call, purpose_id: UUID, sent: shapes.NewQuestion) -> Answer:
    """Asks the mailbox's owner by mail. Until they press the button behind its link nothing changes."""
    made = commands.ask(
        actor=request.auth.actor,
        purpose=_find(request, purpose_id),
        address=sent.address,
        how=_said(request, sent),
    )
    return _answer(request, made)


@router.post(f"{ONE}/imports", response={201: shapes.ImportShape})
def bring_in(request: Call, purpose_id: UUID, sent: shapes.Imported) -> Answer:
    """Keeps a list from elsewhere as *unknown*. Whoever answered here keeps their answer."""
    actor = request.auth.actor
    new = commands.bring_in(actor=actor, purpose=_find(request, purpose_id), addresses=sent.addresses)
    return Answer(201, {"new": new}, people.subject_of(actor))


@router.post("/consents/lookup", response=shapes.StateShapes)
def look_up(request: Call, sent: shapes.Lookup) -> Answer:
    """What one address answered, by purpose, and whether something may be sent now."""
    actor = request.auth.actor
    rows = queries.states_of(actor, sent.address)
    found = {"items": [shapes.state_shape(row, sent.address) for row in rows], "next": None}
    return Answer(200, found, people.subject_of(actor))


@router.get("/consents/{uuid:consent_id}/receipt", response=shapes.ReceiptShape)
def receipt(request: Call, consent_id: UUID) -> shapes.ReceiptShape:
    """The signed record of one answer."""
    rows = queries.events_for(request.auth.actor).select_related("purpose")
    found: ConsentEvent = rows.find(id=consent_id)
    made = receipts.document(found)
    return {"receipt": made["receipt"], "signature": made["signature"]}


def _find(request: Call, purpose_id: UUID) -> ConsentPurpose:
    found: ConsentPurpose = queries.purposes_for(request.auth.actor).find(id=purpose_id)
    return found


def _said(request: Call, sent: shapes.HowSaid) -> Said:
    how: How = "api" if isinstance(request.auth.actor, ApiKey) else "agent"
    return Said(how, sent.version, sent.language, sent.place, gpc=sent.gpc)


def _shown(request: Call, row: ConsentPurpose) -> Answer:
    actor = request.auth.actor
    wordings = list(queries.wordings_for(actor).filter(purpose=row).order_by("version", "language"))
    return Answer(201, shapes.purpose_shape(row, wordings), people.subject_of(actor))


def _answer(request: Call, made: ConsentEvent) -> Answer:
    return Answer(201, shapes.consent_shape(made), people.subject_of(request.auth.actor))
