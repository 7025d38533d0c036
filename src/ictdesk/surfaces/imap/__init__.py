"""Watches mailboxes elsewhere: reads what is new as soon as the server says so."""
