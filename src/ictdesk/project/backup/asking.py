"""Whether the workspaces of this desk may have copies in a bucket."""

from urllib.parse import urlsplit

from ictdesk.kernel import bucket, egress
from ictdesk.kernel.egress import Call, EgressRefused
from ictdesk.kernel.tenancy.models import WorkspaceEntry
from ictdesk.project.errors import StartupProblem

CALL = ("storage.backup", "essential.service.security", frozenset({"user"}))


def ask(address: str) -> None:
    """For each, since a copy holds all. Raises `StartupProblem` with the first that may not."""
    recipient, purpose, categories = CALL
    host = bucket.host()
    for workspace in WorkspaceEntry.objects.order_by("id").values_list("id", flat=True):
        try:
            egress.ask(Call(recipient, host, purpose, categories, workspace))
        except EgressRefused as error:
            raise StartupProblem(
                f"Nothing was copied to {urlsplit(address).netloc}: workspace {workspace} does not allow it. {error}"
            ) from error
