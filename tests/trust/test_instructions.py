"""The record of instructions: every setting that alters processing is on it, in the change's own transaction, and nothing else."""

import csv
import io
from datetime import timedelta
from importlib import import_module
from importlib.util import find_spec
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.core import mail
from django.db import connections
from psycopg import errors

from ictdesk.desk.people import commands as people
from ictdesk.desk.workspaces import commands as workspaces
from ictdesk.desk.workspaces.models import Inbox
from ictdesk.kernel import clock
from ictdesk.kernel.command import ALTERS, REGISTRY
from ictdesk.kernel.errors import Conflict, DomainError, NotAllowed, NotFound
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.trust.agreements import accepting, wording
from ictdesk.trust.records import commands, instructions, jobs, queries
from ictdesk.trust.records.models import Instruction
from tests.people.browsers import signed_in
from tests.trust.everyday import EVERYDAY
from tests.world import US, House, World, make_house


@pytest.fixture
def acme(world: World) -> House:
    return world.acme


def rows(house: House, **by: Any) -> list[Instruction]:
    with workspace_scope(house.id):
        return list(Instruction.objects.filter(**by).order_by("number"))


def hexed(digest: Any) -> str:
    return bytes(digest).hex()


def test_every_command_says_whether_it_alters_processing() -> None:
    """A new command fails here until it is declared with `alters`, or entered among the everyday ones."""
    for app in apps.get_app_configs():
        if app.name.startswith("ictdesk.") and find_spec(f"{app.name}.commands"):
            import_module(f"{app.name}.commands")
    ours = [name for name in REGISTRY if name.startswith("ictdesk.")]
    altering = {name.rpartition(".")[2] for name in ALTERS}
    assert altering | EVERYDAY == {name.rpartition(".")[2] for name in ours}
    assert altering & EVERYDAY == set()


def test_a_change_of_settings_is_one_entry_with_who_what_and_digests(acme: House) -> None:
    before = rows(acme)
    with workspace_scope(acme.id):
        workspaces.set_inbox(
            actor=acme.vera.actor, inbox=acme.inbox, name="Shop", allowed_origins=["https://shop.example"]
        )
    (entry,) = rows(acme)[len(before) :]
    assert entry.number == len(before) + 1
    assert (entry.area, entry.command, entry.kind) == ("inboxes", "set_inbox", "change")
    assert (entry.actor_kind, entry.actor_id) == ("member", acme.vera.actor.id)
    assert (entry.object_kind, entry.object_id) == ("inbox", acme.inbox.id)
    assert entry.changes == {"inbox": {str(acme.inbox.id): {"name": "Shop"}}}
    with workspace_scope(acme.id):
        now = instructions.digest(instructions.state((Inbox,)))
    assert hexed(entry.after) == now.hex()
    made = rows(acme, command="make_inbox")[-1]
    assert hexed(entry.before) == hexed(made.after) != now.hex()


def test_what_changes_nothing_or_fails_leaves_none(acme: House) -> None:
    before = len(rows(acme))
    with workspace_scope(acme.id):
        workspaces.set_inbox(
            actor=US, inbox=acme.inbox, name=acme.inbox.name, allowed_origins=acme.inbox.allowed_origins
        )
    with pytest.raises(DomainError), workspace_scope(acme.id):
        workspaces.set_inbox(actor=US, inbox=acme.inbox, name="", allowed_origins=[])
    with pytest.raises(NotAllowed), workspace_scope(acme.id):
        workspaces.set_inbox(actor=acme.ada.actor, inbox=acme.inbox, name="Ada's", allowed_origins=[])
    acme.talk("Hello")
    assert len(rows(acme)) == before


def test_what_cannot_be_kept_is_not_done(acme: House) -> None:
    """The entry and the change are one transaction, either way round."""

    def breaks_off() -> None:
        with workspace_scope(acme.id):
            workspaces.set_inbox(actor=US, inbox=acme.inbox, name="Gone", allowed_origins=[])
            assert Instruction.objects.filter(command="set_inbox").exists()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        breaks_off()
    assert rows(acme, command="set_inbox") == []


def test_secrets_and_names_of_people_are_not_in_it(acme: House) -> None:
    with workspace_scope(acme.id):
        _key, secret = people.make_api_key(actor=acme.vera.actor, name="Report", scopes=["search:read"])
    (entry,) = rows(acme, area="programs")
    (said,) = entry.changes["api_key"].values()
    assert said["scopes"] == ["search:read"]
    text = str([one.changes for one in rows(acme)])
    assert secret not in text
    assert "Vera" not in text
    assert "digest" not in said


