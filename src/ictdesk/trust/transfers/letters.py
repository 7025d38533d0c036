"""The letter to the vendor's lead: what is open, and what to tell customers."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from ictdesk.kernel.letters import Mail, letter, page
from ictdesk.trust.transfers import words
from ictdesk.trust.transfers.register import Transfer

DUTY = "essential.legal_obligation"


def to_do(found: Sequence[Transfer]) -> Mail | None:
    """One line for each transfer that waits for somebody. None where nobody can be written to."""
    lines = [_("These transfers to other countries wait for you:"), *(_line(one) for one in found)]
    lines += [
        _("What rested on something that ended moved to the clauses that were signed, or stopped."),
        _("If customers are to hear of it, tell them which companies, since when, and what carries it now."),
    ]
    title = _("Transfers to assess: %(names)s") % {"names": ", ".join(one.name for one in found)}
    return letter(title, [*lines, page("privacy-abroad")])


def _line(one: Transfer) -> str:
    said = f"{one.name}, {one.country}: {words.STANDINGS[one.state]}"
    changed = [str(words.CITED[name]) for name in one.assessment.changed] if one.assessment else []
    return (
        f"{said} ({', '.join(changed)}). {one.stopped}".strip()
        if changed
        else f"{said}. {one.stopped}".strip()
    )
