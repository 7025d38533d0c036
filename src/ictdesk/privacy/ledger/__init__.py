"""What was done to a person's data that a restore of older data would undo: written before it is done.

Erasure, restriction, objection, correction, holds. It refuses to know any content: ids, codes and counts only. Its
files lie outside the chain of backups (a folder of their own); a table in the cell mirrors them, so that a database
that is behind its ledger is recognised at the start.
"""
