"""The pages of the privacy office: its lead, its ledger, and the data map as a picture."""

from typing import Any

import pytest
from django.urls import reverse

from ictdesk.desk.people import commands as people
from ictdesk.desk.people import queries
from ictdesk.kernel.datamap import registry
from ictdesk.kernel.datamap.fields import Personal
from ictdesk.kernel.errors import Invalid, NotAllowed
from ictdesk.kernel.home import home
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.privacy.ledger import appending
from ictdesk.privacy.ledger import queries as ledger
from ictdesk.privacy.ledger.chain import Chain
from ictdesk.privacy.rights import commands
from ictdesk.surfaces.dashboard.privacy import picture
from ictdesk.surfaces.dashboard.words import CLASS_WORDS, ROOM_WORDS
from tests.people.browsers import signed_in
from tests.privacy import bundles
from tests.privacy.test_cases import DONE, case, in_work
from tests.world import House, World


def page(house: House, name: str, who: str = "noor", query: str = "") -> Any:
    return signed_in(house.people[who]).get(reverse(name, kwargs={"slug": house.slug}) + query)


def test_a_named_lead_agrees_and_is_warned_alone(world: World) -> None:
    acme = world.acme
    with workspace_scope(acme.id):
        assert queries.lead_id() is None
        row = commands.propose(actor=acme.noor.actor, request=in_work(case()), decisions={"erasure": DONE})
        people.set_lead(actor=acme.vera.actor, member=acme.vera.row, officer=True)
        assert home().leads() == (acme.vera.email,)
        with pytest.raises(NotAllowed, match="has to agree"):
            commands.decide(actor=acme.noor.actor, request=row)
        assert commands.decide(actor=acme.vera.actor, request=row).state == "decided"
        people.set_lead(actor=acme.vera.actor, member=acme.noor.row)
        assert queries.lead_id() == acme.noor.row.id
        people.change_role(actor=acme.vera.actor, member=acme.noor.row, role="agent")
        assert queries.lead_id() is None, "whoever may not answer people any more is no lead"
        assert home().leads() == (acme.vera.email,)


def test_who_may_name_a_lead_and_whom(world: World) -> None:
    acme = world.acme
    with workspace_scope(acme.id):
        with pytest.raises(Invalid):
            people.set_lead(actor=acme.vera.actor, member=acme.ada.row)
        with pytest.raises(NotAllowed):
            people.set_lead(actor=acme.noor.actor, member=acme.noor.row)
    where = reverse("privacy-lead", kwargs={"slug": acme.slug})
    said = {"member": str(acme.noor.row.id), "officer": "on"}
    assert signed_in(acme.noor).post(where, said).status_code in (403, 422)
    assert (
        signed_in(acme.vera).post(where, said | {"member": str(world.globex.hank.row.id)}).status_code == 422
    )
    assert signed_in(acme.vera).post(where, said).status_code == 302
    with workspace_scope(acme.id):
        assert queries.lead_id() == acme.noor.row.id
    assert "data protection officer" in page(acme, "privacy-lead").content.decode()


def test_the_ledger_is_shown_and_read(world: World) -> None:
    acme = world.acme
    assert "Nothing yet" in page(acme, "privacy-ledger").content.decode()
    with workspace_scope(acme.id):
        for number in range(52):
            appending.append("hold.placed", facts={"count": number})
    shown = page(acme, "privacy-ledger").content.decode()
    assert "52 entries; files and" in shown
    assert "?before=3" in shown
    assert "count 0" in page(acme, "privacy-ledger", query="?before=3").content.decode()
    assert (
        "All 52 entries of the files were read"
        in page(acme, "privacy-ledger", query="?whole=1").content.decode()
    )
    assert page(acme, "privacy-ledger", "ada").status_code == 403


def test_a_ledger_that_was_changed_is_named(world: World) -> None:
    acme = world.acme
    with workspace_scope(acme.id):
        for number in range(3):
            appending.append("hold.placed", facts={"count": number})
        assert ledger.standing(acme.noor.actor, whole=True).fault == ""
    (file,) = Chain(acme.id).folder.glob("*.jsonl")
    file.chmod(0o600)
    lines = file.read_text().splitlines(keepends=True)
    file.write_text(lines[0].replace('"count":0', '"count":9') + "".join(lines[1:]))
    with workspace_scope(acme.id):
        assert "was changed" in ledger.standing(acme.noor.actor, whole=True).fault
    file.write_text("".join(lines[:2]))
    assert "knows 3 entries" in page(acme, "privacy-ledger").content.decode()
    file.write_text("".join(lines))  # no server starts beside a ledger that was changed


def test_the_picture_has_a_word_for_everything_and_follows_a_choice(world: World) -> None:
    acme = world.acme
    bundles.talk(acme, "Hello")
    with workspace_scope(acme.id):
        rows = list(registry.of_workspace())
    whole = picture.draw(rows, "")
    named = {node.key: node.word for _word, nodes in whole.columns for node in nodes}
    assert [key for key, word in named.items() if word == key.partition("-")[2]] == []
    assert {(row.table, row.column) for row in whole.fields} == {
        (row.table, row.column) for row in rows if isinstance(row.entry, Personal)
    }
    one = picture.draw(rows, "what-user.contact")
    assert 0 < len(one.fields) < len(whole.fields)
    assert {row.entry.category.split(".")[1] for row in one.fields if isinstance(row.entry, Personal)} == {
        "contact"
    }
    assert {line.on for line in one.lines} == {True, False}
    assert picture.draw(rows, "what-nothing").fields == whole.fields
    assert set(ROOM_WORDS) & {"ledger", "purges"}
    assert CLASS_WORDS["user.contact"]
    shown = page(acme, "privacy-map", query="?show=what-user.contact").content.decode()
    assert 'aria-current="true"' in shown
    assert "identity.value" in shown
    assert "message.body" not in shown
