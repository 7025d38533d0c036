"""Notes how far an archive is, about once a second, from a thread of its own: a snapshot writes nothing."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from time import monotonic
from uuid import UUID

from django.db import connections

from ictdesk.kernel.actor import System
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.privacy.export import commands
from ictdesk.privacy.export.models import Bundle

US = System("export.progress")
TELL_EVERY = 1.0


@dataclass(slots=True)
class Progress:
    workspace: UUID
    bundle: Bundle
    thread: ThreadPoolExecutor
    total: int = 0
    done: int = 0
    said: float = field(default_factory=monotonic)

    def __call__(self, rows: int) -> None:
        self.done += rows
        if monotonic() - self.said >= TELL_EVERY:
            self.said = monotonic()
            self.thread.submit(self._tell, min(self.done, self.total))

    def _tell(self, done: int) -> None:
        try:
            with workspace_scope(self.workspace):
                commands.note_progress(actor=US, bundle=self.bundle, done=done, total=self.total)
        finally:
            connections.close_all()
