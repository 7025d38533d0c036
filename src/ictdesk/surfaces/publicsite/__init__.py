"""The vendor's public pages: what the product is, what is promised, and ways to write. No script is needed, no cookie is set.

It decides nothing: what is sent becomes a ticket, a case or a consent in the vendor's own workspace.
"""
