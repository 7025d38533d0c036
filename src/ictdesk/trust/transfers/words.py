"""The closed lists of this room, with the words that people read."""

from django.utils.translation import gettext_lazy as _

CONCLUSIONS: dict[str, object] = {
    "proceed": _("Go on"),
    "measures": _("Go on, with these measures"),
    "suspend": _("Stop: nothing may go there"),
}
RISKS: dict[str, object] = {"low": _("Low"), "medium": _("Medium"), "high": _("High")}
STATES: dict[str, object] = {
    "draft": _("Draft"),
    "in_review": _("Waits for a second signature"),
    "approved": _("Signed by two"),
    "reopened": _("Open again: a fact changed"),
    "superseded": _("Followed by another"),
}
STANDINGS: dict[str, object] = {
    "open": _("To be assessed"),
    "late": _("Late: to be looked at again"),
    "stands": _("Stands"),
    "refused": _("Refused: nothing goes there"),
}
KINDS: dict[str, object] = {
    "none": _("No transfer under this law"),
    "measures": _("Own people abroad: no transfer, but measures"),
    "unrestricted": _("Not restricted"),
    "adequacy": _("Decision of adequacy"),
    "clauses": _("Standard contractual clauses"),
}
LAWS: dict[str, object] = {
    "EU": _("EEA (GDPR)"),
    "UK": _("United Kingdom (UK GDPR)"),
    "CH": _("Switzerland (FADP)"),
}
CITED: dict[str, object] = {
    "law EU": _("the instrument under the GDPR"),
    "law UK": _("the instrument under the UK GDPR"),
    "law CH": _("the instrument under Swiss law"),
    "vendor": _("where we sit"),
    "company": _("facts of the company"),
    "framework": _("its entry in the Data Privacy Framework"),
}
