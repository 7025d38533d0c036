import hashlib
from datetime import timedelta

import pytest

from ictdesk.desk.people import commands, queries
from ictdesk.desk.people.models import ApiKey
from ictdesk.kernel import clock
from ictdesk.kernel.actor import System
from ictdesk.kernel.audit.models import AuditRecord
from ictdesk.kernel.errors import AlreadySo, Invalid, NotAllowed, Unauthorised
from ictdesk.kernel.tenancy import workspace_scope
from tests.world import World


def make(world: World, *scopes: str) -> tuple[ApiKey, str]:
    with workspace_scope(world.acme.id):
        return commands.make_api_key(
            actor=world.acme.vera.actor, name="Shop", scopes=scopes or ["contacts:read"]
        )


def test_only_the_digest_is_stored(world: World) -> None:
    key, secret = make(world)
    assert secret.startswith(f"ictdesk_{world.acme.id.hex}_")
    assert len(secret.rpartition(f"{world.acme.id.hex}_")[2]) == 43
    with workspace_scope(world.acme.id):
        row = ApiKey.objects.filter(id=key.id).values()[0]
        assert bytes(row["digest"]) == hashlib.sha256(secret.encode()).digest()
        assert secret[-20:] not in str(row)
        assert secret[-20:] not in str(AuditRecord.objects.get(action="key.make").facts)


def test_a_key_lets_act_within_its_scopes(world: World) -> None:
    key, secret = make(world, "search:read", "contacts:read")
    assert queries.workspace_of_key(secret) == world.acme.id
    with workspace_scope(world.acme.id):
        holder = queries.key_holder(secret)
        assert (holder.id, holder.scopes) == (key.id, frozenset({"search:read", "contacts:read"}))
        assert ApiKey.objects.get(id=key.id).last_used_on == clock.now().date()


def test_a_withdrawn_key_opens_nothing(world: World) -> None:
    key, secret = make(world)
    with workspace_scope(world.acme.id):
        queries.key_holder(secret)
        commands.revoke_api_key(actor=world.acme.vera.actor, key=key)
        with pytest.raises(Unauthorised):
            queries.key_holder(secret)
        with pytest.raises(AlreadySo):
            commands.revoke_api_key(actor=world.acme.vera.actor, key=key)


def test_a_key_that_ended_opens_nothing(world: World) -> None:
    key, secret = make(world)
    with workspace_scope(world.acme.id):
        queries.key_holder(secret)
        ApiKey.objects.filter(id=key.id).update(expires_at=clock.now())
        with pytest.raises(Unauthorised):
            queries.key_holder(secret)


def test_a_key_of_the_neighbour_is_unknown_here(world: World) -> None:
    _, secret = make(world)
    with workspace_scope(world.globex.id), pytest.raises(Unauthorised):
        queries.key_holder(secret)


@pytest.mark.parametrize("secret", ["", "ictdesk", "ictdesk_", "ictdesk_zz", f"ictdesk_{'0' * 32}_x", "wk_1"])
def test_another_form_opens_nothing(world: World, secret: str) -> None:
    with pytest.raises(Unauthorised):
        queries.workspace_of_key(secret)


@pytest.mark.parametrize(
    ("name", "scopes"), [("", ["search:read"]), ("Shop", []), ("Shop", ["*"]), ("Shop", ["member.manage"])]
)
def test_what_cannot_be_is_refused(world: World, name: str, scopes: list[str]) -> None:
    with workspace_scope(world.acme.id), pytest.raises(Invalid):
        commands.make_api_key(actor=world.acme.vera.actor, name=name, scopes=scopes)


def test_a_key_does_not_end_in_the_past(world: World) -> None:
    with workspace_scope(world.acme.id), pytest.raises(Invalid):
        commands.make_api_key(
            actor=world.acme.vera.actor,
            name="Shop",
            scopes=["search:read"],
            expires_at=clock.now() - timedelta(seconds=1),
        )


def test_others_make_and_withdraw_none(world: World) -> None:
    key, secret = make(world)
    with workspace_scope(world.acme.id):
        for actor in (
            world.acme.ada.actor,
            world.acme.iris.actor,
            queries.key_holder(secret),
            System("test"),
        ):
            with pytest.raises(NotAllowed):
                commands.make_api_key(actor=actor, name="Shop", scopes=["search:read"])
            with pytest.raises(NotAllowed):
                commands.revoke_api_key(actor=actor, key=key)
