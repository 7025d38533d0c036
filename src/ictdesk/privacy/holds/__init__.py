"""Holds: what a court, an authority or a claim needs stays, whole or thread by thread, until somebody lifts the hold.

Erasure asks here at its one door. A hold is found by every id, key and address of the person, not only by the one it
was placed on. It refuses to hold without a reason and a day on which somebody looks at it again.
"""
