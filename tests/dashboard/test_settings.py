import re
from typing import Any

import pytest
from django.test import Client

from ictdesk.desk.people.models import ApiKey, Member
from ictdesk.desk.workspaces.models import Inbox, Notice, Workspace
from ictdesk.kernel.tenancy import workspace_scope
from tests.people.browsers import signed_in
from tests.world import House, World


def vera(world: World) -> Client:
    return signed_in(world.acme.vera)


def at(house: House, page: str) -> str:
    return f"/desk/{house.slug}/settings/{page}/"


WORKSPACE: dict[str, Any] = {
    "name": "Acme Tools",
    "color": "#123456",
    "greeting": "Hello",
    "offline_text": "Later",
    "time_zone": "Europe/Berlin",
    "day0_from0": "09:00",
    "day0_to0": "17:00",
}


def test_the_workspace_is_set(world: World) -> None:
    answer = vera(world).post(at(world.acme, "workspace"), WORKSPACE, follow=True)
    assert answer.redirect_chain == [(at(world.acme, "workspace"), 302)]
    assert b"Saved." in answer.content
    assert b'value="09:00"' in answer.content
    with workspace_scope(world.acme.id):
        row = Workspace.objects.get()
    assert (row.name, row.color, row.hours) == ("Acme Tools", "#123456", {"0": [["09:00", "17:00"]]})


