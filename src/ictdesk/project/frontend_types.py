"""The JSON schema of every shape and frame that crosses to the browser, on standard output.

`npm run types` turns it into `frontend/shared/types.gen.ts`; `npm run types:check` fails when they differ.
"""

import json
import sys
from types import ModuleType
from typing import Any, TypeAliasType, get_args, is_typeddict

import msgspec

from ictdesk.desk.contacts import shapes as contacts
from ictdesk.desk.conversations import person_shapes as persons
from ictdesk.desk.conversations import relation_shapes as relations
from ictdesk.desk.conversations import shapes as conversations
from ictdesk.desk.mail import shapes as mail
from ictdesk.desk.tickets import shapes as tickets
from ictdesk.privacy.erasure import shapes as erasure
from ictdesk.surfaces.dashboard import shapes as dashboard
from ictdesk.surfaces.realtime import asking_shapes, frames, own_data_shapes

MODULES: tuple[ModuleType, ...] = (
    conversations,
    contacts,
    persons,
    relations,
    tickets,
    mail,
    erasure,
    frames,
    asking_shapes,
    own_data_shapes,
    dashboard,
)


def crosses(value: type) -> bool:
    """A typed dictionary or a leaf of the tree of frames; the root that frames share is neither."""
    return is_typeddict(value) or (issubclass(value, msgspec.Struct) and not value.__subclasses__())


def described(module: ModuleType) -> list[type]:
    """The shapes and frames that a module itself defines, in the order of the file."""
    return [
        value
        for value in vars(module).values()
        if isinstance(value, type) and value.__module__ == module.__name__ and crosses(value)
    ]


def unions(module: ModuleType, known: dict[str, Any]) -> dict[str, Any]:
    """The unions of frames. msgspec refuses a union of typed dictionaries, so they are put together here."""
    found = {}
    for name, alias in vars(module).items():
        if not isinstance(alias, TypeAliasType):
            continue
        members = [getattr(part, "__name__", "") for part in get_args(alias.__value__)]
        if members and all(member in known for member in members):
            found[name] = {"anyOf": [{"$ref": f"#/$defs/{member}"} for member in members]}
    return found


def schema() -> dict[str, Any]:
    """One schema document whose `$defs` are all the shapes and frames."""
    types = [shape for module in MODULES for shape in described(module)]
    _, components = msgspec.json.schema_components(types, ref_template="#/$defs/{name}")
    for module in MODULES:
        components |= unions(module, components)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$defs": components}


if __name__ == "__main__":
    json.dump(schema(), sys.stdout, indent=1, sort_keys=False)
