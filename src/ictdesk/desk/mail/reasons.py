"""Why a mail stands apart, was dropped or did not go out: one sentence for each code."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from ictdesk.desk.mail.models import OutgoingMail

UNREADABLE = gettext_noop("Unreadable message")

SENTENCES = {
    "no_sender": gettext_noop(
        "This mail names no sender that could be used. It began a conversation of its own and cannot be answered by mail."
    ),
    "several_senders": gettext_noop(
        "This mail names more than one sender, so nobody can say who wrote it. It began a conversation of its own."
    ),
    "not_a_participant": gettext_noop(
        "This mail answers one of your conversations, but its sender takes no part in that one. It began a conversation of its own."
    ),
    "bad_reply_address": gettext_noop(
        "This mail was sent to an answering address that this desk never made. It began a conversation of its own."
    ),
    "forged_reference": gettext_noop(
        "This mail refers to a mail of this desk that was never sent. It began a conversation of its own."
    ),
    "unreadable": gettext_noop("This mail could not be read. The file as it came is attached below."),
    "disowned": gettext_noop(
        "This mail was probably not written by who it says: the check of its sender's domain failed. It began a conversation of its own. Trust nothing in it, and send it nothing that is not everybody's."
    ),
    "collected": gettext_noop(
        "This sender writes more than a person would. All their mails of the next day are collected here, and nothing is sent to them by itself."
    ),
    "loop": gettext_noop("A mail of this desk came back to it. It was not taken in."),
    "bounced": gettext_noop("This answer came back: it was not delivered. Is the address right?"),
    "complained": gettext_noop("The customer reported this answer as unwanted."),
    "suppressed": gettext_noop(
        "This answer was not mailed: an earlier mail to this address came back for good, or was reported. An admin can allow it again in the settings of the inbox's mail."
    ),
    "no_address": gettext_noop("This answer was not mailed: no e-mail address of the customer is known."),
    "refused": gettext_noop("This answer was not mailed: the mail server of the customer refused it."),
    "too_often": gettext_noop(
        "This answer was not mailed: the mail server could not be reached for two days."
    ),
    "egress_refused": gettext_noop(
        "This answer was not mailed: sending mail is not allowed for this workspace."
    ),
    "purpose_off": gettext_noop("This was not mailed: the workspace has switched it off."),
    "bad_header": gettext_noop("This answer was not mailed: it could not be put into the form of a mail."),
}


def sentence(reason: str) -> str:
    """What people are told."""
    return _(SENTENCES[reason])


def of_transcript(reason: str) -> str:
    """The same of a transcript that was asked for."""
    if reason == "bounced":
        return _("Transcript for the customer: it came back and was not delivered. Is the address right?")
    if reason == "complained":
        return _("Transcript for the customer: they reported it as unwanted.")
    return _("Transcript for the customer: %(why)s") % {"why": sentence(reason)}


def of_copy(mail: OutgoingMail, reason: str) -> str:
    """The same of the mail to somebody who is in copy."""
    return _("To %(name)s, in copy: %(why)s") % {"name": mail.contact.name, "why": sentence(reason)}
