"""Who was given a person's data, and that each of them is told when it is erased, corrected or restricted (Art. 19 GDPR).

Most recipients are read from the rows that prove them; here are those that no row proves, and what was told to whom.
"""
