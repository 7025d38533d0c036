import threading
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connections
from django.test import Client

from ictdesk.desk.conversations.models import Conversation, Message
from ictdesk.kernel import clock
from ictdesk.kernel.jobs.queue import PERIODIC
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.kernel.vault import keyring
from ictdesk.surfaces.api.jobs import drop_answers
from ictdesk.surfaces.api.models import IdempotentAnswer
from tests.api.calls import JSON, PREFIX
from tests.people.browsers import program, secret_of
from tests.world import House, World


def post(
    client: Client, conversation: Conversation, key: str, body: str = "Hello", client_id: UUID | None = None
) -> Any:
    return client.post(
        f"{PREFIX}/conversations/{conversation.id}/messages",
        {"client_id": str(client_id or uuid4()), "body": body},
        content_type=JSON,
        headers={"Idempotency-Key": key},
    )


def written(house: House) -> int:
    with workspace_scope(house.id):
        return len(Message.objects.all())


def test_a_request_sent_again_gets_the_first_answer(world: World) -> None:
    acme, conversation, client_id = world.acme, world.acme.talk(), uuid4()
    client, before = program(acme), written(acme)
    first = post(client, conversation, "k1", client_id=client_id)
    again = post(client, conversation, "k1", client_id=client_id)
    assert (first.status_code, first.content) == (again.status_code, again.content)
    assert first.status_code == 201
    assert written(acme) == before + 1


def test_calls_without_a_body_are_remembered_too(world: World) -> None:
    path = f"{PREFIX}/conversations/{world.acme.talk().id}/solve"
    client = program(world.acme)
    first = client.post(path, headers={"Idempotency-Key": "k1"})
    assert client.post(path, headers={"Idempotency-Key": "k1"}).content == first.content
    assert client.post(path, headers={"Idempotency-Key": "k2"}).json()["code"] == "already_so"


def test_the_same_key_for_another_request_is_refused(world: World) -> None:
    client, one, other = program(world.acme), world.acme.talk(), world.acme.talk()
    client_id = uuid4()
    assert post(client, one, "k1", client_id=client_id).status_code == 201
    for refused in (
        post(client, one, "k1", "Other", client_id),
        post(client, other, "k1", client_id=client_id),
    ):
        assert (refused.status_code, refused.json()["code"]) == (409, "idempotency_conflict")


def test_a_request_that_failed_may_be_mended(world: World) -> None:
    client, conversation = program(world.acme), world.acme.talk()
    assert post(client, conversation, "k1", "").status_code == 422
    assert post(client, conversation, "k1", "Mended").status_code == 201


def test_another_callers_key_is_another_key(world: World) -> None:
    conversation, client_id = world.acme.talk(), uuid4()
    assert post(program(world.acme), conversation, "k1", "Hello", client_id).status_code == 201
    assert post(program(world.acme), conversation, "k1", "Other").status_code == 201


def test_a_key_is_forgotten_after_a_day(world: World) -> None:
    client, conversation = program(world.acme), world.acme.talk()
    post(client, conversation, "k1")
    with workspace_scope(world.acme.id):
        IdempotentAnswer.objects.update(created_at=clock.now() - timedelta(hours=24, seconds=1))
    assert post(client, conversation, "k1", "Other").status_code == 201


@pytest.mark.parametrize("key", ["", "x" * 256, "é", "a\tb"])
def test_a_key_is_short_and_plain(world: World, key: str) -> None:
    assert post(program(world.acme), world.acme.talk(), key).status_code == 422


def test_the_kept_answer_is_sealed_and_goes_with_the_person(world: World) -> None:
    client, conversation, client_id = program(world.acme), world.acme.talk(), uuid4()
    post(client, conversation, "k1", "Marmalade", client_id)
    with workspace_scope(world.acme.id):
        row = IdempotentAnswer.objects.get(key="k1")
        assert row.answer["body"] == "Marmalade"
        stored = IdempotentAnswer.objects.values_list("answer", "fingerprint").get(key="k1")
        assert b"Marmalade" not in bytes(stored[0]) + bytes(stored[1])
        keyring.destroy(conversation.subject_id)
    assert post(client, conversation, "k1", "Marmalade", client_id).json()["code"] == "gone"


def test_of_many_at_once_one_has_an_effect(world: World) -> None:
    acme, conversation, client_id = world.acme, world.acme.talk(), uuid4()
    secret, before = secret_of(acme), written(acme)
    start, answers = threading.Barrier(6), []

    def act() -> None:
        client = Client(headers={"Authorization": f"Bearer {secret}"})
        start.wait()
        try:
            answers.append(post(client, conversation, "k1", client_id=client_id))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=act) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.content for answer in answers}) == 1
    assert written(acme) == before + 1


def test_what_is_kept_goes_by_itself_when_its_day_is_over(world: World) -> None:
    acme, conversation = world.acme, world.acme.talk()
    client = program(acme)
    for key in ("old", "new"):
        assert post(client, conversation, key).status_code == 201
    with workspace_scope(acme.id):
        old = IdempotentAnswer.objects.filter(key="old")
        assert old.update(created_at=clock.now() - timedelta(hours=25)) == 1
        drop_answers()
        assert list(IdempotentAnswer.objects.values_list("key", flat=True)) == ["new"]
    assert PERIODIC["api.drop_answers"] == 3600
