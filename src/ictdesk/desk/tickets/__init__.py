"""What is promised of tickets, and what several steps of work are called.

This room knows nothing of mail, sockets or pages.
"""
