"""The closed lists of a case: rights, grounds, outcomes and reasons, each with the words that people read.

Reasons carry the names of the Data Privacy Vocabulary's justifications where it has one (DPV 2.3, eu-gdpr).
"""

from typing import Literal

from django.utils.translation import gettext_lazy as _

type Right = Literal["access", "rectification", "erasure", "restriction", "objection", "portability"]
type Channel = Literal["form", "chat", "mail", "phone", "post", "agent", "api"]
type Requester = Literal["self", "agent", "parent", "lawyer", "heir"]
type Method = Literal["signed_in", "visitor_token", "mailbox", "two_facts", "paper"]
type Outcome = Literal["fulfilled", "partly", "refused", "no_data", "excessive"]

RIGHTS = {
    "access": _("See what is kept"),
    "rectification": _("Have it corrected"),
    "erasure": _("Have it deleted"),
    "restriction": _("Have it restricted"),
    "objection": _("Object to its use"),
    "portability": _("Take it along"),
}
ARTICLES = {
    "access": "Art. 15",
    "rectification": "Art. 16",
    "erasure": "Art. 17",
    "restriction": "Art. 18",
    "portability": "Art. 20",
    "objection": "Art. 21",
}
CHANNELS = {
    "form": _("Public form"),
    "chat": _("Chat"),
    "mail": _("Mail"),
    "phone": _("Phone"),
    "post": _("Letter"),
    "agent": _("Told to an agent"),
    "api": _("API"),
}
REQUESTERS = {
    "self": _("The person"),
    "agent": _("Somebody they asked to"),
    "parent": _("A parent"),
    "lawyer": _("A lawyer"),
    "heir": _("An heir"),
}
METHODS = {
    "signed_in": _("Signed in, or signed by the website"),
    "visitor_token": _("The browser in which the chat was held"),
    "mailbox": _("A link to the mailbox that owns the conversation"),
    "two_facts": _("Two facts from the conversation"),
    "paper": _("A document, looked at and not kept"),
}
OUTCOMES = {
    "fulfilled": _("Done"),
    "partly": _("Done in part"),
    "refused": _("Refused"),
    "no_data": _("Nothing is kept"),
    "excessive": _("Excessive"),
}
REASONS = {
    "A12IdentityFailure": _("We could not make sure who asks."),
    "A12ManifestlyUnfounded": _("The request is manifestly unfounded."),
    "A12ManifestlyExcessive": _("The request is excessive."),
    "A15OthersRights": _("It would harm the rights of others."),
    "A17LegallyRequired": _("A law requires us to keep it."),
    "A17LegalClaims": _("It is needed for legal claims."),
    "A17FreedomOfExpression": _("The freedom of expression outweighs."),
    "A17PublicInterest": _("The public interest requires it."),
    "A17Archiving": _("It is kept for archiving, research or statistics."),
    "A16Accurate": _("We believe that it is accurate."),
    "A21CompellingGrounds": _("Our compelling grounds outweigh."),
}
LONGER = {
    "A12Complexity": _("The request is complex."),
    "A12HighVolume": _("There are many requests."),
}
NEEDS_REASON = frozenset({"partly", "refused", "excessive"})
"""Outcomes that the person is given a reason for, and that a second member has read."""
