"""What an archive withholds, what may be taken along, and when it ends."""

import io
from datetime import timedelta

import pyrage
import pytest
from PIL import Image
from PIL.ExifTags import GPS, IFD
from pytest_django import DjangoAssertNumQueries

from ictdesk.desk.conversations import commands as chat
from ictdesk.desk.conversations.models import Message
from ictdesk.kernel import clock
from ictdesk.kernel.blobs import store
from ictdesk.kernel.blobs.models import Blob
from ictdesk.kernel.datamap.persons import person_of
from ictdesk.kernel.errors import Conflict, Invalid
from ictdesk.kernel.ids import new_id
from ictdesk.kernel.tenancy import WrongScope, workspace_scope, workspace_snapshot
from ictdesk.kernel.vault import keyring
from ictdesk.privacy.export import age, commands, jobs
from ictdesk.privacy.export.knowing import known_for
from ictdesk.privacy.export.models import Bundle, Redaction
from ictdesk.privacy.export.reading import Reader
from ictdesk.privacy.export.redacting import Redactor
from ictdesk.privacy.export.zipping import Stream
from tests.privacy import bundles
from tests.world import US, World


def test_what_nobody_has_read_stays_withheld(world: World) -> None:
    acme = world.acme
    theirs = bundles.talk(acme, "My friend is Bea Long")
    bundles.talk(acme, "Hi", name="Bea Long", email="bea@mail.example")
    acme.say(acme.ada.actor, theirs, "Ask Bea Long, or bea@mail.example")
    row = bundles.case(acme, [theirs.subject_id])
    bundles.run(acme)
    with workspace_scope(acme.id):
        with pytest.raises(Conflict, match="2 passages"):
            bundles.decided(acme, row)
        first = Redaction.objects.filter(request=row, kind="person").get()
        commands.judge_passage(actor=acme.noor.actor, passage=first, reason="others")
        address = Redaction.objects.get(request=row, kind="email")
        with pytest.raises(Invalid):
            commands.judge_passage(actor=acme.noor.actor, passage=address, reason="because")
        commands.judge_passage(actor=acme.noor.actor, passage=address, reason="")
    acme.say(acme.ada.actor, theirs, "Or call Bea Long")  # after the search
    row = bundles.decided(acme, row)
    bundles.run(acme)
    archive = bundles.opened(acme, row)
    said = [one["body"] for one in bundles.rows(archive, "message")]
    assert said[0] == "My friend is Bea Long"  # their own words
    assert said[1] == "Ask [withheld: it is about another person (Art. 15(4))], or bea@mail.example"
    assert said[2].startswith("Or call [withheld: it may be about another person")
    withheld = [one for one in bundles.data(archive)["withheld"] if one["column"] == "body"]
    assert [(one["reason"], one["reviewed"]) for one in withheld] == [("others", True), ("unread", False)]
    with workspace_scope(acme.id):
        assert first.refresh_from_db() is None
        assert first.reviewer_id == acme.noor.row.id
        with pytest.raises(Conflict, match="settled"):
            commands.judge_passage(actor=acme.noor.actor, passage=first, reason="")


def test_words_that_no_search_finds_can_be_withheld(world: World) -> None:
    acme = world.acme
    theirs = bundles.talk(acme, "The neighbour at number nine saw it")
    row = bundles.case(acme, [theirs.subject_id])
    bundles.run(acme)
    with workspace_scope(acme.id):
        with pytest.raises(Invalid):
            commands.mark_words(actor=acme.noor.actor, request=row, text="number ten", reason="others")
        assert (
            commands.mark_words(actor=acme.noor.actor, request=row, text="number nine", reason="secret") == 1
        )
    row = bundles.decided(acme, row)
    bundles.run(acme)
    assert "number nine" not in bundles.text_of(bundles.opened(acme, row))


def test_only_what_they_said_is_taken_along(world: World) -> None:
    acme = world.acme
    theirs = bundles.talk(acme, "It leaks", file="../../etc/sizes.csv")
    acme.say(acme.ada.actor, theirs, "We come at ten")
    acme.say(acme.ada.actor, theirs, "Sounds angry", note=True)
    _row, archive = bundles.whole(acme, [theirs.subject_id], "portability")
    assert [one["body"] for one in bundles.rows(archive, "message")] == ["It leaks"]
    sources = {c["source"] for table in bundles.data(archive)["tables"] for c in table["columns"]}
    assert sources == {"", "provided", "observed"}
    tables = {one["table"] for one in bundles.data(archive)["tables"]}
    assert not tables & {"audit_record", "event", "rights_request", "conversation_tag"}
    (file,) = (name for name in archive.namelist() if name.startswith("files/"))
    assert ".." not in file
    assert archive.read(file) == bundles.PICTURE
    words = bundles.text_of(archive)
    assert "We come at ten" not in words
    assert "Sounds angry" not in words


def test_no_archive_of_an_erased_person(world: World) -> None:
    acme = world.acme
    theirs = bundles.talk(acme, "It leaks")
    row = bundles.decided(acme, bundled := bundles.case(acme, [theirs.subject_id], "portability"))
    with workspace_scope(acme.id):
        files = Blob.objects.count()
        keyring.destroy(theirs.subject_id)
        bundle = Bundle.objects.get(request=bundled)
    jobs.build(str(acme.id), str(bundle.id))
    with workspace_scope(acme.id):
        bundle.refresh_from_db()
        assert (bundle.state, bundle.blob_id, Blob.objects.count()) == ("failed", None, files)
    assert row.state == "decided"


