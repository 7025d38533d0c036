"""Outgoing mail as files in a folder, one .eml for each: what a desk without a mail server does."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from ictdesk.kernel.ids import new_id


class EmailBackend(BaseEmailBackend):
    """Writes each mail whole or not at all; names sort by time."""

    def __init__(self, file_path: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.folder = Path(file_path)

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Returns how many were written. Raises `OSError`."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for message in email_messages:
            file = self.folder / f"{new_id()}.eml"
            draft = file.with_suffix(".part")
            with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
                out.write(message.message().as_bytes())
            draft.rename(file)
        return len(email_messages)
