"""The closed lists of this room, with the words that people read. Sources: Art. 6(1), 9(2), 15-22 GDPR."""

from typing import Literal

from django.utils.translation import gettext_lazy as _

type Basis = Literal["consent", "contract", "obligation", "vital", "task", "interest"]
type Outcome = Literal["ours", "theirs"]

BASES: dict[str, tuple[str, object]] = {
    "consent": ("Art. 6(1)(a)", _("Consent")),
    "contract": ("Art. 6(1)(b)", _("Contract")),
    "obligation": ("Art. 6(1)(c)", _("Legal obligation")),
    "vital": ("Art. 6(1)(d)", _("Vital interests")),
    "task": ("Art. 6(1)(e)", _("Public task")),
    "interest": ("Art. 6(1)(f)", _("Legitimate interests")),
}
RIGHTS_UNDER: dict[str, tuple[int, ...]] = {
    "consent": (15, 16, 17, 18, 20, 22),
    "contract": (15, 16, 17, 18, 20, 22),
    "obligation": (15, 16, 18),
    "vital": (15, 16, 17, 18, 22),
    "task": (15, 16, 18, 21, 22),
    "interest": (15, 16, 17, 18, 21, 22),
}
"""Articles whose rights people have under a basis; consent is withdrawn instead (Art. 7(3))."""
SPECIAL: dict[str, object] = {
    "": _("No special categories"),
    "a": _("(a) explicit consent"),
    "b": _("(b) employment and social security law"),
    "c": _("(c) vital interests"),
    "e": _("(e) made public by the person"),
    "f": _("(f) legal claims"),
    "g": _("(g) substantial public interest"),
    "h": _("(h) health care"),
    "i": _("(i) public health"),
    "j": _("(j) archives, research, statistics"),
}
OUTCOMES: dict[str, object] = {
    "ours": _("The interest outweighs: it may be done, with these safeguards"),
    "theirs": _("The people's interests outweigh: it may not be done"),
}
STATES: dict[str, object] = {
    "draft": _("Draft"),
    "in_review": _("Waits for a second reader"),
    "approved": _("Approved"),
    "expired": _("Expired"),
    "superseded": _("Followed by another"),
}
RECIPIENTS: dict[str, object] = {
    "inside": _("Members of the workspace"),
    "carrier": _("Whoever carries its mail"),
    "copy": _("People in copy of a conversation"),
    "program": _("Programs with a key of the workspace"),
    "agent": _("Whoever acts for the person"),
    "transfer": _("Another controller, when the person wants it"),
    "authority": _("Authorities and courts, where a law demands it"),
}
AREAS: dict[str, object] = {
    "workspace": _("General settings"),
    "notice": _("Notice"),
    "inboxes": _("Inboxes and forms"),
    "mail": _("Mail"),
    "senders": _("Domains"),
    "mailboxes": _("Mailboxes"),
    "fields": _("Attributes and fields"),
    "members": _("Members"),
    "programs": _("Programs and their keys"),
    "security": _("Security"),
    "consents": _("Consents"),
    "newsletters": _("Newsletters"),
    "imports": _("Imports"),
    "purges": _("Purges"),
    "retention": _("How long data is kept"),
    "transfers": _("Transfers to other controllers"),
    "purposes": _("Purposes"),
    "end": _("End of the workspace"),
}
