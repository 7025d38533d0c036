"""What others read of transfers."""

from ictdesk.privacy.rights.models import RightsRequest
from ictdesk.privacy.transfers.models import Transfer


def of_case(request: RightsRequest) -> list[Transfer]:
    """Oldest first."""
    return list(Transfer.objects.filter(request=request).order_by("made_at", "id"))


def one(request: RightsRequest, transfer_id: object) -> Transfer:
    """Raises `NotFound` for one of another case."""
    found: Transfer = Transfer.objects.find(id=transfer_id, request=request)
    return found
