"""Whoever keeps a checkpoint asks for proofs, and checks them without us."""

from typing import Any

import pytest

from ictdesk.kernel.audit import checkpoints, entries, log, notes, tree
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.kernel.vault import signing
from tests.audit.conftest import Superuser
from tests.people.browsers import program, signed_in
from tests.world import House


def asked(house: House, path: str, status: int = 200) -> Any:
    client = signed_in(house.vera)
    client.defaults["HTTP_X_WORKSPACE"] = house.slug
    answer = client.get(f"/api/v1/audit/{path}")
    assert answer.status_code == status, answer.content
    return answer.json()


def sized(house: House) -> int:
    with workspace_scope(house.id):
        return log.sequence()


def test_the_newest_checkpoint_is_a_signed_note(house: House) -> None:
    asked(house, "checkpoint", 404)
    with workspace_scope(house.id):
        made = checkpoints.make()
    told = asked(house, "checkpoint")
    said = notes.opened(told["note"], signing.public_key())
    assert (told["size"], told["root"]) == (said.size, said.root.hex()) == (made.size, bytes(made.root).hex())


def test_each_entry_is_proved_to_be_in_the_log(house: House) -> None:
    size = sized(house)
    assert size > 4
    for place in (0, 1, size - 1):
        told = asked(house, f"inclusion?place={place}&size={size}")
        leaf = entries.leaf(told["header"])
        assert leaf.hex() == told["leaf"]
        path = [bytes.fromhex(part) for part in told["path"]]
        tree.check_inclusion(leaf, place, size, path, bytes.fromhex(told["root"]))
        with pytest.raises(tree.Broken):
            tree.check_inclusion(tree.leaf(b"another"), place, size, path, bytes.fromhex(told["root"]))


def test_the_log_of_now_begins_with_the_log_of_then(house: House, superuser: Superuser) -> None:
    with workspace_scope(house.id):
        then = checkpoints.make()
    house.talk("One act more")
    size = sized(house)
    assert size >= then.size

    def holds() -> None:
        told = asked(house, f"consistency?old={then.size}&size={size}")
        path = [bytes.fromhex(part) for part in told["path"]]
        tree.check_consistency(then.size, bytes(then.root), size, bytes.fromhex(told["root"]), path)

    holds()
    forged = (
        "update audit_entry set leaf = sha256('forged') where workspace_id = %(here)s and place = %(place)s"
    )
    assert superuser(forged, place=then.size - 1) == 1
    with pytest.raises(tree.Broken):
        holds()


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("inclusion?place=0&size=99999", 422),
        ("inclusion?place=3&size=2", 404),
        ("inclusion?place=-1&size=2", 422),
        ("consistency?old=3&size=2", 422),
        ("consistency?old=1", 422),
    ],
)
def test_what_cannot_be_proved_is_refused(house: House, path: str, status: int) -> None:
    sized(house)
    told = asked(house, path, status)
    assert told["status"] == status
    assert "path" not in told


def test_a_program_needs_the_scope(house: House) -> None:
    size = sized(house)
    path = f"/api/v1/audit/inclusion?place=0&size={size}"
    assert program(house, "rights:read").get(path).status_code == 200
    assert program(house, "search:read").get(path).status_code == 403
