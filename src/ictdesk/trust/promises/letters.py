"""A ticket and a mail about claims that turned, for whoever looks after people's rights at the vendor."""

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from django.utils.translation import gettext as _

from ictdesk.desk.conversations import commands as chat
from ictdesk.desk.workspaces.models import Inbox
from ictdesk.kernel.letters import Mail, letter, page
from ictdesk.kernel.lines import one_line
from ictdesk.trust.promises.ground import US
from ictdesk.trust.promises.standing import Standing

LONGEST = 4000
DUTY = "essential.legal_obligation"


def turned(found: Sequence[Standing]) -> Mail | None:
    """What is broken or out of date, with the vendor's workspace in scope. None where nobody can be written to."""
    return letter(_title(found), _lines(found))


def note(found: Sequence[Standing]) -> None:
    """A ticket that only the team sees, in the newest inbox of the vendor's workspace, which is in scope."""
    inbox = Inbox.objects.order_by("-id").first()
    if inbox is not None:
        said: dict[str, Any] = {
            "subject": _title(found),
            "text": "\n\n".join(_lines(found))[:LONGEST],
            "note": True,
        }
        chat.start_for_new(actor=US, name="ICTDesk", email="", inbox=inbox, client_id=uuid4(), **said)


def _title(found: Sequence[Standing]) -> str:
    names = ", ".join(one.claim.key for one in found)
    return one_line(_("Promises that do not hold now: %(names)s") % {"names": names})[:200]


def _lines(found: Sequence[Standing]) -> list[str]:
    claims = [
        f"{one.claim.key} ({one.claim.article}): {_word(one)}\n{one.claim.words}\n{one.why}".rstrip()
        for one in found
    ]
    return [_("This does not hold now, or was not shown in time:"), *claims, page("privacy-proofs")]


def _word(one: Standing) -> str:
    return _("broken") if one.state == "failed" else _("not shown in time")
