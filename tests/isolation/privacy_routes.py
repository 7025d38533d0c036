"""How to try the addresses of the privacy office."""

from datetime import UTC, datetime, timedelta
from typing import Any, Protocol
from uuid import UUID

from tests.isolation.mail_routes import desk

PREFIX = "/api/v1"
SOON = (datetime.now(UTC) + timedelta(days=30)).date().isoformat()
HOLD = [("kind", "legal_claim"), ("reason", "They sue us"), ("review_on", SOON)]
COURT = [("group", "authority"), ("name", "Eve's court"), ("given_on", "2026-01-02")]
OFFICE = tuple(
    "case erasure correction purge hold restriction purpose campaign consent notice assessment invoice retention visit agreement breach".split()
)
"""Things of the privacy office."""
type Attempt = tuple[str, str, Any]


class Aim(Protocol):
    """The ids of one workspace's things, as far as they are named here."""

    @property
    def slug(self) -> str: ...

    @property
    def contact(self) -> UUID: ...

    @property
    def other(self) -> UUID: ...

    @property
    def message(self) -> UUID: ...

    @property
    def member(self) -> UUID: ...

    @property
    def correction(self) -> UUID: ...

    @property
    def agreement(self) -> UUID: ...

    @property
    def hold(self) -> UUID: ...

    @property
    def retention(self) -> UUID: ...

    @property
    def visit(self) -> UUID: ...

    @property
    def purge(self) -> UUID: ...

    @property
    def erasure(self) -> UUID: ...

    @property
    def restriction(self) -> UUID: ...

    @property
    def case(self) -> UUID: ...

    @property
    def notice(self) -> UUID: ...
    @property
    def invoice(self) -> UUID: ...

    @property
    def purpose(self) -> UUID: ...

    @property
    def campaign(self) -> UUID: ...

    @property
    def consent(self) -> UUID: ...

    @property
    def assessment(self) -> UUID: ...


def calls(aim: Aim) -> dict[str, list[Attempt]]:
    """Of the API. Whose case is open is not erased, so another one is."""
    return {
        "GET /contacts/{contact_id}/erasure": [("GET", f"{PREFIX}/contacts/{aim.contact}/erasure", None)],
        "POST /contacts/{contact_id}/erasure": [("POST", f"{PREFIX}/contacts/{aim.other}/erasure", {})],
        "POST /messages/{message_id}/corrections": [
            ("POST", f"{PREFIX}/messages/{aim.message}/corrections", {"body": "In the shed"})
        ],
        "DELETE /corrections/{correction_id}": [("DELETE", f"{PREFIX}/corrections/{aim.correction}", None)],
        "GET /restrictions/{restriction_id}": [("GET", f"{PREFIX}/restrictions/{aim.restriction}", None)],
        "POST /contacts/{contact_id}/restriction": [
            ("POST", f"{PREFIX}/contacts/{aim.other}/restriction", {"ground": "accuracy"})
        ],
        "POST /restrictions/{restriction_id}/announcement": [
            ("POST", f"{PREFIX}/restrictions/{aim.restriction}/announcement", None)
        ],
        "POST /restrictions/{restriction_id}/lifting": [
            ("POST", f"{PREFIX}/restrictions/{aim.restriction}/lifting", {"agreed": True})
        ],
        "GET /rights-requests/{case_id}/objections": [
            ("GET", f"{PREFIX}/rights-requests/{aim.case}/objections", None)
        ],
        "POST /rights-requests/{case_id}/objections": [
            ("POST", f"{PREFIX}/rights-requests/{aim.case}/objections", {"scope": "marketing"})
        ],
        "DELETE /rights-requests/{case_id}/objections/{scope}": [
            ("DELETE", f"{PREFIX}/rights-requests/{aim.case}/objections/marketing", None)
        ],
        **consents(aim),
        "POST /notices/{notice_id}/confirmation": [
            ("POST", f"{PREFIX}/notices/{aim.notice}/confirmation", None)
        ],
        **purges(aim),
        "GET /erasures/{run_id}": [("GET", f"{PREFIX}/erasures/{aim.erasure}", None)],
    }


def purges(aim: Aim) -> dict[str, list[Attempt]]:
    """Calls about several people at once, and about who agrees to answers."""
    one = f"{PREFIX}/purges/{aim.purge}"
    return {
        "POST /purges": [("POST", f"{PREFIX}/purges", {"contacts": [str(aim.other)]})],
        "GET /purges/{purge_id}": [("GET", one, None)],
        "POST /purges/{purge_id}/confirmation": [("POST", f"{one}/confirmation", {"count": 9})],
        "DELETE /purges/{purge_id}": [("DELETE", one, None)],
        "PUT /data-protection-lead": [
            ("PUT", f"{PREFIX}/data-protection-lead", {"member_id": str(aim.member)})
        ],
    }