def test_the_settings_of_any_moment_can_be_read_back(acme: House) -> None:
    asker, now = acme.noor.actor, clock.now()
    with workspace_scope(acme.id):
        workspaces.set_inbox(actor=US, inbox=acme.inbox, name="Shop", allowed_origins=[])
        first = queries.in_force(asker, now)
        last = queries.in_force(asker, clock.now())
    name = str(acme.inbox.id)
    assert first["inbox"][name]["name"] == "Website"
    assert first["inbox"][name]["allowed_origins"] == ["https://shop.example"]
    assert last["inbox"][name]["name"] == "Shop"
    with workspace_scope(acme.id):
        assert last["inbox"] == instructions.state((Inbox,))["inbox"]


def test_the_agreement_is_the_first_version() -> None:
    house = make_house("acme-agreed", {})
    assert [one.kind for one in rows(house)][:1] == ["change"]  # nobody accepted anything here
    other = make_signed()
    (first, *_rest) = rows(other)
    assert (first.number, first.kind) == (1, "agreement")
    assert hexed(first.after) == wording.digest().hex()
    with workspace_scope(other.id):
        instructions.begin()
    assert len(rows(other, kind="agreement")) == 1


def make_signed() -> House:
    entry = workspaces.found_workspace(slug="acme-signed", name="Acme")
    accepting.accept(
        workspace_id=entry.id, user_id=UUID(int=1), version=wording.VERSION, at=clock.now() - timedelta(1)
    )
    with workspace_scope(entry.id):
        inbox = workspaces.make_inbox(actor=US, name="Website")
    return House(entry.id, "acme-signed", inbox)


@pytest.mark.parametrize("statement", ["update instruction set number = 9", "delete from instruction"])
def test_nothing_of_it_is_changed_or_taken_out(acme: House, statement: str) -> None:
    with pytest.raises(Exception, match="permission denied") as raised, workspace_scope(acme.id) as scope:
        connections[scope.alias].cursor().execute(statement)
    assert isinstance(raised.value.__cause__, errors.InsufficientPrivilege)


def test_the_vendor_says_what_it_has_against_an_instruction(acme: House) -> None:
    number = rows(acme)[0].number
    with workspace_scope(acme.id):
        commands.doubt_instruction(actor=US, number=number, against="It would mail people who said no.")
        with pytest.raises(NotFound):
            commands.doubt_instruction(actor=US, number=9999, against="x")
        newest = Instruction.objects.order_by("-number")[0]
        with pytest.raises(Conflict):
            commands.doubt_instruction(actor=US, number=newest.number, against="x")
        with pytest.raises(NotAllowed):
            commands.doubt_instruction(actor=acme.vera.actor, number=number, against="x")
    jobs.tell_doubt(str(acme.id), str(newest.id))
    (letter,) = mail.outbox
    assert letter.to == [acme.noor.email]
    assert "people who said no" in letter.body
    page = signed_in(acme.noor).get(f"/desk/{acme.slug}/privacy/instructions/").content.decode()
    assert f"instruction {number} breaks the law" in page


def test_the_page_filters_and_exports(acme: House) -> None:
    noor = signed_in(acme.noor)
    where = f"/desk/{acme.slug}/privacy/instructions/"
    page = noor.get(where, {"area": "notice"}).content.decode()
    assert "publish notice" in page
    assert "make inbox" not in page
    found = noor.get(where, {"format": "json"}).json()["instructions"]
    assert [one["number"] for one in found] == [one.number for one in reversed(rows(acme))]
    table = list(csv.DictReader(io.StringIO(noor.get(where, {"format": "csv"}).content.decode())))
    assert [one["command"] for one in table] == [one["command"] for one in found]
    assert signed_in(acme.ada).get(where).status_code == 403


def test_a_cell_of_the_export_is_no_formula(acme: House) -> None:
    number = rows(acme)[0].number
    with workspace_scope(acme.id):
        commands.doubt_instruction(actor=US, number=number, against="=1+1")
    where = f"/desk/{acme.slug}/privacy/instructions/?format=csv"
    assert ",'=1+1," in signed_in(acme.noor).get(where).content.decode()
