"""The worker with jobs that misbehave, and without its long waits: `python -m tests.kernel.worker_program`."""

import threading
from pathlib import Path

import django

django.setup()

from ictdesk.desk.workspaces.models import Tag  # noqa: E402 - needs Django set up
from ictdesk.kernel.jobs import job, stalled, worker  # noqa: E402
from ictdesk.kernel.jobs.queue import PERIODIC  # noqa: E402
from ictdesk.kernel.tenancy import scope_or_none  # noqa: E402
from tests.kernel.waiting import until as wait  # noqa: E402


@job("tests.mark")
def mark(tag: str) -> None:
    """Writes a tag in the workspace of the job."""
    assert scope_or_none() is not None
    Tag.objects.get_or_create(name=tag)


@job("tests.hang_once")
def hang_once(file: str, tag: str) -> None:
    """The first time it never ends; what it wrote is not committed."""
    Tag.objects.create(name=tag)
    if not Path(file).exists():
        Path(file).touch()
        threading.Event().wait()


@job("tests.fail_once")
def fail_once(begun: str, until: str, tag: str) -> None:
    """The first time it fails, once a file is there."""
    if not Path(begun).exists():
        Path(begun).touch()
        wait(Path(until).exists)
        raise ZeroDivisionError
    Tag.objects.create(name=tag)


@job("tests.poison")
def poison(tag: str) -> None:
    """Fails, and takes what it wrote with it."""
    Tag.objects.create(name=tag)
    raise ZeroDivisionError


if __name__ == "__main__":
    stalled.EVERY = worker.POLL_SECONDS = 0.1
    PERIODIC.clear()  # every workspace of the whole run would get them, before anything else
    worker.run()
