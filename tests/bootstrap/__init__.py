"""From nothing to a running desk, and back after a crash."""
