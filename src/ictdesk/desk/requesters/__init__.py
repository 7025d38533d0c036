"""People who asked for something: they see their own requests, answer, and begin new ones by a form.

It refuses to know what the team says among itself, and takes no address for proof: who reads the mailbox gets in.
"""