def test_a_day_may_have_breaks_and_no_span_is_lost(world: World) -> None:
    client, page = vera(world), at(world.acme, "workspace")
    pause = {"day0_to0": "12:00", "day0_from1": "13:00", "day0_to1": "17:00"}
    assert client.post(page, WORKSPACE | pause).status_code == 302
    spans = [["09:00", "12:00"], ["13:00", "17:00"]]
    with workspace_scope(world.acme.id):
        assert Workspace.objects.get().hours == {"0": spans}
        Workspace.objects.update(hours={"0": [*spans, ["18:00", "20:00"]]})
    said = client.get(page).content.decode()
    assert all(f'value="{time}"' in said for time in ("09:00", "12:00", "13:00", "17:00", "18:00", "20:00"))
    assert 'name="day0_from3"' in said
    assert said.count('<details class="hours__more" open>') == 1


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"name": ""}, "This field is required"),
        ({"color": "red"}, "The colour is written as #rrggbb."),
        ({"time_zone": "Mars/Olympus"}, "Select a valid choice"),
        ({"day0_from0": "17:00", "day0_to0": "09:00"}, "Opening times are pairs"),
        ({"day0_to0": ""}, "Opening times are pairs"),
        ({"day0_from1": "16:00", "day0_to1": "18:00"}, "do not overlap"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_set(world: World, change: dict[str, str], words: str) -> None:
    answer = vera(world).post(at(world.acme, "workspace"), WORKSPACE | change)
    assert answer.status_code == 200
    assert words in answer.content.decode()
    with workspace_scope(world.acme.id):
        assert Workspace.objects.get().color == "#0f766e"


def test_a_notice_has_versions(world: World) -> None:
    client, page = vera(world), at(world.acme, "notice")
    assert (
        client.post(page, {"text": "New words", "privacy_url": "https://acme.example/privacy"}).status_code
        == 302
    )
    assert (
        b"nothing was changed"
        in client.post(page, {"text": "New words", "privacy_url": "https://acme.example/privacy"}).content
    )
    assert (
        b"begins with https"
        in client.post(page, {"text": "Words", "privacy_url": "javascript:alert(1)"}).content
    )
    with workspace_scope(world.acme.id):
        assert [n.version for n in Notice.objects.order_by("version")] == [1, 2]
    shown = client.get(page).content.decode()
    assert shown.index("Version 2") < shown.index("in force") < shown.index("Version 1")


def test_an_inbox_is_made_and_set(world: World) -> None:
    client = vera(world)
    made = client.post(at(world.acme, "inboxes"), {"name": "Shop"})
    sent = {
        "name": "Shop",
        "allowed_origins": "https://shop.example/\n\nhttp://localhost:3000",
        "ask_email": "required",
    }
    answer = client.post(made.headers["Location"], sent, follow=True)
    with workspace_scope(world.acme.id):
        inbox = Inbox.objects.get(name="Shop")
    assert inbox.allowed_origins == ["https://shop.example", "http://localhost:3000"]
    assert inbox.prechat == [{"name": "email", "required": True}]
    snippet = f"&lt;script src=&quot;http://desk.test/widget.js&quot; data-key=&quot;{inbox.widget_key}&quot; async&gt;"
    assert snippet in answer.content.decode()
    wrong = client.post(made.headers["Location"], sent | {"allowed_origins": "shop"})
    assert "is not the address of a website" in wrong.content.decode()


def test_members_are_invited_changed_and_ended(world: World) -> None:
    client, page = vera(world), at(world.acme, "members")
    sent = {"name": "Lin", "email": f"lin@{world.acme.slug}.example", "role": "agent"}
    assert b"invitation is on its way" in client.post(page, sent, follow=True).content
    assert b"a member already" in client.post(page, sent).content
    with workspace_scope(world.acme.id):
        lin = next(m for m in Member.objects.all() if m.name == "Lin")
    changed = client.post(f"{page}{lin.id}/role/", {"role": "viewer"}, follow=True)
    assert b"The role was changed." in changed.content
    assert (
        b"It is so already" in client.post(f"{page}{lin.id}/role/", {"role": "viewer"}, follow=True).content
    )
    assert b"not a role" in client.post(f"{page}{lin.id}/role/", {"role": "root"}, follow=True).content
    ended = client.post(f"{page}{lin.id}/end/", follow=True)
    assert b"The membership has ended" in ended.content
    assert sent["email"].encode() not in ended.content
    last = client.post(f"{page}{world.acme.vera.row.id}/end/", follow=True)
    assert b"A workspace needs an owner" in last.content


def test_an_admin_is_not_offered_to_make_owners(world: World) -> None:
    client, page = vera(world), at(world.acme, "members")
    assert b'value="owner"' in client.get(page).content
    client.post(f"{page}{world.acme.ada.row.id}/role/", {"role": "admin"})
    ada = signed_in(world.acme.ada)
    assert b'value="owner"' not in ada.get(page).content
    assert (
        b"Select a valid choice"
        in ada.post(page, {"name": "Lin", "email": "lin@x.example", "role": "owner"}).content
    )
    assert (
        ada.post(f"{page}{world.acme.grace.row.id}/role/", {"role": "owner"}, follow=True).status_code == 200
    )
    with workspace_scope(world.acme.id):
        assert Member.objects.get(id=world.acme.grace.row.id).role == "agent"


def test_a_key_is_shown_once_and_works(world: World) -> None:
    client, page = vera(world), at(world.acme, "keys")
    assert b"This field is required" in client.post(page, {"name": "Shop"}).content
    made = client.post(page, {"name": "Shop", "scopes": ["contacts:read"], "ends": "30"})
    found = re.search(r"ictdesk_[0-9a-f]{32}_[\w-]{43}", made.content.decode())
    assert found
    assert made.headers["Cache-Control"] == "no-store"
    program = Client(headers={"Authorization": f"Bearer {found[0]}"})
    assert program.get("/api/v1/contacts").status_code == 200
    assert program.get("/api/v1/conversations").status_code == 403
    listed = client.get(page).content.decode()
    assert found[0] not in listed
    assert "read contacts" in listed
    with workspace_scope(world.acme.id):
        key = ApiKey.objects.get(name="Shop")
    client.post(f"{page}{key.id}/revoke/")
    assert program.get("/api/v1/contacts").status_code == 401
    assert "Shop" not in client.get(page).content.decode()
