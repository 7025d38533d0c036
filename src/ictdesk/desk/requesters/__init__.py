"""People who asked for something: they see their own requests, answer, and begin new ones by a form.

It refuses to take an address for proof: only who reads the mailbox gets in.
"""
