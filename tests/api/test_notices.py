"""A program that read somebody is told what becomes of their data, signed, and confirms it."""

from base64 import b64decode

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from ictdesk.kernel.canonical import canonical
from ictdesk.kernel.datamap.persons import person_of
from ictdesk.kernel.events import readers
from ictdesk.kernel.recipients import recipients
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.kernel.vault import signing
from ictdesk.privacy.recipients.models import ProgramRead, RecipientNotice
from ictdesk.privacy.restriction import commands as restricting
from tests.people.browsers import program, signed_in
from tests.privacy import bundles
from tests.world import House, World

PREFIX = "/api/v1"
JSON = "application/json"


def read_by(house: House) -> list[tuple[str, str]]:
    """Which contacts were read, by which key's name."""
    with workspace_scope(house.id):
        rows = ProgramRead.objects.order_by("contact_id")
        return [(str(row.contact_id), str(row.key_id)) for row in rows]


def test_whom_a_program_reads_is_on_record(world: World) -> None:
    house = world.acme
    max_, bea = house.talk(name="Max"), house.talk(name="Bea")
    reader = program(house, "contacts:read", "conversations:read", "search:read")
    assert reader.get(f"{PREFIX}/me").status_code == 200
    assert read_by(house) == []
    assert reader.get(f"{PREFIX}/conversations/{max_.id}/messages").status_code == 200
    assert [who for who, _ in read_by(house)] == [str(max_.contact_id)]
    assert reader.get(f"{PREFIX}/contacts/{max_.contact_id}").status_code == 200
    assert len(read_by(house)) == 1, "once, however often"
    assert reader.get(f"{PREFIX}/conversations").status_code == 200
    assert {who for who, _ in read_by(house)} == {str(max_.contact_id), str(bea.contact_id)}
    with workspace_scope(house.id):
        found = [one.kind for one in recipients(person_of(contacts=[bea.contact_id]))]
    assert found == ["inside", "program"]


def test_every_way_to_read_somebody_is_noted(world: World) -> None:
    house = world.acme
    talk = house.talk("The parcel is lost", name="Max")
    with workspace_scope(house.id):
        readers.run("search")
    for path in (
        f"contacts/{talk.contact_id}",
        f"contacts/{talk.contact_id}/page",
        "contacts",
        f"conversations/{talk.id}",
        f"conversations/{talk.id}/messages",
        "conversations",
        "search?q=parcel",
    ):
        reader = program(house, "contacts:read", "conversations:read", "search:read")
        before = len(read_by(house))
        assert reader.get(f"{PREFIX}/{path}").status_code == 200, path
        assert len(read_by(house)) == before + 1, path


def test_members_are_not_programs(world: World) -> None:
    house = world.acme
    talk = house.talk()
    client = signed_in(house.ada)
    path = f"{PREFIX}/contacts/{talk.contact_id}"
    assert client.get(path, headers={"X-Workspace": house.slug}).status_code == 200
    assert read_by(house) == []


def test_it_is_told_once_it_asks_and_confirms(world: World) -> None:
    house = world.acme
    talk = bundles.talk(house, "It leaks")
    shop, other = program(house, "contacts:read"), program(house, "contacts:read")
    assert shop.get(f"{PREFIX}/contacts/{talk.contact_id}").status_code == 200
    case = bundles.case(house, [talk.subject_id], "restriction")
    with workspace_scope(house.id):
        restricting.restrict(actor=house.noor.actor, request=case, ground="accuracy")
        notice: RecipientNotice = RecipientNotice.objects.get(kind="program")
    assert notice.state == "to_tell"
    assert other.get(f"{PREFIX}/notices").json()["items"] == []
    (said,) = shop.get(f"{PREFIX}/notices").json()["items"]
    key = Ed25519PublicKey.from_public_bytes(signing.public_key())
    key.verify(b64decode(said["signature"]), canonical(said["notice"]))
    assert (said["notice"]["cause"], said["notice"]["contacts"]) == ("restriction", [str(talk.contact_id)])
    with workspace_scope(house.id):
        assert RecipientNotice.objects.get(kind="program").state == "told"
    path = f"{PREFIX}/notices/{notice.id}/confirmation"
    assert other.post(path, content_type=JSON).status_code == 404
    assert program(house, "contacts:write").post(path, content_type=JSON).status_code == 403
    assert shop.post(path, content_type=JSON).json()["state"] == "confirmed"
    assert shop.post(path, content_type=JSON).status_code == 409
    assert shop.get(f"{PREFIX}/notices").json()["items"] == []
