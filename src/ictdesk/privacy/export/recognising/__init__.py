"""Finds what looks like somebody else in a text: suggestions for a reviewer, never a proof that nobody is there."""

from ictdesk.privacy.export.recognising.known import Known
from ictdesk.privacy.export.recognising.patterns import Found, accounts, addresses, cards
from ictdesk.privacy.export.recognising.phones import phones

__all__ = ["Found", "Known", "recognise"]


def recognise(text: str, known: Known) -> list[Found]:
    """What seems to be another person's, first to last; of two that overlap the longer one."""
    every = [
        *addresses(text),
        *accounts(text),
        *cards(text),
        *phones(text, known.country),
        *known.names.find(text),
    ]
    kept: list[Found] = []
    for one in sorted(every, key=lambda found: (found.start - found.end, found.start)):
        theirs = known.is_own(text[one.start : one.end])
        if not theirs and all(one.end <= other.start or other.end <= one.start for other in kept):
            kept.append(one)
    return sorted(kept)
