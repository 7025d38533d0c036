"""Files of a form stay in memory until they are sealed: no readable copy of them is ever on a disk."""

from typing import Any

from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http import HttpRequest

LARGEST = 25 * 1024 * 1024
"""Of a whole form, in bytes."""


class InMemory(MemoryFileUploadHandler):
    """Takes every file: how large the form is was looked at before."""

    def handle_raw_input(self, *given: Any, **named: Any) -> None:
        self.activated = True


def keep_in_memory(request: HttpRequest) -> None:
    """Call it before anything reads the form."""
    request.upload_handlers = [InMemory(request)]


def too_large(request: HttpRequest) -> bool:
    return int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST
