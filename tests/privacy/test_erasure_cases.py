"""Erasure and cases: an open request stands against it, a granted one brings it about and waits for its end."""

import pytest
from django.db import connections
from django.db.models import UUIDField

from ictdesk.desk.contacts.models import Contact
from ictdesk.desk.conversations import commands as conversations
from ictdesk.desk.conversations.models import Conversation, TicketCounter
from ictdesk.kernel.datamap.tables import models_about_people
from ictdesk.kernel.errors import Conflict
from ictdesk.kernel.guards import Restricted
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.privacy.erasure import commands as erasure
from ictdesk.privacy.erasure import jobs, queries, repeating, running
from ictdesk.privacy.erasure.models import ErasureRun
from ictdesk.privacy.ledger.appending import append
from ictdesk.privacy.ledger.chain import Chain
from ictdesk.privacy.rights import commands
from ictdesk.privacy.rights.commands import Asked
from ictdesk.privacy.rights.models import RightsItem, RightsRequest
from ictdesk.privacy.rights.words import Right
from tests.forensics.test_sweep import rows_as_text
from tests.people.browsers import signed_in
from tests.privacy.erased import begun, finished
from tests.privacy.test_cases import DONE, LEAD
from tests.world import US, House, World


def asked(house: House, talk: Conversation, right: Right) -> RightsRequest:
    with workspace_scope(house.id):
        return commands.open_case(
            actor=US, asked=Asked("phone", [right], name="Max"), people=[talk.subject_id]
        )


def delivered(house: House, row: RightsRequest) -> RightsRequest:
    with workspace_scope(house.id):
        row = commands.sort_case(actor=LEAD, request=row, rights=row.rights, people=[])
        row = commands.identify(actor=LEAD, request=row, method="mailbox")
        row = commands.begin_work(actor=LEAD, request=row)
        row = commands.propose(actor=LEAD, request=row, decisions=dict.fromkeys(row.rights, DONE))
        row = commands.decide(actor=LEAD, request=row)
        return commands.deliver(actor=LEAD, request=row)


def test_a_granted_erasure_is_done_before_the_case_closes(world: World) -> None:
    talk, house = world.acme.talk("Hello", name="Max"), world.acme
    row = delivered(house, asked(house, talk, "erasure"))
    with workspace_scope(house.id):
        (run,) = queries.of_case(row.id)
        assert (run.cause, run.mode, run.state) == ("case", "erase", "running")
        with pytest.raises(Conflict, match="not done"):
            commands.close_case(actor=LEAD, request=row)
    done = finished(house.id, run)
    assert done.certificate is not None
    assert done.certificate["case"] == str(row.id)
    page = signed_in(house.noor).get(f"/desk/{house.slug}/privacy/{row.id}/").content.decode()
    assert f"erasures/{run.id}.pdf" in page
    with workspace_scope(house.id):
        assert commands.close_case(actor=LEAD, request=row).state == "closed"
        assert RightsItem.objects.get(request=row).outcome == "fulfilled", "the case outlives the person"


def test_while_a_request_is_open_nobody_purges(world: World) -> None:
    house, talk, other = world.acme, world.acme.talk("Hello", name="Max"), world.acme.talk("Hi", name="Mia")
    asked(house, talk, "access")
    with workspace_scope(house.id), pytest.raises(Restricted, match="R1 is open"):
        erasure.erase(actor=house.vera.actor, subjects=[talk.subject_id])
    finished(house.id, begun(house, other))


def test_a_granted_one_waits_for_another_request_and_begins_by_itself(world: World) -> None:
    house, talk = world.acme, world.acme.talk("Hello", name="Max")
    access = asked(house, talk, "access")
    delivered(house, asked(house, talk, "erasure"))
    with workspace_scope(house.id):
        run = ErasureRun.objects.get()
    running.finish(house.id, run.id)
    with workspace_scope(house.id):
        assert ErasureRun.objects.get().state == "held"
        assert Contact.objects.filter(id=talk.contact_id).exists()
        commands.take_back(actor=LEAD, request=access)
        jobs.go_on()
    finished(house.id, run)


def test_what_the_ledger_says_is_done_again(world: World) -> None:
    """As after a restore: the rows are back, and the entry knows no address."""
    house, talk = world.acme, world.acme.talk("Hello", name="Max")
    with workspace_scope(house.id):
        entry = append(
            "erasure", contacts=[talk.contact_id], subjects=[talk.subject_id], facts={"mode": "erase"}
        )
        assert {"rows in contact", "rows in message", "1 keys"} <= set(repeating.look([entry]))
        repeating.again([entry])
        assert repeating.look([entry]) == []
        repeating.again([entry])


def test_a_new_person_under_a_number_of_the_erased_is_left_alone(world: World) -> None:
    """Counters are set back by a restore: numbers of tickets and cases come again, and lead to nobody."""
    house = world.acme

    def come(name: str) -> Conversation:
        talk = house.talk("Hello", name=name)
        with workspace_scope(house.id):
            return conversations.make_ticket(actor=house.ada.actor, conversation=talk)

    gone = come("Max")
    finished(house.id, begun(house, gone))
    (entry,) = [one for one in Chain(house.id).entries() if one.kind == "erasure"]
    with workspace_scope(house.id):
        TicketCounter.objects.update(last=0)
    fresh = come("Mia")
    assert fresh.number == gone.number, "it is used twice"
    before = rows_as_text(house, fresh)
    with workspace_scope(house.id):
        repeating.again([entry])
        assert repeating.look([entry]) == []
    assert rows_as_text(house, fresh) == before


def test_no_id_of_anything_about_people_is_counted(world: World) -> None:
    """An older copy sets counters back: there is none for anything of people but the numbers that they read."""
    models = models_about_people()
    assert {type(model._meta.pk) for model in models} == {UUIDField}
    with workspace_scope(world.acme.id) as scope, connections[scope.alias].cursor() as cursor:
        cursor.execute("select sequencename from pg_sequences")
        counted = {name for (name,) in cursor.fetchall()}
    assert counted
    assert not [name for name in counted for model in models if name.startswith(f"{model._meta.db_table}_")]
