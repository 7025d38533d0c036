"""Opens sealed values of rows that were read by SQL, without a model instance for each."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from ictdesk.kernel.vault import cipher, keyring


@dataclass(frozen=True, slots=True)
class Opener:
    """The keys of the people whose values are about to be read."""

    workspace: UUID
    keys: dict[UUID, AESGCM]

    @classmethod
    def for_subjects(cls, workspace: UUID, subjects: Iterable[UUID | None]) -> Self:
        """Fetches the keys in at most one query; needs the workspace in scope."""
        return cls(workspace, keyring.subject_keys({subject for subject in subjects if subject}))

    @classmethod
    def held(cls, workspace: UUID, subjects: Iterable[UUID | None]) -> Self | None:
        """With what this process holds already, or None when a key is missing. Touches no database."""
        keys: dict[UUID, AESGCM] = {}
        for subject in subjects:
            if subject and subject not in keys:
                key = keyring.held(workspace, subject)
                if key is None:
                    return None
                keys[subject] = key
        return cls(workspace, keys)

    def text(
        self, subject: UUID | None, table: str, column: str, row: UUID | None, sealed: bytes | None
    ) -> str:
        """The plain text; empty when there is none or when its key was destroyed."""
        key = self.keys.get(subject) if subject else None
        if key is None or row is None or sealed is None:
            return ""
        return cipher.unseal(key, bytes(sealed), cipher.place(self.workspace, table, column, row)).decode()
