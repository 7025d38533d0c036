"""Who processes for us: the register, how a change of it comes into force, and the gate that reads it (Art. 28(2), 28(4) GDPR).

It refuses to let anything reach a sub-processor before its day, or from a workspace that objected.
"""
