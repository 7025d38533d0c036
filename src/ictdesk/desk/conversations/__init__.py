"""Conversations: one thread type for every channel, its messages, notes, files, states and search.

It refuses to know sockets, mail and tickets: those call its commands and read its events.
"""