def test_its_days_end_and_its_hash_stays(world: World) -> None:
    acme = world.acme
    theirs = bundles.talk(acme, "It leaks")
    row, _ = bundles.whole(acme, [theirs.subject_id])
    with workspace_scope(acme.id):
        from ictdesk.privacy.rights import commands as cases

        cases.deliver(actor=acme.noor.actor, request=row)
        bundle = Bundle.objects.get(request=row)
        assert bundle.expires_at is not None
        assert commands.drop_old(actor=US) == 0
        Bundle.objects.filter(id=bundle.id).update(expires_at=clock.now() - timedelta(seconds=1))
        assert commands.drop_old(actor=US) == 1
        gone = Bundle.objects.get(id=bundle.id)
        assert (gone.state, gone.blob_id, gone.sha256) == ("over", None, bundle.sha256)
        assert not Blob.objects.filter(id=bundle.blob_id).exists()


def test_a_snapshot_sees_nothing_of_later(world: World) -> None:
    acme = world.acme
    theirs = bundles.talk(acme, "One")
    with workspace_snapshot(acme.id):
        assert Message.objects.filter(conversation=theirs).count() == 1
    with workspace_scope(acme.id), pytest.raises(WrongScope), workspace_snapshot(acme.id):
        pass


def test_questions_do_not_grow_with_what_there_is(
    world: World, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    acme = world.acme
    counts = []
    for texts in (["a"], [f"{n}" for n in range(12)]):
        theirs = bundles.talk(acme, *texts)
        with workspace_scope(acme.id):
            person = person_of(subjects=[theirs.subject_id])
            reader = Reader(person, "access", Redactor(theirs.id, known_for(person)))
            with django_assert_num_queries(2, using="cell_eu"):  # the rows, and what was decided about them
                counts.append(len(list(reader.records(Message))))
    assert counts == [1, 12]


@pytest.mark.parametrize("size", [0, 1, age.CHUNK - 1, age.CHUNK, age.CHUNK + 1, 3 * age.CHUNK])
def test_age_opens_it(size: int) -> None:
    plain = bytes(range(256)) * (size // 256) + bytes(size % 256)
    pieces = [plain[at : at + 9_999] for at in range(0, len(plain), 9_999)]
    assert pyrage.passphrase.decrypt(b"".join(age.sealed(pieces, "a-b-c")), "a-b-c") == plain
    with pytest.raises(pyrage.DecryptError):
        pyrage.passphrase.decrypt(b"".join(age.sealed(pieces, "a-b-c")), "a-b-d")


def test_a_stream_is_read_in_any_pieces() -> None:
    stream = Stream(iter([b"abc", b"", b"defgh"]))
    assert [stream.read(2), stream.read(4), stream.read(9), stream.read(1)] == [b"ab", b"cdef", b"gh", b""]
    assert store.CHUNK > 0
    assert io.BytesIO().read() == b""


def from_home() -> bytes:
    """A picture that says where it was taken."""
    out, exif = io.BytesIO(), Image.Exif()
    exif.get_ifd(IFD.GPSInfo)[GPS.GPSLatitude] = (53.0, 21.0, 0.0)
    Image.new("RGB", (40, 30), "#5c84ad").save(out, "JPEG", exif=exif)
    return out.getvalue()


def test_a_picture_shows_no_place_and_what_the_team_keeps_of_others_is_withheld(world: World) -> None:
    acme, guest, content = world.acme, world.acme.guest(), from_home()
    with workspace_scope(acme.id):
        sent = chat.upload(actor=guest.actor, home=guest.session, stream=io.BytesIO(content), name="home.jpg")
        theirs, _ = chat.start(
            actor=guest.actor, session=guest.session, client_id=new_id(), text="Look", attachments=[sent.id]
        )
        ada = acme.ada.actor
        kept = chat.upload(actor=ada, home=theirs, stream=io.BytesIO(b"name;phone\nBea;1\n"), name="list.csv")
        chat.note(
            actor=ada, conversation=theirs, client_id=new_id(), text="See the list", attachments=[kept.id]
        )
        shown = b"".join(store.read(Blob.objects.get(id=sent.preview_id)))
    assert Image.open(io.BytesIO(content)).getexif().get_ifd(IFD.GPSInfo), "it would be told"
    assert not dict(Image.open(io.BytesIO(shown)).getexif())
    row = bundles.case(acme, [theirs.subject_id])
    bundles.run(acme)
    with workspace_scope(acme.id):
        passage = Redaction.objects.get(request=row, kind="file")
        commands.judge_passage(actor=acme.noor.actor, passage=passage, reason="others")
    bundles.decided(acme, row)
    bundles.run(acme)
    archive = bundles.opened(acme, row)
    (file,) = [name for name in archive.namelist() if name.startswith("files/")]
    assert archive.read(file) == content, "what they sent is theirs, as they sent it"
    assert [
        (one["row"], one["reason"]) for one in bundles.data(archive)["withheld"] if one["column"] == "file"
    ] == [(str(kept.id), "others")]
