"""Doors that are shut outside development: a prompt on the database without grant and transcript."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

SHUT = "Outside development there is one prompt: `ictdesk shell`, which needs a grant and keeps a transcript."


class Closed(BaseCommand):
    """To be put before a command that opens a prompt."""

    def execute(self, *args: Any, **options: Any) -> str | None:
        """Hands on in development. Raises `CommandError` elsewhere."""
        if not settings.DEBUG:
            raise CommandError(SHUT)
        return super().execute(*args, **options)
