"""The signed agreement with whoever runs the desk: asked for, read, and signed by those who bind the organisation."""

import json
from datetime import timedelta
from typing import Any, cast
from uuid import UUID

import msgspec
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ictdesk.desk.people import access
from ictdesk.kernel import clock
from ictdesk.kernel.blobs import store
from ictdesk.kernel.blobs.models import Blob
from ictdesk.kernel.errors import Invalid, NotFound
from ictdesk.kernel.home import home
from ictdesk.kernel.vault import signing
from ictdesk.surfaces.dashboard.desk_view import DeskRequest, Outside, desk_view, prove_again
from ictdesk.surfaces.dashboard.privacy.agreement_forms import PartyForm, SignedForm
from ictdesk.surfaces.dashboard.settings.saving import accepted, back, tried
from ictdesk.trust.agreements import commands, documents, parties
from ictdesk.trust.agreements.commands.sign import FRESH
from ictdesk.trust.agreements.models import AgreementDocument
from ictdesk.trust.transfers.flows import HOME
from ictdesk.trust.transfers.words import LAWS

STATES = {
    "waiting": gettext_lazy("Being made"),
    "issued": gettext_lazy("Signed by us"),
    "signed": gettext_lazy("Signed by both"),
    "followed": gettext_lazy("Followed by another"),
    "failed": gettext_lazy("Could not be made"),
}
LITTLE = timedelta(minutes=1)
"""So much of a proof's time is left at least when the page offers to sign."""


@require_http_methods(["GET", "POST"])
@never_cache
@desk_view(needs="records.keep")
def agreement(request: DeskRequest) -> HttpResponse:
    """The versions there are, and the form that asks for one."""
    rows = list(AgreementDocument.objects.order_by("-number")[:20])
    form = PartyForm(request.POST or None, initial=_start(rows, request))

    def ask() -> None:
        commands.ask_agreement(actor=request.actor, customer=form.customer())

    if request.method == "POST" and accepted(form, ask):
        return back(request, "privacy-agreement", _("It is being made. You get a mail when it lies ready."))
    shown = {
        "form": form,
        "lines": [{"row": row, "state": STATES[row.state], "said": _said(row)} for row in rows],
        "fresh": access.proved_at(request.session) > clock.now() - FRESH + LITTLE,
        "prove": prove_again(request),
        "upload": SignedForm(),
        "ours": not request.of_vendor,
        "able": documents.can_be_made(),
        "section": "privacy",
    }
    return render(request, "privacy/agreement.html", shown, status=422 if form.errors else 200)


@require_POST
@desk_view(needs="records.keep")
def sign(request: DeskRequest, document_id: UUID) -> HttpResponse:
    """Signs what lies here, by its hash; whoever sends it has just proved who they are."""
    row: AgreementDocument = AgreementDocument.objects.find(id=document_id)
    proved = access.proved_at(request.session)
    if proved <= clock.now() - FRESH:
        return redirect(prove_again(request))

    def act() -> None:
        sha256 = request.POST.get("sha256", "")
        commands.sign_agreement(actor=request.actor, document=row, sha256=sha256, proved_at=proved)

    return tried(request, "privacy-agreement", act, _("Signed. The record of it lies beside the document."))


@require_POST
@desk_view(needs="records.keep")
def upload(request: DeskRequest, document_id: UUID) -> HttpResponse:
    """Takes the file with the customer's own electronic signature."""
    row: AgreementDocument = AgreementDocument.objects.find(id=document_id)
    form = SignedForm(request.POST, request.FILES)

    def act() -> None:
        if not form.is_valid():
            raise Invalid(_("Choose the file."))
        commands.sign_agreement_file(actor=request.actor, document=row, file=form.read())

    return tried(request, "privacy-agreement", act, _("Both signatures hold. It is kept."))


@require_GET
@never_cache
@desk_view(needs="records.keep")
def file(request: DeskRequest, document_id: UUID, which: str) -> HttpResponse | Outside:
    """The document with our signature, with both, the record of evidence, or the chosen clauses."""
    row: AgreementDocument = AgreementDocument.objects.find(id=document_id)
    name = f"agreement-{request.workspace.slug}-{row.number}"
    if which == "clauses.json":
        return _json(name, documents.attached(row))
    if which == "evidence.json" and row.evidence:
        said = {"evidence": row.evidence, "signature": signing.text(bytes(row.evidence_signature or b""))}
        return _json(f"{name}-evidence", said)
    blob_id = {"ours.pdf": row.blob_id, "both.pdf": row.signed_blob_id}.get(which)
    if blob_id is None:
        raise NotFound
    pieces = store.read(Blob.objects.find(id=blob_id))
    headers = {"Content-Disposition": f'attachment; filename="{name}-{which}"'}

    def sent() -> HttpResponse:
        answer = StreamingHttpResponse(pieces, content_type="application/pdf", headers=headers)
        return cast("HttpResponse", answer)

    return Outside(sent)


def _json(name: str, said: dict[str, Any]) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}.json"'}
    text = json.dumps(said, indent=2, ensure_ascii=False)
    return HttpResponse(text, content_type="application/json", headers=headers)


def _start(rows: list[AgreementDocument], request: DeskRequest) -> dict[str, Any]:
    """What was said last, or what the workspace knows of itself."""
    if rows:
        said: dict[str, Any] = msgspec.to_builtins(parties.read(rows[0].parties))
        return said
    where = home()
    laws = [law for law, countries in HOME.items() if where.country in countries] or ["EU"]
    return {"legal_name": where.name, "country": where.country, "laws": laws, "signer": request.actor.name}


def _said(row: AgreementDocument) -> dict[str, Any]:
    """What the page tells of a version."""
    return {
        "clauses": [
            {
                "law": LAWS[one["regime"]],
                "set": one["set"],
                "module": one["module"],
                "more": [*one["added"], *one["gaps"]],
            }
            for one in row.content["selection"]
        ],
        "name": (row.evidence or {}).get("name", ""),
    }
