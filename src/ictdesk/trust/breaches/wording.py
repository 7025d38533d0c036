"""The texts of this room: a notice, the draft for an authority, the draft for the people, a line of the register. Plain text, made from facts alone."""

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from ictdesk.privacy.rights.authorities import Authority
from ictdesk.trust.breaches import words
from ictdesk.trust.breaches.facts import Told
from ictdesk.trust.breaches.models import BreachCase, BreachCount, BreachIncident

REHEARSAL = (
    "REHEARSAL: this is an exercise. Nothing happened, and there is nothing to do but to acknowledge this."
)
UNKNOWN = "Not known yet. We tell it by {until}."
UTC = ZoneInfo("UTC")


def moment(at: datetime | None) -> str:
    """With its zone."""
    return at.astimezone(UTC).strftime("%d %B %Y, %H:%M UTC").lstrip("0") if at else "-"


def span(low: int | None, high: int | None) -> str:
    """A number with its bounds."""
    if low is None or high is None:
        return "not known yet"
    return f"about {high}" if low == high else f"between {low} and {high}"


def plain(keys: Iterable[str]) -> str:
    """Keys of the data map as words: the keys themselves stand in the facts of the notice."""
    return ", ".join(dict.fromkeys(one.rpartition(".")[2].replace("_", " ") for one in keys))


def notice(
    incident: BreachIncident, told: Told, count: BreachCount, *, version: int, ours: str, late: bool
) -> str:
    """For one workspace; of others it says nothing. `ours`: who sends it and how they are reached."""
    kinds = ", ".join(words.SHORT[one] for one in incident.kinds) or "not known yet"
    parts = [
        *([REHEARSAL] if incident.rehearsal else []),
        f"Notice of a personal data breach, {incident}, version {version} (Art. 33(2) GDPR)",
        f"We found it on {moment(incident.detected_at)}, and have been aware of it since {moment(incident.aware_at)}.",
        *([f"Why this is later than 72 hours: {told.delay}"] if late else []),
        f"(a) Nature: {_said(told.nature, told)}\nKind: {kinds}.\n{numbers(count, told)}",
        f"(b) Contact: {told.contact or ours}",
        f"(c) Likely consequences: {_said(told.consequences, told)}",
        f"(d) Measures taken or proposed: {_said(told.measures, told)}",
        "Your own 72 hours for the authority run from when you were told (Art. 33(1)). Drafts are in the privacy office under Breaches.",
    ]
    return "\n\n".join(parts) + "\n"


def numbers(count: BreachCount, told: Told) -> str:
    """Categories and approximate numbers, as 33(3)(a) has them."""
    lines = [
        f"People: {span(count.subjects_low, count.subjects_high)} ({plain(count.subjects) or 'kinds not known yet'}).",
        f"Records: {span(count.records_low, count.records_high)}.",
        f"Categories of data: {plain(count.categories) or 'not known yet'}.",
        f"Countries named in the rows: {', '.join(count.countries) or 'none'}.",
    ]
    if count.subjects_low is None:
        lines.append(UNKNOWN.format(until=moment(told.unknown_until)))
    else:
        lines.append(f"How it was counted: {count.method}")
    return "\n".join(lines)


def authority(case: BreachCase, authority_: Authority | None, text: str, *, name: str, late: bool) -> str:
    """A draft that a controller completes and sends to its authority (Art. 33(1), (3))."""
    to = f"{authority_.name} ({authority_.website})" if authority_ else "the competent supervisory authority"
    parts = [
        "DRAFT: read it, complete it, and send it yourself.",
        f"To: {to}",
        f"Controller: {name}",
        f"Notification of a personal data breach, our reference {case} (Art. 33 GDPR)",
        f"We became aware on {moment(case.aware_at)}.",
        *(["Reasons for the delay beyond 72 hours (Art. 33(1)): ..."] if late else []),
        f"Effects: {case.effects or '...'}",
        f"Remedial action: {case.remedy or '...'}",
        "What our processor told us:" if text else "",
        text,
    ]
    return "\n\n".join(one for one in parts if one) + "\n"


def people(case: BreachCase, told: Told, *, name: str, contact: str) -> str:
    """A draft for the people, in clear and plain language (Art. 34(2)). They are told by the controller, not by its processor."""
    parts = [
        "DRAFT: read it, complete it, and send it yourself.",
        f"{name} tells you that data about you were affected by an incident.",
        f"What happened: {told.nature or '...'}",
        f"What it may mean for you: {told.consequences or case.effects or '...'}",
        f"What we do: {told.measures or case.remedy or '...'}",
        "What you can do: ...",
        f"Whom to ask: {contact}",
    ]
    return "\n\n".join(parts) + "\n"


def _said(text: str, told: Told) -> str:
    return text.strip() or UNKNOWN.format(until=moment(told.unknown_until))
