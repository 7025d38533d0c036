"""Who works here: users, members with their role, API keys.

It refuses to know contacts and conversations.
"""
