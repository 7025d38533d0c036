"""Samples: conversations to look around in, marked as such, and gone without a trace when one wants."""

from uuid import UUID

import pytest

from ictdesk.business.samples import laying
from ictdesk.business.samples.talks import TAG
from ictdesk.desk.contacts.models import Contact
from ictdesk.desk.conversations.models import Conversation, Message, SearchToken
from ictdesk.desk.workspaces.models import Tag
from ictdesk.kernel.errors import AlreadySo, Invalid, NotAllowed
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.kernel.vault.models import SubjectKey
from ictdesk.privacy.erasure.models import ErasureRun
from tests.people.browsers import signed_in
from tests.privacy.erased import finished
from tests.world import House, World


def press(house: House, who: str = "vera", **sent: str) -> str:
    """The button on the page of first steps; what the page says then."""
    path = f"/desk/{house.slug}/settings/start/samples/"
    return signed_in(house.people[who]).post(path, sent, follow=True).content.decode()


def keys(house: House) -> list[UUID]:
    with workspace_scope(house.id):
        return laying.people()


def test_they_come_and_are_marked(world: World) -> None:
    acme = world.acme
    assert "The samples are in your inbox" in press(acme)
    assert len(keys(acme)) == 3
    with workspace_scope(acme.id):
        rows = Conversation.objects.filter(tag_rows__tag__name=TAG)
        assert rows.count() == 5
        assert set(rows.values_list("category", flat=True)) == {"open", "solved"}
        assert all("Sample" in one.name for one in Contact.objects.all())
        heads = [
            one for one in Message.objects.all() if "Imported on" in one.body and "the samples" in one.body
        ]
        assert len(heads) == 5
    assert (
        "3 invented people are here"
        in signed_in(acme.vera).get(f"/desk/{acme.slug}/settings/start/").content.decode()
    )
    assert keys(world.globex) == []


def test_they_come_once(world: World) -> None:
    press(world.acme)
    assert "here already" in press(world.acme)
    with workspace_scope(world.acme.id):
        assert Conversation.objects.count() == 5
        with pytest.raises(AlreadySo):
            laying.add()


def test_they_go_as_real_people_go_and_nobody_else_does(world: World) -> None:
    acme = world.acme
    mine = acme.talk("Hello")
    press(acme)
    gone = keys(acme)
    assert "are being erased" in press(acme, remove="1")
    with workspace_scope(acme.id):
        runs = list(ErasureRun.objects.all())
    assert len(runs) == 3
    for run in runs:
        assert finished(acme.id, run).certificate is not None
    with workspace_scope(acme.id):
        assert list(Conversation.objects.values_list("id", flat=True)) == [mine.id]
        assert set(Message.objects.values_list("conversation_id", flat=True)) == {mine.id}
        assert set(SearchToken.objects.values_list("conversation_id", flat=True)) <= {mine.id}
        assert not SubjectKey.objects.filter(id__in=gone, wrapped__isnull=False).exists()
    assert "There are no samples" in press(acme, remove="1")
    assert "The samples are in your inbox" in press(acme), "they may come again"


def test_whoever_does_not_set_up_brings_none(world: World) -> None:
    press(world.acme, "ada")
    assert keys(world.acme) == []
    press(world.acme)
    with pytest.raises(NotAllowed), workspace_scope(world.acme.id):
        laying.remove(world.acme.ada.actor)
    assert len(keys(world.acme)) == 3


def test_without_an_inbox_there_is_no_place_for_them(world: World) -> None:
    from ictdesk.desk.workspaces.models import Inbox

    with workspace_scope(world.acme.id):
        Inbox.objects.update(active=False)
        with pytest.raises(Invalid):
            laying.add()
        assert not Tag.objects.filter(name="Sample").exists()
