"""Letters to whoever asked: written in the transaction of the step, kept word for word, sent by a job.

A letter that refuses or closes names the reasons, the authority for the person's country and the way to a court
(Art. 12(4)). None says whether anything is kept about anybody before it is proved who asks.
"""

import hashlib
import hmac
import secrets
from collections.abc import Callable

from django.utils.translation import gettext as _

from ictdesk.kernel import clock
from ictdesk.kernel.home import Home, home
from ictdesk.kernel.jobs import defer
from ictdesk.kernel.language import day, spoken
from ictdesk.privacy.rights import detail, regimes, words
from ictdesk.privacy.rights.authorities import authority_of
from ictdesk.privacy.rights.models import RightsItem, RightsLetter, RightsRequest

type Body = Callable[[RightsRequest, Home], list[str]]

ADDED: list[Callable[[RightsRequest], list[str]]] = []
"""What other rooms have to say in an answer; they register here."""


def write(
    row: RightsRequest,
    kind: str,
    *,
    address: str = "",
    replies_to: str = "",
    controller: tuple[str, str] | None = None,
) -> RightsLetter:
    """Writes a letter and has it sent where there is an address; else it is there to be printed.

    `address` instead of the case's own; `replies_to` is the id of a mail that it answers by itself; `controller` is the name
    and page of whoever decides about the data.
    """
    title, body = _said(row, kind, controller)
    salt = secrets.token_bytes(32)
    letter = RightsLetter(
        request=row,
        subject_id=row.subject_id,
        kind=kind,
        title=title,
        body=body,
        address=address or None,
        replies_to=replies_to or None,
        salt=salt,
        digest=hmac.digest(salt, body.encode(), hashlib.sha256),
        written_at=clock.now(),
    )
    letter.save()
    if address or row.email:
        defer("rights.send_letter", letter=letter.id)
    return letter


def _said(row: RightsRequest, kind: str, controller: tuple[str, str] | None) -> tuple[str, str]:
    """Title and text, in the language of the case."""
    where = home()
    with spoken(row.language):
        title = _("Your request %(number)s to %(name)s") % {"number": row, "name": where.name}
        regards = _("Kind regards\n%(name)s") % {"name": where.name}
        return title, "\n\n".join([*BODIES[kind](row, where), *_who(controller), regards]) + "\n"


def _received(row: RightsRequest, where: Home) -> list[str]:
    asked = "\n".join(f"- {words.RIGHTS[right]} ({words.ARTICLES[right]})" for right in row.rights)
    return [
        _("%(name)s received your request on %(day)s:") % {"name": where.name, "day": day(row.received_on)},
        asked,
        _("You get our answer by %(day)s. It costs you nothing.") % {"day": day(row.due_on)},
        _("Whether anything about you is kept here we say only when we know that it is you who asks."),
    ]


def _identity(row: RightsRequest, where: Home) -> list[str]:
    return [
        _("Before we answer we must make sure that it is you who asks. This is why we doubt it:"),
        row.doubt,
        _(
            "Answer from the mailbox or the browser in which you wrote to us, or name two facts of what was written. "
            "Please send no copy of an identity card."
        ),
        _("Until we hear from you the time for our answer stands still."),
    ]


def _detail(row: RightsRequest, where: Home) -> list[str]:
    runs = _("The time for our answer runs on: you get it by %(day)s.") % {"day": day(row.due_on)}
    stands = _("Until we hear from you the time for our answer stands still.")
    return [
        _("To answer well we should like to know which data you mean:"),
        row.question or "",
        _("If you mean everything, just say so. You need not tell us why you ask."),
        stands if detail.pauses(row) else runs,
    ]


def _extended(row: RightsRequest, where: Home) -> list[str]:
    return [
        _("We need longer for your request than we promised, until %(day)s at the latest.")
        % {"day": day(row.due_on)},
        str(words.LONGER[row.extension_reason]),
        _("The law allows it where we tell you within the first period (%(where)s).")
        % {"where": _(regimes.REGIMES[row.regime].period_in)},  # type: ignore[index]
    ]


def _forwarded(row: RightsRequest, where: Home) -> list[str]:
    return [
        _(
            "%(name)s does not decide about the data that you mean. We have passed your request on to whoever does, "
            "with the day on which we received it."
        )
        % {"name": where.name},
    ]


def _who(controller: tuple[str, str] | None) -> list[str]:
    if controller is None:
        return []
    return [_("It is %(name)s: %(url)s") % {"name": controller[0], "url": controller[1]}]


def _which(row: RightsRequest, where: Home) -> list[str]:
    return [
        _(
            "You wrote that your request is about a desk of somebody else. We found none under the address that you gave, and "
            "look up nothing about you in those of others. Please tell us whose desk you mean, best by the address of a page on "
            "which you wrote to them: then we pass your request on, with the day on which we received it."
        ),
        _("What we keep about you ourselves we answer as we wrote."),
    ]


def _withdrawn(row: RightsRequest, where: Home) -> list[str]:
    return [_("You took your request back, so we do nothing more about it. You may ask again at any time.")]


def _abandoned(row: RightsRequest, where: Home) -> list[str]:
    return [
        _(
            "We asked you to show that it is you who asks, and have not heard from you. So we could not act on your "
            "request. You may ask again at any time."
        ),
        *remedies(row, where),
    ]


def _answer(row: RightsRequest, where: Home) -> list[str]:
    found = {item.right: item for item in RightsItem.objects.filter(request=row)}
    parts = [_("This is our answer to your request of %(day)s.") % {"day": day(row.received_on)}]
    for right in row.rights:
        item = found[right]
        lines = [f"{words.RIGHTS[right]} ({words.ARTICLES[right]}): {words.OUTCOMES[item.outcome]}"]
        if item.reason:
            lines.append(str(words.REASONS[item.reason]))
        if item.words:
            lines.append(item.words)
        parts.append("\n".join(lines))
    return [*parts, *(line for add in ADDED for line in add(row)), *remedies(row, where)]


def remedies(row: RightsRequest, where: Home) -> list[str]:
    authority = authority_of(row.country or where.country)
    if authority is None:
        return [_("You may complain to the supervisory authority where you live, and go to court.")]
    return [
        _(
            "You may complain to a supervisory authority, where you live, where you work or where it happened. Yours is "
            "%(authority)s, %(website)s. You may also go to court."
        )
        % {"authority": authority.name, "website": authority.website}
    ]


BODIES: dict[str, Body] = {
    "received": _received,
    "identity": _identity,
    "detail": _detail,
    "extended": _extended,
    "forwarded": _forwarded,
    "which": _which,
    "withdrawn": _withdrawn,
    "abandoned": _abandoned,
    "answer": _answer,
}
