"""A workspace and how it is set up: name, colour, hours, notice, inboxes, statuses, tags, teams.

It refuses to know who works there and who writes to it.
"""
