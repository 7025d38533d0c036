"""Logs in two streams: what tells of nobody goes to standard error, what tells of people to partitions of a day.

The second one is kept for thirty days. It refuses to hold up whoever is served: what cannot be written is counted.
"""
