"""What is promised, how each claim stands now, and the signed evidence: computed from what checks found, never typed."""

from dataclasses import dataclass
from datetime import date, datetime

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from ictdesk.surfaces.publicsite.page import KEPT, to_read
from ictdesk.trust.promises import bundle, queries
from ictdesk.trust.promises.page import SECTIONS
from ictdesk.trust.promises.records import Promise, Section
from ictdesk.trust.promises.standing import WORST, Standing, State, worst

WORDS: dict[State, object] = {
    "failed": _("does not hold now"),
    "stale": _("not shown in time"),
    "not_configured": _("not shown here"),
    "attested": _("vouched for"),
    "tested": _("tested"),
    "proved": _("proved"),
}
LOOKS: dict[State, str] = {
    "proved": "kept",
    "tested": "kept",
    "attested": "partly",
    "failed": "broken",
    "stale": "broken",
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A promise with its claims as they stand; the worst of them is its state."""

    promise: Promise
    claims: list[Standing]

    @property
    def state(self) -> State:
        return worst([one.state for one in self.claims])

    @property
    def word(self) -> object:
        return WORDS[self.state]

    @property
    def look(self) -> str:
        return LOOKS.get(self.state, "")

    @property
    def at(self) -> datetime | None:
        return min((one.at for one in self.claims if one.at), default=None)

    @property
    def until(self) -> date | None:
        return min((one.until for one in self.claims if one.until), default=None)


@to_read
def gdpr(request: HttpRequest) -> HttpResponse:
    """What is promised, and when each was last shown."""
    known = {one.claim.key: one for one in queries.standings()}
    shown = [(section, _of(section, known)) for section in SECTIONS]
    return render(request, "site/gdpr.html", {"sections": shown, "counts": _count(shown), "here": "gdpr"})


@to_read
def listed(request: HttpRequest) -> HttpResponse:
    """Every claim: how it is checked, how it stands, and how it stood in the last thirty days."""
    good, bad = queries.good_days(), queries.bad_days()
    rows = [
        {
            "one": one,
            "word": WORDS[one.state],
            "look": LOOKS.get(one.state, ""),
            "good": len(good.get(one.claim.key, ())),
            "bad": bad.get(one.claim.key, []),
        }
        for one in queries.standings()
    ]
    return render(request, "site/proofs.html", {"rows": rows, "days": queries.DAYS, "here": "gdpr"})


@require_GET
def evidence(request: HttpRequest) -> HttpResponse:
    """The bundle that `ictdesk prove --json` prints; also where there are no public pages."""
    response = JsonResponse(bundle.bundle(), json_dumps_params={"ensure_ascii": False})
    response.headers["Cache-Control"] = KEPT
    return response


def counts() -> dict[str, int]:
    """How many promises stand how."""
    known = {one.claim.key: one for one in queries.standings()}
    return _count([(section, _of(section, known)) for section in SECTIONS])


def _of(section: Section, known: dict[str, Standing]) -> list[Shown]:
    return [Shown(one, [known[key] for key in one.claims]) for one in section.promises]


def _count(shown: list[tuple[Section, list[Shown]]]) -> dict[str, int]:
    states = [one.state for _section, some in shown for one in some]
    found = {state: states.count(state) for state in WORST}
    return found | {"all": len(states), "shown": len(states) - found["not_configured"]}
