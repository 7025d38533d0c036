"""The purposes that come with the software. What a purpose works on is read from the data map by its key (`use`).

A key of the map that none of these has gets a line by itself, so that no field is without a purpose in the register.
"""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from ictdesk.kernel.datamap.bases import BASIS_OF
from ictdesk.kernel.datamap.fields import SECURITY, SIGN_IN, SUPPORT
from ictdesk.kernel.purposes import Purpose

DUTY = "essential.legal_obligation"
MARKETING = "marketing.communications.email"
MAILED = ("inside", "carrier")


@dataclass(frozen=True, slots=True)
class Shipped:
    """`tables`: where its data lies; empty: wherever the map names its key. `switch`: how it is switched off."""

    key: str
    name: object
    use: str
    necessity: object
    alternatives: object
    recipients: tuple[str, ...] = ("inside",)
    switch: Purpose | None = None
    tables: tuple[str, ...] = ()

    @property
    def basis(self) -> str:
        return BASIS_OF[self.use]


SHIPPED = (
    Shipped(
        "support",
        _("Answering people"),
        SUPPORT,
        _("Without what people write, and a way back to them, nobody can be answered."),
        _("A name is asked for where the workspace wants it; one may stay without."),
        recipients=("inside", "carrier", "copy", "program"),
    ),
    Shipped(
        "sign-in",
        _("Signing members in"),
        SIGN_IN,
        _("Only members may read what people write."),
        _("Passkeys, so that no password is kept."),
    ),
    Shipped(
        "security",
        _("Keeping the desk safe"),
        SECURITY,
        _(
            "Who did what has to be provable, and floods have to be held back. Ids and counts are kept, no content."
        ),
        _("Fewer records would leave misuse unseen."),
    ),
    Shipped(
        "rights",
        _("Answering people about their data"),
        DUTY,
        _("The law wants requests answered, and the answers provable (Art. 5(2), 12 GDPR)."),
        _("None: the duty is the law's."),
        recipients=("inside", "carrier", "agent", "transfer", "authority"),
    ),
    Shipped(
        "digests",
        _("Mailing members what waits for them"),
        SUPPORT,
        _("Who is not at the desk would miss that somebody waits."),
        _("Each member chooses; nothing is mailed before."),
        recipients=MAILED,
        switch="digests",
        tables=("digest", "digest_choice", "digest_item", "digest_last_assignee"),
    ),
    Shipped(
        "transcripts",
        _("Mailing people their conversation"),
        SUPPORT,
        _("They or an agent ask for it, each time."),
        _("Reading it in the chat or on the page of the request."),
        recipients=MAILED,
        switch="transcripts",
        tables=("transcript",),
    ),
    Shipped(
        "receipts",
        _("Confirming a first mail"),
        SUPPORT,
        _("Who wrote knows that it arrived. At most one a day goes to an address."),
        _("No confirmation at all."),
        recipients=MAILED,
        switch="receipts",
        tables=("received_mail",),
    ),
    Shipped(
        "newsletters",
        _("Newsletters"),
        MARKETING,
        _("Only who agreed gets it, and each is asked for again as it is sent."),
        _("News on a page that people look up themselves."),
        recipients=MAILED,
        switch="newsletters",
    ),
    Shipped(
        "imports",
        _("Bringing conversations along"),
        SUPPORT,
        _("Earlier conversations belong to the answers that follow."),
        _("Beginning without history."),
        switch="imports",
        tables=("imported",),
    ),
    Shipped(
        "programs",
        _("Programs that work with the desk"),
        SUPPORT,
        _("The workspace's own systems read and write what their keys allow."),
        _("Members do it by hand."),
        recipients=("program",),
        switch="programs",
        tables=("api_key", "call_count", "program_read", "idempotent_answer"),
    ),
)
BY_KEY = {one.key: one for one in SHIPPED}
