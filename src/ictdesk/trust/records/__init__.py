"""Records of processing: what for, on which basis, weighed how (Art. 5(2), 6, 30 GDPR), and what the controller instructed (Art. 28(3)(a)).

Nothing here is changed: each version is followed by another. It refuses a purpose without a basis.
"""
