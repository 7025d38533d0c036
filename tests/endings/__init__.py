"""A workspace comes to its end."""
