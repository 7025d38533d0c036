"""The people who write: contacts, their identities, their keys.

It refuses to know what they wrote.
"""
