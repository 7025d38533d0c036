"""The end of a workspace: what stands in its way, the steps in which everything of it goes, and the certificate.

It refuses to end one in which somebody waits for an answer about their data, or in which something is held.
"""