def consents(aim: Aim) -> dict[str, list[Attempt]]:
    """Calls about what people agree to."""
    one, said = f"{PREFIX}/consent-purposes/{aim.purpose}", {"address": "eve@mail.example"}
    words = {"texts": {"en": "Eve's news"}, "material": True}
    named = {
        "wordings": words,
        "closing": None,
        "consents": said | {"state": "refused"},
        "questions": said,
        "imports": {"addresses": ["eve@mail.example"]},
    }
    return {
        **{
            f"POST /consent-purposes/{{purpose_id}}/{verb}": [("POST", f"{one}/{verb}", body)]
            for verb, body in named.items()
        },
        "GET /consents/{consent_id}/receipt": [("GET", f"{PREFIX}/consents/{aim.consent}/receipt", None)],
    }


def consent_pages(aim: Aim) -> dict[str, list[Attempt]]:
    words = [("subject", "Eve's news"), ("text", "Eve reads along.")]
    one = desk("newsletter", aim.slug, campaign_id=aim.campaign)
    return {
        "newsletter": [("GET", one, None), ("POST", one, words)],
        **{
            name: [("POST", desk(name, aim.slug, campaign_id=aim.campaign), [])]
            for name in ("newsletter-to-me", "newsletter-send", "newsletter-drop")
        },
        "privacy-consent": [
            ("GET", desk("privacy-consent", aim.slug, purpose_id=aim.purpose), None),
            (
                "POST",
                desk("privacy-consent", aim.slug, purpose_id=aim.purpose),
                [("text_en", "Eve's news"), ("material", "on")],
            ),
        ],
        "privacy-consent-chat": [
            ("POST", desk("privacy-consent-chat", aim.slug, purpose_id=aim.purpose), [("moment", "start")])
        ],
        "privacy-consent-close": [
            ("POST", desk("privacy-consent-close", aim.slug, purpose_id=aim.purpose), [])
        ],
    }


def record_pages(aim: Aim) -> dict[str, list[Attempt]]:
    """Of purposes and assessments."""
    weighed = "interest necessity balancing safeguards".split()
    said = [("basis", "contract"), ("necessity", "Eve wants it"), ("on", "on")]
    one, weigh = (desk(name, aim.slug, key="digests") for name in ("privacy-purpose", "privacy-weigh"))
    impact = desk("privacy-impact", aim.slug, key="digests")
    back = desk("privacy-assessment", aim.slug, assessment_id=aim.assessment, verb="return")
    return {
        "privacy-purpose": [("GET", one, None), ("POST", one, said)],
        "privacy-weigh": [
            ("GET", weigh, None),
            ("POST", weigh, [*((name, "Eve's") for name in weighed), ("outcome", "ours")]),
        ],
        "privacy-assessment": [("POST", back, [])],
        "privacy-impact": [("POST", impact, [("marks", "scale")]), ("GET", impact, None)],
    }


def visit_pages(aim: Aim) -> dict[str, list[Attempt]]:
    """Of somebody of the vendor who is inside."""
    one = desk("privacy-access-one", aim.slug, grant_id=aim.visit)
    ends = desk("privacy-access-step", aim.slug, grant_id=aim.visit, verb="end")
    return {"privacy-access-one": [("GET", one, None)], "privacy-access-step": [("POST", ends, [])]}


def abroad_pages(slug: str) -> dict[str, list[Attempt]]:
    """Of the vendor's workspace alone."""
    one = {verb: desk(f"privacy-abroad-{verb}", slug, key="stripe-US") for verb in ("one", "assess")}
    step = desk("privacy-abroad-step", slug, key="stripe-US", verb="submit")
    looked: dict[str, list[Attempt]] = {
        f"privacy-abroad-{verb}": [("GET", path, None)] for verb, path in one.items()
    }
    return looked | {"privacy-abroad-step": [("POST", step, [])]}


def paper_pages(aim: Aim) -> dict[str, list[Attempt]]:
    """A document that was issued, and a run with its certificate."""
    of = {
        verb: desk(f"privacy-agreement-{verb}", aim.slug, document_id=aim.agreement)
        for verb in ("sign", "upload")
    }
    clauses = desk("privacy-agreement-file", aim.slug, document_id=aim.agreement, which="clauses.json")
    return {
        "privacy-agreement-sign": [("POST", of["sign"], [])],
        "privacy-agreement-upload": [("POST", of["upload"], [])],
        "privacy-agreement-file": [("GET", clauses, None)],
        "privacy-retention-run": [
            ("GET", desk("privacy-retention-run", aim.slug, run_id=aim.retention), None)
        ],
    }


