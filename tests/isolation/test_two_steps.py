"""A right that is lost between two steps: what was begun with it is not finished with it.

Each begins something as a member, ends the membership (or the right), and goes on at once.
"""

import io
from collections.abc import Callable
from contextlib import suppress
from uuid import uuid4

import pytest
from django.test import Client
from websockets.exceptions import ConnectionClosed

from ictdesk.desk.conversations import commands
from ictdesk.desk.people import commands as people
from ictdesk.desk.workspaces.models import Inbox
from ictdesk.kernel.tenancy import workspace_scope
from tests.api.calls import JSON
from tests.people.browsers import signed_in
from tests.realtime.client import Desk
from tests.world import House, World


def dismiss(house: House) -> None:
    with workspace_scope(house.id):
        people.deactivate_member(actor=house.vera.actor, member=house.ada.row)


def demote(house: House) -> None:
    with workspace_scope(house.id):
        people.change_role(actor=house.vera.actor, member=house.ada.row, role="viewer")


LOSSES = pytest.mark.parametrize("lose", [dismiss, demote])


def desk_of(house: House) -> Client:
    client = signed_in(house.ada)
    client.defaults["HTTP_X_WORKSPACE"] = house.slug
    return client


def post(client: Client, path: str, **body: object) -> int:
    return client.post(f"/api/v1/{path}", body, content_type=JSON).status_code


@LOSSES
def test_an_open_socket_writes_nothing_more(desk: Desk, lose: Callable[[House], None]) -> None:
    conversation = desk.house.talk("A parcel")
    ada, before = desk.agent(desk.house.ada), desk.house.bodies(conversation)
    frame = {
        "t": "send",
        "conversation": str(conversation.id),
        "body": "late",
        "note": False,
        "attachments": [],
    }
    ada.send(client_id=str(uuid4()), **frame)
    ada.until_kind("ack")
    assert desk.house.bodies(conversation) == [*before, "late"], "it was possible"
    lose(desk.house)
    with suppress(ConnectionClosed):  # it may have been sent away already
        ada.send(client_id=str(uuid4()), **frame)
    assert ada.ending() == (4401, "unauthorised")
    assert desk.house.bodies(conversation) == [*before, "late"]


@LOSSES
def test_a_draft_is_not_sent(world: World, lose: Callable[[House], None]) -> None:
    """The page with the draft is open, its session and its mark against forgery are good."""
    acme, conversation = world.acme, world.acme.talk("A parcel")
    client = desk_of(acme)
    path = f"conversations/{conversation.id}/messages"
    assert post(client, path, client_id=str(uuid4()), body="in time") == 201
    lose(acme)
    assert post(client, path, client_id=str(uuid4()), body="late") in (403, 404)
    assert acme.bodies(conversation) == ["A parcel", "in time"]


@LOSSES
def test_an_upload_is_not_attached(world: World, lose: Callable[[House], None]) -> None:
    acme, conversation = world.acme, world.acme.talk("A parcel")
    client = desk_of(acme)
    with workspace_scope(acme.id):
        file = commands.upload(
            actor=acme.ada.actor, home=conversation, stream=io.BytesIO(b"%PDF-1.7\n"), name="map.pdf"
        )
    assert client.get(f"/api/v1/files/{file.id}").status_code == 200
    lose(acme)
    path = f"conversations/{conversation.id}/messages"
    assert post(client, path, client_id=str(uuid4()), body="late", attachments=[str(file.id)]) in (403, 404)
    assert acme.bodies(conversation) == ["A parcel"]


def test_a_key_that_was_withdrawn_ends_with_the_next_call(world: World) -> None:
    acme, conversation = world.acme, world.acme.talk("A parcel")
    with workspace_scope(acme.id):
        key, secret = people.make_api_key(
            actor=acme.vera.actor, name="shop", scopes=("conversations:read", "conversations:write")
        )
    client = Client(headers={"Authorization": f"Bearer {secret}"})
    path = f"conversations/{conversation.id}/messages"
    assert post(client, path, client_id=str(uuid4()), body="in time") == 201
    with workspace_scope(acme.id):
        people.revoke_api_key(actor=acme.vera.actor, key=key)
    assert post(client, path, client_id=str(uuid4()), body="late") == 401
    assert acme.bodies(conversation) == ["A parcel", "in time"]


def test_a_form_that_was_open_saves_nothing(world: World) -> None:
    acme = world.acme
    with workspace_scope(acme.id):
        people.change_role(actor=acme.vera.actor, member=acme.ada.row, role="admin")
    client = signed_in(acme.ada)
    page = f"/desk/{acme.slug}/settings/inboxes/"
    assert client.get(page).status_code == 200
    dismiss(acme)
    assert client.post(page, {"name": "Late", "allowed_origins": ""}).status_code == 404
    with workspace_scope(acme.id):
        assert not Inbox.objects.filter(name="Late").exists()
