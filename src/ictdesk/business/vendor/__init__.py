"""The vendor's own workspace: who writes to the vendor is a contact there, with every right that all contacts have.

It refuses to know anything of other workspaces.
"""
