"""The tests, in the order of the source; `world.py` holds the cast."""
