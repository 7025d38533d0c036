"""Senders: under which addresses of its own a workspace may write, and how its mails are signed.

It refuses to know what is written, and to whom. No domain is written under that has not shown, in its own DNS, that it agrees.
"""
