"""The organisation's duties."""
