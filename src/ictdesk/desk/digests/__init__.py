"""Digests: what waits for a member, collected and mailed as often as they like.

It refuses to know what was said: a digest names how much waits where, in nobody's words.
"""
