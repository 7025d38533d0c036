"""The signed agreement: its clauses, its annexes, our signature and the customer's, and what one changed word does to them."""

import hashlib
import io
import json
import subprocess
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
from django.core import mail as outbox
from django.db import DatabaseError
from pytest_django.fixtures import Settings

from ictdesk.kernel import clock
from ictdesk.kernel.canonical import canonical
from ictdesk.kernel.errors import AlreadySo, Conflict, DomainError, Invalid, NotAllowed
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.kernel.vault import signing
from ictdesk.trust.agreements import annexes, certificates, checking, commands, documents, jobs, wording
from ictdesk.trust.agreements.models import AgreementDocument
from ictdesk.trust.agreements.selection import Selection, chosen, must_be_whole
from ictdesk.trust.agreements.verifying import verify
from ictdesk.trust.promises.page import shown
from ictdesk.trust.transfers.shipped import SHIPPED
from tests.trust.agreeing import CUSTOMER, again, asked, countersigned, file_of, issued
from tests.trust.stamping import service
from tests.trust.test_subprocessors import Register, mailers, register, vendor  # noqa: F401 - fixtures
from tests.world import House, World

TODAY = clock.now().date()


@pytest.fixture
def acme(world: World) -> House:
    return world.acme


def clauses(country: str, *laws: Any, seat: str = "PK", representative: bool = False) -> list[Selection]:
    return chosen(
        country=country,
        laws=laws,
        seat=seat,
        representative=representative,
        days=30,
        on=TODAY,
        decisions=SHIPPED,
    )


def test_the_clauses_follow_from_where_the_two_sit_and_whose_data_it_is() -> None:
    (inside,) = clauses("DE", "EU", seat="NL")
    assert (inside.set, inside.module) == ("Decision (EU) 2021/915", None)
    (out,) = clauses("DE", "EU")
    assert (out.set, out.module, out.clause9a, out.clause9a_period_days, out.clause17_law) == (
        "Decision (EU) 2021/914",
        2,
        "general",
        30,
        "DE",
    )
    assert [one.clause13_alt for one in clauses("US", "EU", representative=True)] == [2]
    assert [one.clause13_alt for one in clauses("US", "EU")] == [3]
    eu, uk = clauses("GB", "EU", "UK")
    assert (eu.addendum, eu.clause17_law) == (None, "IE")
    assert uk.addendum is not None
    assert (uk.addendum["version"], uk.addendum["table2"]["module"]) == ("B1.0", 2)
    assert [one.added for one in clauses("CH", "CH")] == [("Swiss adaptations",)]
    assert [one.module for one in clauses("US", "EU", seat="DE")] == [None, 4], "what comes back"
    (bridged,) = clauses("GB", "UK", seat="DE")
    assert bridged.module == 2, "the clauses stand by"
    assert "while that is in force" in bridged.added[0]


GOOD = clauses("DE", "EU")[0]
WRONG: list[dict[str, Any]] = [
    {"clause9a": None},
    {"clause9a_period_days": None},
    {"clause9a_period_days": 0},
    {"clause13_alt": None},
    {"clause13_alt": 4},
    {"clause17_law": None},
    {"clause17_law": "US"},
    {"addendum": {"version": "B1.0"}},
    {"module": 4},
    {"module": 1},
]


@pytest.mark.parametrize("wrong", WRONG, ids=str)
def test_clauses_that_do_not_go_together_are_refused(wrong: dict[str, Any]) -> None:
    must_be_whole(GOOD)
    with pytest.raises(Invalid):
        must_be_whole(msgspec.structs.replace(GOOD, **wrong))


def test_the_document_is_signed_and_others_say_so_too(acme: House, tmp_path: Path) -> None:
    """`pdfsig` (poppler) knows nothing of us: it reads the file and the certificate alone."""
    row = issued(acme)
    assert (row.state, row.evaluation, row.number) == ("issued", True, 1)
    path = tmp_path / "ours.pdf"
    path.write_bytes(file_of(acme, row))
    assert hashlib.sha256(path.read_bytes()).hexdigest() == row.sha256
    said = run("pdfsig", path)
    assert "Signature Validation: Signature is Valid." in said
    assert "Signature Type: ETSI.CAdES.detached" in said
    assert "Total document signed" in said
    assert certificates.own().certificate.subject.rfc4514_string().split(",")[0].partition("=")[2] in said
    facts = run("pdfinfo", path)
    assert "Metadata Stream: yes" in facts
    assert "Tagged:          yes" in facts
    assert "JavaScript:      no" in facts
    assert b"<pdfaid:part>4</pdfaid:part>" in path.read_bytes()
    fonts = run("pdffonts", path).splitlines()[2:]
    assert fonts
    assert all(line.split()[-5] == "yes" for line in fonts), "every font is in the file"
    text = run("pdftotext", path, "-")
    for words in (
        "Acme GmbH",
        "Managing director",
        "For evaluation",
        "UK Addendum, version B1.0",
        "alternative 1",
    ):
        assert words in text, words
    for one in wording.CLAUSES:
        assert one.title in text
    one_word = (
        path.read_bytes().replace(b"Acme", b"Acne", 1) if b"Acme" in path.read_bytes() else broken(path)
    )
    path.write_bytes(one_word)
    assert "Signature is Valid" not in run("pdfsig", path)


