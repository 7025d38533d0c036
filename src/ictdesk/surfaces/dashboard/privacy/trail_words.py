"""Words of the audit trail: areas of acts, kinds of actors, and what can be wrong with a log."""

from django.utils.translation import gettext_lazy as _

AREAS = {
    "attribute": _("Fields of contacts and tickets"),
    "audit": _("This trail"),
    "bundle": _("Archives for people"),
    "campaign": _("Newsletters"),
    "canned_reply": _("Canned replies"),
    "consent": _("Consents"),
    "contact": _("Contacts"),
    "conversation": _("Conversations"),
    "hold": _("Holds"),
    "identity": _("Addresses of contacts"),
    "inbox": _("Inboxes"),
    "key": _("API keys"),
    "macro": _("Macros"),
    "mail": _("Mail"),
    "mailbox": _("Mailboxes"),
    "member": _("Members"),
    "message": _("Messages"),
    "notice": _("Privacy notice"),
    "objection": _("Objections"),
    "purge": _("Purges"),
    "recipient": _("Recipients"),
    "restriction": _("Restrictions"),
    "rights": _("Requests about data"),
    "sender": _("Sender addresses"),
    "seen": _("What was looked at"),
    "signing_key": _("Signing keys"),
    "status": _("Statuses"),
    "tag": _("Tags"),
    "team": _("Teams"),
    "transfer": _("Transfers"),
    "workspace": _("Workspace"),
}
KINDS = {
    "member": _("A member"),
    "api": _("A program"),
    "contact": _("A visitor"),
    "system": _("The software"),
}
FAULT_WORDS = {
    "gap": _("an entry is missing or stands at the wrong place"),
    "entry_altered": _("the entry was altered"),
    "record_altered": _("who, on what or the facts were altered"),
    "record_missing": _("the record of the entry was removed"),
    "not_in_log": _("an act has no entry"),
    "subtree_altered": _("a digest over entries was altered"),
    "promise_broken": _("the log before this place is not what a checkpoint promised"),
    "cut": _("a checkpoint promised so many entries, and there are fewer"),
}
