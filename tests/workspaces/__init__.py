"""A workspace and how it is set up."""
