"""Invented people and conversations for whoever wants to look around first; marked as such, and removed by one button."""
