"""Model fields whose values are sealed under a person's key before they reach the database.

A model with a sealed field has a column `subject_id`: whose key. The attribute reads and writes plain
values; it is opened when read, and sealed when saved. `QuerySet.update` cannot seal (it has no row)
and refuses.
"""

import json
from typing import Any

from django.core.checks import CheckMessage
from django.db import models

from ictdesk.kernel.vault import cipher, keyring


class Sealed(bytes):
    """A sealed value as it lies in the database."""


class _Attribute:
    """The descriptor: opens on reading, keeps plain what was assigned."""

    def __init__(self, field: "SealedText") -> None:
        self.field = field

    def __get__(self, row: models.Model | None, owner: type[models.Model]) -> Any:
        if row is None:
            return self
        value = row.__dict__[self.field.attname]
        if isinstance(value, Sealed):
            value = row.__dict__[self.field.attname] = self.field.unseal(row, value)
        return value

    def __set__(self, row: models.Model, value: Any) -> None:
        row.__dict__[self.field.attname] = value


class SealedText(models.BinaryField):  # type: ignore[type-arg]  # plain is text, the column bytes
    """Text sealed with AES-256-GCM under the key of `subject_id`."""

    def contribute_to_class(self, cls: type[models.Model], name: str, private_only: bool = False) -> None:
        super().contribute_to_class(cls, name, private_only)
        setattr(cls, self.attname, _Attribute(self))

    def from_db_value(self, value: Any, expression: object, connection: object) -> Sealed | None:
        return None if value is None else Sealed(value)

    def pre_save(self, model_instance: models.Model, add: bool) -> bytes | None:
        value = model_instance.__dict__[self.attname]
        if value is None or isinstance(value, Sealed):
            return value
        return self.seal(model_instance, value)

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        if value is not None and not isinstance(value, Sealed):
            raise TypeError(f"{self.name} is sealed: assign it and save the row")
        return super().get_db_prep_value(None if value is None else bytes(value), connection, prepared)

    def _check_str_default_value(self) -> list[CheckMessage]:
        return []  # the plain value is text: a text default is right here

    def seal(self, row: models.Model, value: Any) -> Sealed:
        """Seals a plain value for its place in this row."""
        key = keyring.subject_key(row.subject_id)  # type: ignore[attr-defined]
        return Sealed(cipher.seal(key, self.encode(value), self.place(row)))

    def unseal(self, row: models.Model, value: Sealed) -> Any:
        """Opens a value. Raises `Erased` when the person's key is gone."""
        key = keyring.subject_key(row.subject_id)  # type: ignore[attr-defined]
        return self.decode(cipher.unseal(key, value, self.place(row)))

    def place(self, row: models.Model) -> bytes:
        return cipher.place(row.workspace_id, row._meta.db_table, str(self.column), row.pk)  # type: ignore[attr-defined]

    def encode(self, value: Any) -> bytes:
        if not isinstance(value, str):
            raise TypeError(f"{self.name} takes text")
        return value.encode()

    def decode(self, plain: bytes) -> Any:
        return plain.decode()


class SealedJSON(SealedText):
    """A JSON value, sealed."""

    def encode(self, value: Any) -> bytes:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()

    def decode(self, plain: bytes) -> Any:
        return json.loads(plain)
