"""Ask Stripe something: through the registry of what may leave, and with errors that a person can read.

Its library (`pip install ictdesk[stripe]`) is loaded when something is asked: a desk that sells nothing does not have it.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from ictdesk.business.billing.setting import Stripe, stripe
from ictdesk.kernel import egress
from ictdesk.kernel.errors import Conflict, NotFound, Unavailable

log = logging.getLogger(__name__)
SENT = frozenset({"user.contact.email", "user.unique_id"})
"""What goes along: the address of the owner who pays, and ids. A name and a card are asked for by Stripe itself."""


class NotReached(Unavailable):
    code = "payments_not_reached"
    sentence = (
        "The payment provider does not answer as it should. Nothing was changed; try again in a moment."
    )


class NotSold(Conflict):
    code = "not_sold"
    sentence = "Nothing can be paid here: plans are changed by whoever runs this desk."


class Unknown(NotFound):
    """Stripe has no such object."""


@contextmanager
def asking(workspace: UUID | None) -> Iterator[Any]:
    """Stripe's client. Raises `NotSold`, `NotReached` and `Unknown` for what Stripe answers."""
    set_up = stripe()
    if set_up is None:
        raise NotSold
    host = urlsplit(set_up.api).hostname or ""
    egress.ask(egress.Call("stripe", host, "essential.service.payment_processing", SENT, workspace))
    import stripe as library  # noqa: PLC0415 - see above

    try:
        yield _client(set_up)
    except library.InvalidRequestError as error:
        if error.code == "resource_missing":
            raise Unknown from error
        # no traceback: the library's words may hold an address
        log.error("billing.refused_by_stripe", extra={"code": error.code or ""})  # noqa: TRY400
        raise NotReached from error
    except library.StripeError as error:
        log.warning("billing.not_reached", extra={"kind": type(error).__name__})
        raise NotReached from error


@cache
def _client(set_up: Stripe) -> Any:
    import stripe as library  # noqa: PLC0415 - see above

    from ictdesk.business.billing.transport import Transport  # noqa: PLC0415 - see above

    return library.StripeClient(
        set_up.key, base_addresses={"api": set_up.api}, http_client=Transport(), max_network_retries=0
    )
