"""The calls of docs/api/contacts.md, one after the other, answer what the page says."""

import json
import re
from pathlib import Path
from typing import Any

from tests.api.calls import JSON
from tests.people.browsers import signed_in
from tests.world import World

PAGE = Path(__file__).resolve().parents[2] / "docs" / "api" / "contacts.md"
BLOCK = re.compile(r"```http\n(.*?)\n```", re.DOTALL)
REST = {"...": "..."}


def examples() -> list[tuple[str, str, str, int, dict[str, Any]]]:
    """Method, path, body, status and answer of each call."""
    found = []
    for block in BLOCK.findall(PAGE.read_text(encoding="utf-8")):
        first, *parts = block.split("\n\n")
        method, path = first.split()
        status, _, answer = parts[-1].partition("\n")
        found.append((method, path, parts[0] if len(parts) > 1 else "", int(status), json.loads(answer)))
    return found


def named(text: str, ids: dict[str, str]) -> str:
    """The text with real ids for the words that stand for them."""
    for name, id_ in ids.items():
        text = text.replace(name, id_)
    return text


def test_the_page_tells_the_truth(world: World) -> None:
    one, other = world.acme.talk(name="Max").contact_id, world.acme.talk(name="Maxi").contact_id
    client = signed_in(world.acme.vera)
    ids = {"CONTACT": str(one), "OTHER": str(other)}
    calls = examples()
    assert len(calls) == 7
    for call in calls:
        method, path, body, status, said = json.loads(named(json.dumps(call), ids))
        answer: Any = client.generic(
            method, path, body, content_type=JSON, headers={"X-Workspace": world.acme.slug}
        )
        assert answer.status_code == status, (path, answer.content)
        told = answer.json()
        assert {key: told.get(key) for key in said.keys() - REST.keys()} == {
            key: value for key, value in said.items() if key not in REST
        }
        assert (set(told) == set(said)) == ("..." not in said)
        if path.endswith("/merge") and method == "POST":
            ids["MERGE"] = told["id"]
