"""What others read of archives."""

from uuid import UUID

from ictdesk.kernel import clock
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.errors import NotAllowed
from ictdesk.privacy.export import rules
from ictdesk.privacy.export.models import Bundle, Redaction, WorkspaceExport
from ictdesk.privacy.rights.models import RightsRequest


def bundles_of(request: RightsRequest) -> list[Bundle]:
    return list(Bundle.objects.filter(request=request).order_by("variant"))


def is_ready(bundle: Bundle) -> bool:
    """Whether the person may fetch it: the letter has left, and its days are not over."""
    return bundle.blob_id is not None and bundle.expires_at is not None and bundle.expires_at > clock.now()


def ready_bundles(request: RightsRequest) -> list[Bundle]:
    return [one for one in bundles_of(request) if is_ready(one)]


def bundle_of(request: RightsRequest, variant: str) -> Bundle:
    """Raises `NotFound`."""
    found: Bundle = Bundle.objects.find(request=request, variant=variant)
    return found


def passages_of(actor: Actor, request: RightsRequest, state: str, limit: int) -> list[Redaction]:
    """Those in one state, in order of their places. Raises `NotAllowed`."""
    if not rules.can_order(actor):
        raise NotAllowed
    found = Redaction.objects.filter(request=request, state=state)
    return list(found.order_by("table", "row_id", "column", "start")[:limit])


def passage(actor: Actor, request: RightsRequest, passage_id: UUID) -> Redaction:
    """Raises `NotAllowed`, and `NotFound` for one of another case."""
    if not rules.can_order(actor):
        raise NotAllowed
    found: Redaction = Redaction.objects.find(id=passage_id, request=request)
    return found


def open_passages(request: RightsRequest) -> int:
    return int(Redaction.objects.filter(request=request, state="open").count())


def exports(actor: Actor) -> list[WorkspaceExport]:
    """Files of the whole workspace, the newest first. Raises `NotAllowed`."""
    if not rules.can_take_along(actor):
        raise NotAllowed
    return list(WorkspaceExport.objects.order_by("-asked_at")[:20])
