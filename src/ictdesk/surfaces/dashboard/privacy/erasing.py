"""Erasure as a case has it: it begins with the answer, and the case stays open until it is certified."""

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from ictdesk.kernel.actor import Actor
from ictdesk.kernel.errors import AlreadySo, NotFound
from ictdesk.privacy.erasure import commands, printing, queries
from ictdesk.privacy.erasure.certificate import document
from ictdesk.privacy.erasure.models import ErasureRun
from ictdesk.privacy.rights import duties
from ictdesk.privacy.rights.models import RightsItem, RightsRequest, RightsSubject
from ictdesk.surfaces.dashboard.desk_view import DeskRequest, desk_view


def register() -> None:
    duties.after("delivered", begin)
    duties.before("closed", not_done)


def begin(actor: Actor, case: RightsRequest) -> None:
    """Erases whom the case is about, where that was granted. Who is being erased already is waited for."""
    if not RightsItem.objects.filter(request=case, right="erasure", outcome="fulfilled").exists():
        return
    try:
        commands.erase(actor=actor, subjects=_people(case), cause="case", case_id=case.id)
    except (AlreadySo, NotFound):  # under way, or nothing is held
        return


def not_done(case: RightsRequest) -> str:
    """Why the case cannot be closed yet."""
    return _("The erasure is not done yet.") if queries.under_way(_people(case)) else ""


def _people(case: RightsRequest) -> list[UUID]:
    return list(RightsSubject.objects.filter(request=case).values_list("person_id", flat=True))


@require_GET
@desk_view(needs="rights.read")
def certificate(request: DeskRequest, run_id: UUID, kind: str) -> HttpResponse:
    """The certificate of a run, for programs or to print."""
    run: ErasureRun = queries.runs_for(request.actor).find(id=run_id)
    if run.certificate is None or kind not in ("json", "pdf"):
        raise NotFound
    made = document(run) if kind == "json" else printing.pdf(run, request.workspace.name)
    answer = HttpResponse(made, content_type=f"application/{kind}")
    answer["Content-Disposition"] = f'attachment; filename="erasure-{run.id}.{kind}"'
    return answer
