"""The vendor's public pages."""
