"""Consent: what was asked in which words, what each address answered, and whether something may be sent now.

Events are only ever added; `ConsentState` is what they come to. People are known by the digest of their address, so
that the record names nobody and outlives an erasure: what was refused or withdrawn stays so (Art. 7(1), 7(3) GDPR).
"""
