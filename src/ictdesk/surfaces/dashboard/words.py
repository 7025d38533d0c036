"""What codes are called on pages."""

from django.utils.translation import gettext_lazy as _

ROLE_WORDS = {
    "owner": _("Owner"),
    "admin": _("Admin"),
    "agent": _("Agent"),
    "privacy_officer": _("Privacy officer"),
    "viewer": _("Viewer"),
}
PRIORITY_WORDS = {
    "urgent": _("Urgent"),
    "high": _("High"),
    "normal": _("Normal"),
    "low": _("Low"),
}
ROLE_HINTS = {
    "owner": _("Everything, also making owners"),
    "admin": _("Answers, and sets up people, keys and the workspace"),
    "agent": _("Answers conversations"),
    "privacy_officer": _("Reads everything, writes notes"),
    "viewer": _("Reads"),
}
HELD_WORDS = {
    "conversations": _("Conversations"),
    "messages": _("Messages"),
    "notes": _("Notes of the team"),
    "files": _("Files"),
    "addresses": _("Addresses"),
    "attributes": _("Attributes"),
}
KIND_WORDS = {
    "text": _("Text"),
    "number": _("Number"),
    "date": _("Date"),
    "choice": _("Choice"),
    "flag": _("Yes or no"),
}
SOURCE_WORDS = {
    "provided": _("The person said it"),
    "observed": _("Observed"),
    "derived": _("Worked out from other data"),
    "inferred": _("Guessed from other data"),
    "ours": _("The workspace set it"),
}
NOTIFY_WORDS = {
    "mention": _("A colleague mentions me"),
    "mine": _("Somebody writes in a conversation of mine"),
    "unassigned": _("Somebody writes in one that nobody has"),
    "assigned": _("A conversation is assigned to me"),
    "awake": _("A snoozed one of mine comes back"),
}
SUBJECT_WORDS = {
    "end_user": _("Customers"),
    "site_visitor": _("Visitors"),
    "support_agent": _("Members"),
    "workspace_admin": _("Admins"),
    "third_party_mentioned": _("Others who are mentioned"),
}
RETENTION_WORDS = {
    "last_activity": _("the person's last activity"),
    "conversation.closed": _("the end of the conversation"),
    "visit_end": _("the end of the visit"),
    "membership.ended": _("the end of the membership"),
    "removed": _("its removal"),
    "session_end": _("the end of the session"),
    "with_row": _("what it belongs to"),
    "with_message": _("the message that it belongs to"),
    "event": _("the moment itself"),
    "consent_end": _("the end of the consent"),
    "key_end": _("the end of the key"),
}
ERASURE_WORDS = {
    "delete": _("deleted"),
    "blank": _("emptied"),
    "shred": _("unreadable: its key is destroyed"),
    "keep": _("kept, for a stated reason"),
}
SCOPE_WORDS = {
    "conversations:read": _("read conversations"),
    "conversations:write": _("answer, start and change conversations"),
    "contacts:read": _("read contacts"),
    "contacts:write": _("correct contacts"),
    "search:read": _("search messages"),
}
CATEGORY_WORDS = {
    "open": _("Open"),
    "waiting": _("Waiting"),
    "snoozed": _("Snoozed"),
    "solved": _("Solved"),
}
CATEGORY_HINTS = {
    "open": _("Somebody has to do something"),
    "waiting": _("The customer has to answer"),
    "snoozed": _("Comes back by itself at a time"),
    "solved": _("Done, until the customer writes again"),
}
