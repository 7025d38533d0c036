"""Objection: who wants no direct marketing gets none, at once and whatever it is weighed against; other uses are weighed (Art. 21 GDPR).

What stays is a keyed digest of the address, without the person: so that neither an erasure nor an import brings them back on a list.
"""
