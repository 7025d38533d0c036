"""Restriction: a person's data is kept and otherwise left alone (Art. 18 GDPR), until they were told that it ends.

The database hides their key; this room says when and why, and knows no table that is sealed by it.
"""
