"""How long data is kept: each class, what falls due, and a new period with a look at what it would end."""

from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from ictdesk.desk.contacts import queries as contacts
from ictdesk.kernel import clock
from ictdesk.kernel.errors import DomainError, Invalid
from ictdesk.kernel.retention import PERIOD, months_back
from ictdesk.privacy.retention import certificate, commands, queries
from ictdesk.privacy.retention.queries import Preview, Standing
from ictdesk.surfaces.dashboard.desk_view import DeskRequest, desk_view
from ictdesk.surfaces.dashboard.privacy.keeping_words import ABOUT, KEPT_BY, NAMES
from ictdesk.surfaces.dashboard.settings.saving import back

RUNS = 20


@require_http_methods(["GET", "POST"])
@desk_view(needs="rights.read")
def periods(request: DeskRequest) -> HttpResponse:
    """Every class as it stands. A period is looked at first, and set when it is said again."""
    problem = ""
    if request.method == "POST":
        said = (
            request.POST.get("data_class", ""),
            f"P{request.POST.get('count', '').strip()}{request.POST.get('unit', '')}",
        )
        try:
            if "sure" in request.POST:
                commands.set_period(actor=request.actor, data_class=said[0], period=said[1])
                return back(request, "privacy-retention", _("Saved."))
            return _shown(request, {"preview": _preview(request, *said)})
        except DomainError as error:
            problem = error.detail
    return _shown(request, {"problem": problem}, status=422 if problem else 200)


@require_GET
@desk_view(needs="rights.read")
def run_certificate(request: DeskRequest, run_id: Any) -> HttpResponse:
    """What a run ended, signed."""
    row = queries.runs_for(request.actor).find(id=run_id)
    answer = JsonResponse(certificate.document(row), json_dumps_params={"indent": 2})
    answer["Content-Disposition"] = f'attachment; filename="retention-{row.id}.json"'
    return answer


def _shown(request: DeskRequest, more: dict[str, Any], status: int = 200) -> HttpResponse:
    found = queries.standings(request.actor)
    runs = queries.runs_for(request.actor)[:RUNS]
    shown = {
        "classes": [_line(one) for one in found],
        "months": [months_back(clock.now(), -month) for month in range(queries.MONTHS)],
        "late": sum(one.late for one in found),
        "runs": [(row, NAMES.get(row.data_class, row.data_class), _reasons(row.kept)) for row in runs],
        "figures": queries.figures_for(request.actor),
        "section": "privacy",
    }
    return render(request, "privacy/retention.html", shown | more, status=status)


def _line(one: Standing) -> dict[str, Any]:
    most = max([*one.ahead, 1])
    number, unit = _parts(one.period)
    return {
        "key": one.one.key,
        "name": NAMES[one.one.key],
        "about": ABOUT[one.one.key],
        "period": period_words(one.period),
        "number": number,
        "unit": unit,
        "least": period_words(one.one.least),
        "most": period_words(one.one.most),
        "coming": one.coming and (period_words(one.coming.period), one.coming.from_at),
        "due": one.due - sum(one.kept.values()),
        "kept": _reasons(one.kept),
        "late": one.late,
        "last": one.last,
        "ahead": [(count, -(-count * 10 // most)) for count in one.ahead],
    }


def _preview(request: DeskRequest, key: str, period: str) -> dict[str, Any]:
    found = queries.preview(request.actor, key, period)
    return {
        "key": key,
        "name": NAMES[key],
        "period": period_words(period),
        "number": _parts(period)[0],
        "unit": _parts(period)[1],
        "count": found.count - found.kept,
        "kept": found.kept,
        "examples": _examples(request, found),
    }


def _examples(request: DeskRequest, found: Preview) -> list[dict[str, str]]:
    """Whom it would be about, with a link to look; who is restricted has no name here."""
    if found.one.subjects is None:
        return []
    slug, keys = request.workspace.slug, found.one.subjects(found.examples)
    faces = contacts.faces(keys.values())
    return [
        {
            "name": faces[keys[id_]][1],
            "url": reverse("contact", args=[slug, id_])
            if found.one.action == "erase"
            else reverse("inbox-place", args=[slug, f"all/c/{id_}/"]),
        }
        for id_ in found.examples
    ]


def _reasons(kept: dict[str, int]) -> list[tuple[int, str]]:
    return [(count, str(KEPT_BY.get(code, code))) for code, count in sorted(kept.items())]


def _parts(period: str) -> tuple[int, str]:
    found = PERIOD.fullmatch(period)
    if not found:
        raise Invalid(_("Say a number of days, months or years."))
    return int(found[1]), found[2]


def period_words(period: str) -> str:
    """`P3Y` as people say it."""
    count, unit = _parts(period)
    words = {
        "D": ngettext("%(count)s day", "%(count)s days", count),
        "M": ngettext("%(count)s month", "%(count)s months", count),
        "Y": ngettext("%(count)s year", "%(count)s years", count),
    }
    return words[unit] % {"count": count}
