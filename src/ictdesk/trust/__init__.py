"""The organisation's duties: what it promises, and what shows that it keeps it."""
