"""What codes are called in an archive and on the pages of its review."""

from django.utils.translation import gettext_lazy as _

KINDS = {
    "email": _("E-mail address"),
    "phone": _("Phone number"),
    "iban": _("Bank account"),
    "card": _("Card number"),
    "person": _("Name of another person"),
    "member": _("Name of a member"),
    "hand": _("Marked by a reviewer"),
    "file": _("A file of the team"),
}
REASONS = {
    "others": _("withheld: it is about another person (Art. 15(4))"),
    "team": _("withheld: it names a member of the team (Art. 15(4))"),
    "secret": _("withheld: a trade secret or a legal opinion (recital 63)"),
    "unread": _("withheld: it may be about another person, and nobody has read it yet"),
    "changed": _("withheld: it was changed after it had been read"),
    "map": _("withheld: a security value or a working value of the software, of no meaning to a person"),
    "destroyed": _("gone: its key was destroyed"),
    "missing": _("gone: the file is not in the storage any more"),
}
CHOICES = {code: REASONS[code] for code in ("others", "team", "secret")}
REASON_OF = {"member": "team"}
"""With which reason a kind is withheld; the others are `others`."""
PURPOSES = {
    "essential.service.operations.support": _("Answering you"),
    "essential.service.security": _("Keeping the service safe"),
    "essential.service.authentication": _("Signing in"),
    "essential.service.notifications.email": _("Telling you by mail"),
    "essential.legal_obligation": _("Answering requests about data, and proving it"),
    "marketing.communications.email": _("News by mail"),
    "functional.service.improve": _("Making the service better"),
}
CATEGORIES = {
    "user.content": _("What you wrote and sent, and what was written to you"),
    "user.contact": _("Addresses and numbers"),
    "user.name": _("Names"),
    "user.unique_id": _("Numbers under which you are known"),
    "user.demographic": _("Your language"),
    "user.privacy_preferences": _("Your wishes about your data"),
    "user.telemetry": _("When you were here"),
    "user.device": _("Your browser"),
    "user.workplace": _("Who of the team dealt with it"),
    "user.authorization": _("Proofs of who you are"),
}


def category(key: str) -> str:
    """In words where there are some."""
    return str(next((word for start, word in CATEGORIES.items() if key.startswith(start)), key))


def purpose(key: str) -> str:
    return str(PURPOSES.get(key, key))
