"""Data ends when its reason ends: the workspace's periods, what is due, what keeps it, and the runs that end it.

It knows classes of data by what rooms declare of them, and no room's fields.
"""
