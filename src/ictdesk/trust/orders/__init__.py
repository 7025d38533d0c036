"""Orders of authorities and courts for data (Art. 6(1)(c), 48 GDPR; clause 15 of the standard contractual clauses).

Each is checked, narrowed, and read by a second person; the customer is told unless a law bars it. It refuses to hand out anything on an
order that was not checked, or of a third country without an international agreement.
"""
