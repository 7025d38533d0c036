"""Every table says how a row leads to its person, and the ways find those rows and no others."""

from typing import Any

import pytest
from django.db import models
from django.db.models import ForeignKey

from ictdesk.desk.contacts.models import AttributeValue, Contact, Identity
from ictdesk.desk.conversations.models import Attachment, Conversation, Follower, Message, SearchToken
from ictdesk.desk.workspaces.models import Tag
from ictdesk.kernel.datamap import path_checks, paths
from ictdesk.kernel.datamap.persons import Person, person_of, rows_of
from ictdesk.kernel.datamap.tables import models_about_people
from ictdesk.kernel.events import readers
from ictdesk.kernel.events.models import Event
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.kernel.vault.models import SubjectKey
from tests.contacts.pair import Pair
from tests.world import World


def test_the_models_of_the_product_pass() -> None:
    assert path_checks.every_table_has_a_path() == []


@pytest.mark.parametrize(
    ("model", "declared", "error"),
    [
        (Message, None, "datamap.E003"),
        (Message, paths.nobody("surely"), "datamap.E004"),
        (Message, paths.member("author_id"), "datamap.E004"),
        (Message, paths.contact("writer_id"), "datamap.E005"),
        (Message, paths.contact("author_id", writer_kind="contact"), "datamap.E005"),
        (Message, paths.via("conversation_id", "thread"), "datamap.E005"),
        (Message, paths.contact("author_id"), "datamap.E006"),
        (Conversation, paths.named("message", "conversation_id"), "datamap.E005"),
    ],
)
def test_a_wrong_declaration_is_found(
    monkeypatch: pytest.MonkeyPatch, model: type[models.Model], declared: Any, error: str
) -> None:
    monkeypatch.setattr(model, "person", declared)
    found = [
        one
        for one in path_checks.every_table_has_a_path()
        if getattr(one.obj, "__name__", "") == model.__name__
    ]
    assert error in [one.id for one in found]


def test_rows_go_before_what_they_point_at() -> None:
    order = models_about_people()
    place = {model: number for number, model in enumerate(order)}
    for model in order:
        for field in model._meta.local_fields:
            target = field.related_model if isinstance(field, ForeignKey) else model
            if target is not model and target in place:
                assert place[model] < place[target], (model, target)
    assert Tag not in place


def test_a_person_is_found_with_all_that_went_into_them(world: World) -> None:
    pair = Pair(world.acme)
    with workspace_scope(world.acme.id):
        apart = person_of(contacts=[pair.home.contact_id])
        assert apart.contacts == {pair.home.contact_id}
        assert len(apart.digests) == 1, "the address that the other claims too is nobody's until it is proved"
    pair.merge()
    with workspace_scope(world.acme.id):
        keys = {pair.home.subject_id, pair.office.subject_id}
        whole = person_of(subjects=[pair.home.subject_id])
        assert whole == person_of(contacts=[pair.office.contact_id])
        assert whole == Person({pair.home.contact_id, pair.office.contact_id}, keys, whole.digests)  # type: ignore[arg-type]
        assert len(whole.digests) == 2


def test_the_ways_find_the_persons_rows_and_no_others(world: World) -> None:
    mine, other = (
        world.acme.talk("The kettle leaks", name="Max"),
        world.acme.talk("Mine does not", name="Mia"),
    )
    with workspace_scope(world.acme.id):
        readers.run("search")
        person = person_of(contacts=[mine.contact_id])
        for model in (Contact, Conversation, Message, SearchToken, SubjectKey, Event):
            found = set(rows_of(model, person))
            theirs = set(rows_of(model, person_of(contacts=[other.contact_id])))
            assert found, model
            assert theirs, model
            assert not found & theirs, model
        assert set(rows_of(Message, person)) == set(Message.objects.filter(conversation=mine))
        for none in (Attachment, Follower, Identity, AttributeValue, Tag):
            assert not rows_of(none, person).exists()
