"""Keys of restricted people: hidden by the database, reached through a door, never kept in memory."""

import pytest
from django.db import connections

from ictdesk.kernel.errors import Gone
from ictdesk.kernel.guards import Restricted
from ictdesk.kernel.tenancy import current_scope, workspace_scope
from ictdesk.kernel.vault import cipher, doors, keyring, root, rotation
from ictdesk.kernel.vault.models import SubjectKey
from tests.world import World


def test_the_database_hides_the_key_and_a_door_shows_it(world: World) -> None:
    with workspace_scope(world.acme.id):
        one, other = keyring.new_subject(), keyring.new_subject()
        sealed = cipher.seal(keyring.subject_key(one), b"x", b"")
        keyring.restrict([one])
        assert keyring.restricted({one, other}) == {one}
        assert keyring.subject_keys({one, other}).keys() == {other}
        assert list(SubjectKey.objects.filter(id__in=[one, other]).values_list("id", flat=True)) == [other]
        with pytest.raises(Restricted):
            keyring.subject_key(one)
        with doors.opened("own"):
            assert cipher.unseal(keyring.subject_key(one), sealed, b"") == b"x"
        assert keyring.held(world.acme.id, one) is None, "what a door showed is not kept"
        assert keyring.subject_keys({one}) == {}
        keyring.release([one])
        assert cipher.unseal(keyring.subject_key(one), sealed, b"") == b"x"


def test_sql_of_ones_own_sees_nothing_without_the_door(world: World) -> None:
    with workspace_scope(world.acme.id), connections[current_scope().alias].cursor() as cursor:
        one = keyring.new_subject()
        keyring.restrict([one])
        cursor.execute("select count(*) from subject_key where id = %s", [one])
        assert cursor.fetchone() == (0,)
        cursor.execute("update subject_key set restricted_at = null where id = %s", [one])
        assert cursor.rowcount == 0, "nobody lifts what they do not see"
        with doors.opened_wide("storage"):
            cursor.execute("select count(*) from subject_key where id = %s", [one])
            assert cursor.fetchone() == (1,)
        cursor.execute("select count(*) from subject_key where id = %s", [one])
        assert cursor.fetchone() == (0,)


def test_a_door_ends_with_its_block_also_after_an_error(world: World) -> None:
    with workspace_scope(world.acme.id):
        one = keyring.new_subject()
        keyring.restrict([one])
        with pytest.raises(LookupError), doors.opened_wide("rights"):
            raise LookupError
        assert keyring.subject_keys({one}) == {}
    with workspace_scope(world.acme.id):
        assert keyring.subject_keys({one}) == {}


def test_a_restricted_key_is_wrapped_anew_and_destroyed_like_any(world: World) -> None:
    with workspace_scope(world.acme.id):
        one = keyring.new_subject()
        sealed = cipher.seal(keyring.subject_key(one), b"x", b"")
        keyring.restrict([one])
    with workspace_scope(world.acme.id), doors.in_database("storage"):
        rotation._prove(world.acme.id, root.current_epoch("cell_eu"))
    with workspace_scope(world.acme.id):
        with doors.opened("own"):
            assert cipher.unseal(keyring.subject_key(one), sealed, b"") == b"x"
        assert keyring.destroy_all([one]) == 1
        with pytest.raises(Gone), doors.opened("own"):
            keyring.subject_key(one)
