"""Rows of this room, locked."""

from ictdesk.privacy.export.models import Bundle


def held(bundle: Bundle) -> Bundle:
    """The row as it is now, locked until the transaction ends."""
    fresh: Bundle = Bundle.objects.select_for_update().find(id=bundle.id)
    return fresh
