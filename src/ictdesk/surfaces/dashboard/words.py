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
    "privacy_officer": _("Reads everything, writes notes, answers what people ask about their data"),
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
NOTIFY_WORDS = {
    "mention": _("A colleague mentions me"),
    "mine": _("Somebody writes in a conversation of mine"),
    "unassigned": _("Somebody writes in one that nobody has"),
    "assigned": _("A conversation is assigned to me"),
    "awake": _("A snoozed one of mine comes back"),
}
OFTEN_WORDS = {
    "never": _("Never"),
    "at_once": _("At once"),
    "hourly": _("Every hour, if there is something"),
    "daily": _("Every day, if there is something"),
}
SUBJECT_WORDS = {
    "end_user": _("Customers"),
    "site_visitor": _("Visitors"),
    "support_agent": _("Members"),
    "workspace_admin": _("Admins"),
    "third_party_mentioned": _("Others who are mentioned"),
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
    "rights:read": _("read requests about people's data"),
    "rights:write": _("write down requests about people's data"),
    "consents:read": _("read what people agreed to"),
    "consents:write": _("write down what people agree to and refuse"),
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
CLASS_WORDS = {
    "user.name": _("Names"),
    "user.contact": _("Addresses"),
    "user.content": _("Messages, notes, files"),
    "user.account": _("Accounts and settings"),
    "user.authorization": _("Secrets of sign-in"),
    "user.unique_id": _("Ids and keys"),
    "user.telemetry": _("Presence"),
    "user.device": _("Devices and networks"),
    "user.behavior": _("Behaviour"),
    "user.demographic": _("Language"),
    "user.workplace": _("Work in the team"),
    "user.privacy_preferences": _("Requests and choices"),
    "user.location": _("Places"),
    "user.financial": _("Money"),
}
"""The first two words of a category, as classes of data."""
ROOM_WORDS = {
    "people": _("Members and sign-in"),
    "contacts": _("Contacts"),
    "conversations": _("Conversations"),
    "tickets": _("Tickets"),
    "mail": _("Mail"),
    "mailboxes": _("Mailboxes elsewhere"),
    "requesters": _("Pages of requesters"),
    "digests": _("Mails to members"),
    "imports": _("Moving in"),
    "rights": _("Requests about data"),
    "recipients": _("Recipients"),
    "transfers": _("Direct transfers"),
    "rectification": _("Corrections"),
    "export": _("Archives"),
    "erasure": _("Erasures"),
    "purges": _("Purges"),
    "ledger": _("Ledger of rights"),
    "vault": _("Keys"),
    "blobs": _("Sealed files"),
    "audit": _("Audit trail"),
    "events": _("Change log"),
    "jobs": _("Work that waits"),
    "records": _("Records of processing"),
    "api_surface": _("Calls of programs"),
}
"""Parts of the desk, as the data map's picture names them."""
CONSENT_USES = {
    "marketing.communications.email": _("News by mail"),
    "functional.storage": _("Keeping something in the browser"),
}
"""Purposes of the data map for which people are asked."""
