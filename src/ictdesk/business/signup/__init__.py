"""How an organisation gets a workspace: it asks, proves a mailbox, and is bound by the agreement from the first minute.

It keeps nothing about whoever only asked: what they said travels in the link of their own mail.
"""
