"""Notices go out after the commit, once for all that a transaction did, and say ids only."""

import json
from uuid import uuid4

import pytest
from django.db import transaction

from ictdesk.kernel.errors import DomainError
from ictdesk.kernel.events import bus
from ictdesk.kernel.tenancy import NoScope, workspace_scope
from ictdesk.kernel.vault import keyring
from tests.isolation.databases import CELL
from tests.kernel.listening import Listener
from tests.world import World


def test_many_facts_are_one_notice_after_the_commit(world: World, listener: Listener) -> None:
    with workspace_scope(world.acme.id):
        for _ in range(5):
            bus.wake_after_commit()
        with transaction.atomic(CELL):
            bus.wake_after_commit()
        assert listener.heard(world.acme.id) == []
    assert listener.heard(world.acme.id) == [{"workspace": str(world.acme.id)}]


def test_a_message_is_one_notice(world: World, listener: Listener) -> None:
    world.acme.talk("A secret", name="Max")
    heard = listener.heard(world.acme.id)
    assert len(heard) == 1
    assert "secret" not in json.dumps(heard).lower()


def test_what_is_rolled_back_wakes_nobody(world: World, listener: Listener) -> None:
    def fail() -> None:
        with workspace_scope(world.acme.id):
            bus.wake_after_commit()
            raise DomainError

    with pytest.raises(DomainError):
        fail()
    assert listener.heard(world.acme.id) == []


def test_a_withdrawal_says_whose(world: World, listener: Listener) -> None:
    principal = uuid4()
    with workspace_scope(world.acme.id):
        bus.revoke_after_commit("session", principal)
        bus.revoke_after_commit("session", principal)
        bus.revoke_after_commit("member", principal)
        bus.wake_after_commit()
    heard = listener.heard(world.acme.id)
    assert [(one.get("revoked"), one.get("id")) for one in heard] == [
        ("session", str(principal)),
        ("member", str(principal)),
        (None, None),
    ]


def test_a_destroyed_key_is_told_once_it_is_destroyed(world: World, listener: Listener) -> None:
    with workspace_scope(world.acme.id):
        subject = keyring.new_subject()
        keyring.destroy(subject)
        assert listener.heard(world.acme.id) == []
    (heard,) = listener.heard(world.acme.id)
    assert (heard["revoked"], heard["id"]) == ("subject", str(subject))


def test_outside_a_scope_there_is_nobody_to_wake() -> None:
    for tell in (bus.wake_after_commit, lambda: bus.revoke_after_commit("member", uuid4())):
        with pytest.raises(NoScope):
            tell()


def test_a_lost_notice_loses_nothing_but_time(
    world: World, listener: Listener, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """The database refuses the notice after the commit: what was committed stays."""
    monkeypatch.setattr("ictdesk.kernel.events.bus.postgres.SEND", "select pg_notify('', %s)")
    conversation = world.acme.talk("Hello")
    assert world.acme.bodies(conversation) == ["Hello"]
    assert listener.heard(world.acme.id) == []
    assert "bus.notice_lost" in caplog.messages
