"""Mailboxes: fetches the mail of a mailbox elsewhere, over IMAP, into an inbox.

It refuses to know what a mail says: it stores it as it came, like the listener, and moves on.
"""
