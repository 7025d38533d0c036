"""Erasure: what goes and what stays is said first, then done step by step, proved by a certificate.

What becomes of which column the data map says; this room follows it and knows no table by name. It refuses to
certify what was not looked at afterwards.
"""
