"""The vendor's trade."""
