"""Newsletters: written once, sent to everybody who agreed, each asked for again in the moment of sending.

It refuses to know who opened one: no pixel, no counted links.
"""