def broken(path: Path) -> bytes:
    """One byte of the first page's content is another one."""
    content = bytearray(path.read_bytes())
    content[content.index(b"stream") + 40] ^= 1
    return bytes(content)


def run(*command: object) -> str:
    done = subprocess.run([*map(str, command)], capture_output=True, check=False, timeout=60)
    return done.stdout.decode(errors="replace")


def test_the_same_content_is_the_same_bytes(acme: House) -> None:
    row = asked(acme)
    with workspace_scope(acme.id):
        first = documents.rendered(row, evaluation=True)
        assert first == documents.rendered(row, evaluation=True)
        row.content["authority"] = "Another one"
        assert first != documents.rendered(row, evaluation=True)


def test_the_annexes_are_what_the_registers_say(
    acme: House,
    register: Register,
    mailers: None,
) -> None:
    register.open("postmark", "stripe")
    row = issued(acme)
    with workspace_scope(acme.id):
        assert row.content == json.loads(json.dumps(annexes.of(CUSTOMER)))
        assert row.content["description"] == annexes.description()
    (third,) = row.content["processors"]
    assert (third["company"], third["where"]) == ("AC PM LLC (ActiveCampaign, LLC)", ["US"])
    assert third["transfers"] == ["US: Decision (EU) 2021/914, module 3"]
    assert "Stripe" not in json.dumps(row.content), "it sees nothing that customers keep"
    measures = {one["key"] for one in row.content["measures"]}
    assert measures == {one.key for one in annexes.measures()}
    assert measures <= {one.key for one in shown()}, "what nothing shows is no measure"
    assert "Datenschutz" in row.content["authority"]


def test_a_changed_fact_makes_a_new_version_and_leaves_the_old_one_as_it_was(
    acme: House,
    register: Register,
    mailers: None,
) -> None:
    first = issued(acme)
    file = file_of(acme, first)
    jobs.watch(str(acme.id))
    assert count(acme) == 1, "nothing changed"
    register.open("postmark")
    jobs.watch(str(acme.id))
    jobs.watch(str(acme.id))
    assert count(acme) == 2, "once"
    with workspace_scope(acme.id):
        second = AgreementDocument.objects.get(number=2)
    assert {one["where"] for one in second.changes} >= {"processors[postmark].company"}
    before = len(outbox.outbox)
    jobs.issue(str(acme.id), str(second.id))
    jobs.tell(str(acme.id), str(second.id))
    (letter,) = outbox.outbox[before:]
    assert "processors[postmark].company" in str(letter.body)
    assert [again(acme, one).state for one in (first, second)] == ["followed", "issued"]
    assert file_of(acme, again(acme, first)) == file
    found = verify(file)
    assert (found.company, found.number, found.counts, found.newest) == ("Acme GmbH", 1, False, 2)


def count(house: House) -> int:
    with workspace_scope(house.id):
        return int(AgreementDocument.objects.count())


def test_asked_twice_it_is_one(acme: House) -> None:
    row = asked(acme)
    with pytest.raises(Conflict):
        asked(acme)
    jobs.issue(str(acme.id), str(row.id))
    jobs.issue(str(acme.id), str(row.id))
    with pytest.raises(AlreadySo):
        asked(acme)
    assert issued(acme, msgspec.structs.replace(CUSTOMER, address="Weg 2, Hamburg")).number == 2
    for wrong in ({"legal_name": " "}, {"laws": ()}, {"signer": "\U000e0041\ufffd\U0001f9ff漢"}):
        with pytest.raises(Invalid):
            asked(acme, msgspec.structs.replace(CUSTOMER, **wrong))
    assert count(acme) == 2


def test_what_was_issued_is_frozen_by_the_database(acme: House) -> None:
    row = issued(acme)
    changes: list[dict[str, Any]] = [{"content": {}}, {"sha256": "0" * 64}, {"number": 7}]
    for change in changes:
        with pytest.raises(DatabaseError), workspace_scope(acme.id):
            AgreementDocument.objects.filter(id=row.id).update(**change)
    with pytest.raises(DatabaseError), workspace_scope(acme.id):
        AgreementDocument.objects.filter(id=row.id).delete()


def test_the_customer_signs_in_the_desk_with_a_fresh_proof(acme: House) -> None:
    row = issued(acme)
    now = clock.now()
    with workspace_scope(acme.id):
        said: dict[str, Any] = {"actor": acme.noor.actor, "document": row, "sha256": row.sha256}
        with pytest.raises(NotAllowed):
            commands.sign_agreement(**said, proved_at=now - timedelta(minutes=6))
        with pytest.raises(Invalid):
            commands.sign_agreement(**said | {"sha256": "0" * 64}, proved_at=now)
        done = commands.sign_agreement(**said, proved_at=now)
    with workspace_scope(acme.id), pytest.raises(Conflict):
        commands.sign_agreement(**said, proved_at=now)
    row = again(acme, done)
    with workspace_scope(acme.id):
        said = row.evidence or {}
    assert (row.state, row.way, said["name"]) == ("signed", "desk", "Noor Haddad")
    assert (said["sha256"], said["member"]) == (row.sha256, str(acme.noor.actor.id))
    assert bytes(row.evidence_signature or b"") == signing.sign(canonical(said))


