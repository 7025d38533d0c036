"""The closed lists of this room. Reasons are codes of the Data Privacy Vocabulary 2.3 (W3C), `eu-gdpr` extension."""

from django.utils.translation import gettext_lazy as _

KINDS: dict[str, object] = {
    "ConfidentialityBreach": _("Confidentiality: somebody saw what they should not"),
    "IntegrityBreach": _("Integrity: something was altered"),
    "AvailabilityBreach": _("Availability: something is lost or out of reach"),
}
SHORT: dict[str, str] = {
    "ConfidentialityBreach": "loss of confidentiality",
    "IntegrityBreach": "loss of integrity",
    "AvailabilityBreach": "loss of availability",
}
SEVERITY: dict[str, object] = {
    "": _("Not assessed yet"),
    "low": _("Low"),
    "medium": _("Medium"),
    "high": _("High"),
    "very_high": _("Very high"),
}
REASONS: dict[str, object] = {
    "JustificationA33RiskUnlikely": _("A risk to people is unlikely (Art. 33(1))"),
    "JustificationA33NotificationDelay": _("Later, for a reason that the notice gives (Art. 33(1))"),
    "JustificationA34BreachedDataIneffective": _(
        "What was lost cannot be read: keys are safe (Art. 34(3)(a))"
    ),
    "JustificationA34HighRiskAvoided": _("Measures took the high risk away (Art. 34(3)(b))"),
    "JustificationA34DisproportionateEffort": _(
        "Telling each is out of proportion: said in public (Art. 34(3)(c))"
    ),
    "NoPersonalData": _("No personal data were touched"),
}
NOT_TOLD = ("JustificationA33RiskUnlikely", "JustificationA34BreachedDataIneffective", "NoPersonalData")
"""Why an incident ends without anybody's being told."""
STATES: dict[str, object] = {
    "suspected": _("Suspected"),
    "aware": _("We are aware"),
    "notified": _("Customers were told"),
    "closed": _("Closed"),
    "dismissed": _("No breach"),
}
CASE_STATES: dict[str, object] = {"open": _("To decide"), "decided": _("Decided"), "closed": _("Closed")}
DECISIONS: dict[str, object] = {
    "authority": _("The authority is told (Art. 33)"),
    "people": _("The authority and the people are told (Art. 33, 34)"),
    "none": _("Nobody is told: a risk is unlikely"),
}
WHERE: dict[str, object] = {
    "workspace": _("Everything in it"),
    "conversation": _("Conversations, by id"),
    "contact": _("Contacts, by id"),
    "inbox": _("Inboxes, by id"),
    "file": _("Files, by id"),
    "grant": _("What an access grant opened"),
    "key": _("What an API key could read"),
    "member": _("What a member's account could read"),
}
