"""The personal log in the hands of the vendor's security people: looking into it, and keeping a slice for an investigation.

Everything here happens in the vendor's own workspace, with a reason and on record. It refuses to make a log live longer:
what an investigation needs is copied under seal, and the original goes when its thirty days are over.
"""