def test_the_customer_signs_with_a_certificate_of_its_own(acme: House, tmp_path: Path) -> None:
    row = issued(acme)
    file = countersigned(file_of(acme, row), tmp_path)
    with workspace_scope(acme.id):
        done = commands.sign_agreement_file(actor=acme.vera.actor, document=row, file=file)
    both = file_of(acme, again(acme, done), both=True)
    assert both == file
    path = tmp_path / "both.pdf"
    path.write_bytes(both)
    said = run("pdfsig", path)
    assert said.count("Signature Validation: Signature is Valid.") == 2, "the first one holds as before"
    found = verify(both)
    assert (found.counts, "Acme" in found.theirs) == (True, True)


def test_any_other_file_is_refused_with_what_is_wrong(acme: House, world: World, tmp_path: Path) -> None:
    row, theirs = issued(acme), issued(world.globex)
    ours = file_of(acme, row)
    signed = countersigned(ours, tmp_path)
    wrong = {
        "no less, no more": ours,
        "not the document": countersigned(file_of(world.globex, theirs), tmp_path),
        "no document": b"%PDF-1.7 nothing",
        "at most 5 MB": ours + b" " * checking.LARGEST,
    }
    for sentence, file in wrong.items():
        with workspace_scope(acme.id), pytest.raises(Invalid, match=sentence):
            commands.sign_agreement_file(actor=acme.vera.actor, document=row, file=file)
    place = signed.index(b"/Contents", len(ours)) + 40
    for file in (flipped(signed, place), flipped(signed, 2000), signed + noted(signed)):
        with workspace_scope(acme.id), pytest.raises(Invalid):
            commands.sign_agreement_file(actor=acme.vera.actor, document=row, file=file)
    assert again(acme, row).state == "issued"


def flipped(file: bytes, place: int) -> bytes:
    content = bytearray(file)
    content[place] ^= 1
    return bytes(content)


def noted(file: bytes) -> bytes:
    """What an editor would add: another title, after both signatures."""
    from pyhanko.pdf_utils import generic
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    number: Any = generic.NumberObject
    writer: Any = IncrementalPdfFileWriter(io.BytesIO(file))
    page = writer.root["/Pages"]["/Kids"][0]
    page[generic.pdf_name("/Rotate")] = number(90)
    writer.update_container(page)
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()[len(file) :]


def test_one_changed_byte_is_seen_by_whoever_checks_it(acme: House) -> None:
    row = issued(acme)
    file = file_of(acme, row)
    assert verify(file).counts
    for place in (100, len(file) // 2, len(file) - 200):
        with pytest.raises(Invalid):
            verify(flipped(file, place))


def test_the_vendor_signs_with_its_own_certificate_from_a_file(
    acme: House, settings: Settings, tmp_path: Path
) -> None:
    from tests.trust.agreeing import other

    path, word = tmp_path / "vendor.p12", "x" * 40
    path.write_bytes(certificates.archive(other(tmp_path), word))
    settings.ICTDESK_AGREEMENT_CERTIFICATE_FILE, settings.ICTDESK_AGREEMENT_PASSPHRASE = path, word
    row = issued(acme)
    assert not row.evaluation
    assert verify(file_of(acme, row)).counts
    (tmp_path / "text").write_bytes(file_of(acme, row))
    assert "For evaluation" not in run("pdftotext", tmp_path / "text", "-")


def test_the_vendor_has_no_agreement_with_itself(register: Register, acme: House) -> None:
    with workspace_scope(register.vendor.id), pytest.raises(DomainError):
        commands.ask_agreement(actor=acme.vera.actor, customer=CUSTOMER)


def test_a_service_of_time_signs_too_where_one_is_set(acme: House, settings: Settings) -> None:
    with service() as address:
        settings.ICTDESK_TIMESTAMP_URL = address
        row = issued(acme)
    assert (row.state, row.stamped) == ("issued", True)
    file = file_of(acme, row)
    assert verify(file).counts
    signature = checking._opened(file)[1][0]
    assert checking._status(signature, row.certificate.encode()).timestamp_validity.intact


def test_a_service_of_time_that_nobody_answers_for_is_not_asked(
    acme: House,
    register: Register,
    mailers: None,
    settings: Settings,
) -> None:
    settings.ICTDESK_TIMESTAMP_URL = "http://time.invalid"
    register.open("amazon-ses")
    row = issued(acme)
    assert (row.state, row.sha256) == ("failed", "")
    settings.ICTDESK_TIMESTAMP_URL = None
    assert issued(acme).number == 2, "it can be asked for again"
