"""What others read of transfers."""

from ictdesk.kernel.egress.fetching import host_of
from ictdesk.privacy.rights.models import RightsRequest
from ictdesk.privacy.transfers.models import Transfer


def of_case(request: RightsRequest) -> list[Transfer]:
    """Oldest first."""
    return list(Transfer.objects.filter(request=request).order_by("made_at", "id"))


def one(request: RightsRequest, transfer_id: object) -> Transfer:
    """Raises `NotFound` for one of another case."""
    found: Transfer = Transfer.objects.find(id=transfer_id, request=request)
    return found


def place_of(transfer: Transfer) -> str:
    """The host that it goes to, or that their mail is at."""
    return transfer.email.rpartition("@")[2] if transfer.email else host_of(transfer.url)
