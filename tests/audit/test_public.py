"""The installation's log of all checkpoints: grows and is never changed, and tells nobody whose they are."""

import pytest
from django.db import ProgrammingError, connections
from django.test import Client

from ictdesk.kernel.audit import checkpoints, jobs, notes, public, tree
from ictdesk.kernel.audit.models import PublicPromise
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.kernel.tenancy.planes import CONTROL
from ictdesk.kernel.vault import signing
from tests.people.browsers import signed_in
from tests.world import US, World

LOG = "/.well-known/ictdesk-audit"


def promised(world: World) -> list[str]:
    """The hour goes by in both workspaces; their checkpoints."""
    found = []
    for house in (world.acme, world.globex):
        jobs.run_checkpoint(workspace_id=str(house.id))
        with workspace_scope(house.id):
            newest = checkpoints.newest()
        assert newest is not None
        found.append(newest.note)
    return found


def followed(first: int = 0) -> list[bytes]:
    """All digests, as somebody outside reads them."""
    found: list[bytes] = []
    while page := Client().get(f"{LOG}/{first + len(found)}").content.decode().split():
        found += map(bytes.fromhex, page)
    return found


def test_somebody_outside_recomputes_it_and_finds_their_own(world: World) -> None:
    notes_given = promised(world)
    leaves = followed()
    said = notes.opened(Client().get(LOG).content.decode(), signing.public_key())
    assert said.size == len(leaves) >= 2
    assert said.root == tree.root_of(leaves)
    for note in notes_given:
        place = public.place_of(note)
        assert place is not None
        assert leaves[place] == tree.leaf(note.encode())
    assert str(world.acme.id) not in Client().get(LOG).content.decode()


def test_it_grows_by_what_is_new_alone(world: World) -> None:
    (note, _) = promised(world)
    before = PublicPromise.objects.count()
    jobs.run_checkpoint(workspace_id=str(world.acme.id))
    assert public.take_in(note) == public.place_of(note)
    assert PublicPromise.objects.count() == before
    older = notes.opened(Client().get(LOG).content.decode(), signing.public_key())
    with workspace_scope(world.acme.id):
        record(US, "test.act", "thing", None)
        checkpoints.make()  # and the process dies before it tells the public log
    jobs.run_checkpoint(workspace_id=str(world.acme.id))
    newer = notes.opened(Client().get(LOG).content.decode(), signing.public_key())
    assert newer.size > older.size
    assert tree.root_of(followed()[: older.size]) == older.root, "it begins as it was"


@pytest.mark.parametrize("change", ["update audit_promise set note = 'x'", "delete from audit_promise"])
def test_the_application_cannot_change_it(world: World, change: str) -> None:
    promised(world)
    with pytest.raises(ProgrammingError, match="permission denied"), connections[CONTROL].cursor() as cursor:
        cursor.execute(change)


def test_rubbish_is_not_there(world: World) -> None:
    assert Client().get(f"{LOG}/99999999").content == b""
    assert Client().get(f"{LOG}/{2**63}").status_code == 404
    assert Client().get(f"{LOG}/x").status_code == 404


def test_the_office_says_where_its_own_stands(world: World) -> None:
    (note, _) = promised(world)
    page = signed_in(world.acme.noor).get(f"/desk/{world.acme.slug}/privacy/trail/").content.decode()
    assert f"at place {public.place_of(note)} of this installation" in page


def test_peaks_that_do_not_fit_are_refused() -> None:
    assert tree.Growing.after(0, b"").root() == tree.EMPTY
    with pytest.raises(ValueError, match="peaks"):
        tree.Growing.after(3, bytes(32))
