"""What a team brings along from another desk: whole conversations, with their old times and authors.

It refuses to know of sockets and pages, and to reach anything over a network.
"""