def pages(aim: Aim) -> dict[str, list[Attempt]]:
    """By name."""
    certificate = [
        desk("erasure-certificate", aim.slug, run_id=aim.erasure, kind=kind) for kind in ("json", "pdf")
    ]
    return {
        **consent_pages(aim),
        **record_pages(aim),
        **visit_pages(aim),
        **paper_pages(aim),
        "erasure-certificate": [("GET", one, None) for one in certificate],
        "privacy-hold": [
            ("GET", desk("privacy-hold", aim.slug, contact_id=aim.other), None),
            ("POST", desk("privacy-hold", aim.slug, contact_id=aim.other), HOLD),
        ],
        "privacy-hold-approve": [("POST", desk("privacy-hold-approve", aim.slug, hold_id=aim.hold), [])],
        "privacy-hold-look": [("POST", desk("privacy-hold-look", aim.slug, hold_id=aim.hold), [])],
        "privacy-hold-lift": [("POST", desk("privacy-hold-lift", aim.slug, hold_id=aim.hold), [])],
        "privacy-hold-review": [
            (
                "POST",
                desk("privacy-hold-review", aim.slug, hold_id=aim.hold),
                [(f"{aim.hold}-review_on", SOON)],
            )
        ],
        "privacy-recipients-of": [
            ("GET", desk("privacy-recipients-of", aim.slug, contact_id=aim.other), None),
            ("POST", desk("privacy-recipients-of", aim.slug, contact_id=aim.other), COURT),
        ],
        "privacy-notice": [("POST", desk("privacy-notice", aim.slug, notice_id=aim.notice, verb="told"), [])],
        "settings-plan-invoice": [
            ("GET", desk("settings-plan-invoice", aim.slug, invoice_id=aim.invoice), None)
        ],
        **of_one(aim),
    }


def of_one(aim: Any) -> dict[str, list[Attempt]]:
    """A case of the workspace's own, and a purge."""
    return {
        "privacy-purge": [("GET", desk("privacy-purge", aim.slug, order_id=aim.purge), None)],
        "privacy-purge-step": [
            ("POST", desk("privacy-purge-step", aim.slug, order_id=aim.purge, verb="drop"), [])
        ],
        "privacy-breach": [
            ("GET", desk("privacy-breach", aim.slug, breach_id=aim.breach), None),
            (
                "POST",
                desk("privacy-breach", aim.slug, breach_id=aim.breach),
                [("act", "decide"), ("decision", "authority"), ("effects", "None"), ("remedy", "None")],
            ),
        ],
        "privacy-breach-paper": [
            ("GET", desk("privacy-breach-paper", aim.slug, breach_id=aim.breach, paper="people"), None)
        ],
    }


def buttons(slug: str) -> dict[str, list[Attempt]]:
    """Forms without a page, which name the workspace alone."""
    choose = [("POST", desk("privacy-purges-choose", slug), [("before", "2020-01-01")])]
    return {
        **abroad_pages(slug),
        "privacy-purges-choose": [*choose],
        "privacy-log-keep": [("POST", desk("privacy-log-keep", slug), [])],
        "privacy-subprocessor": [
            ("POST", desk("privacy-subprocessor", slug), [("act", "object"), ("provider", "stripe")])
        ],
        "privacy-proof": [("POST", desk("privacy-proof", slug), [("act", "run")])],
        "privacy-breach-change": [
            ("POST", desk("privacy-breach-change", slug), [("act", "acknowledge"), ("notice", "x")])
        ],
        "privacy-trail-verify": [("POST", desk("privacy-trail-verify", slug), [])],
        "privacy-access-now": [("GET", desk("privacy-access-now", slug), None)],
        "privacy-access-consent": [("POST", desk("privacy-access-consent", slug), [("on", "yes")])],
        "privacy-trail-take": [("POST", desk("privacy-trail-take", slug), [])],
        "privacy-checkpoint": [("GET", desk("privacy-checkpoint", slug, size=7), [])],
        **{
            name: [("POST", desk(name, slug), [])]
            for name in ("settings-end-keep", "settings-samples", "settings-plan-pay", "settings-plan-portal")
        },
        "settings-take-along-file": [("GET", desk("settings-take-along-file", slug), None)],
    }
