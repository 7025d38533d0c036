"""Facts in the past tense: recorded in the transaction that made them true, read from a cursor.

An event carries ids only, never content. It refuses kinds that no room declared.
"""
