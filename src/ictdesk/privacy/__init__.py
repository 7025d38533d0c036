"""One person's rights over their data.

It names no other room's fields: what is kept about somebody it knows from the data map.
"""
