"""Puts the rooms together: settings, addresses, the command line, the processes."""
