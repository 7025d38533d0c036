"""What is promised of tickets, and what several steps of work are called.

It refuses to know of mail, sockets and pages.
"""
