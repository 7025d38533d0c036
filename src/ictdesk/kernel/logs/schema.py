"""What may be in a log: one list for each stream. What is on neither is dropped.

The table of the personal stream takes its entries in the data map from here.
"""

from collections.abc import Mapping

from ictdesk.kernel.datamap.fields import AGENT, END_USER, SECURITY, Impersonal, Personal

DAYS = 30
"""How old a record of the personal stream may get: the promise `design.logs`."""

WHY_KEPT = (
    "evidence of who did what to the service; the whole day goes on the thirty-first (Art. 32(1)(d) GDPR)"
)


def _of(category: str) -> Personal:
    return Personal(
        category,
        "observed",
        (SECURITY,),
        (END_USER, AGENT),
        "logged",
        "keep",
        access="existence",
        keep_reason=WHY_KEPT,
    )


PLAIN: Mapping[str, Impersonal] = {
    "workspace": Impersonal("which organisation"),
    "mailbox": Impersonal("which connection to a mailbox of the organisation"),
    "object": Impersonal("id of a thing that is no person's"),
    "job": Impersonal("which job"),
    "kind": Impersonal("a code"),
    "code": Impersonal("a code"),
    "status": Impersonal("a code"),
    "route": Impersonal("pattern of an address, without what stands in it"),
    "count": Impersonal("a figure"),
    "seconds": Impersonal("a figure"),
}
PERSONAL: Mapping[str, Personal] = {
    "ip": _of("user.device.ip_address"),
    "user": _of("user.unique_id"),
    "contact": _of("user.unique_id"),
    "path": _of("user.behavior.browsing_history"),
}
