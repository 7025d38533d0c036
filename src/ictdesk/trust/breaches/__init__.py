"""Breaches of personal data: what happened, whom it touches, who is told and when (Art. 4(12), 33, 34 GDPR).

Counts are made inside each workspace's scope, with a lower and an upper bound. It refuses a notice before somebody decided that we are
aware, a silent gap among the four contents of Art. 33(3), and any change of what was sent.
"""
