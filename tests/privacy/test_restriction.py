"""Restriction (Art. 18 GDPR): placed by a case, told before it is lifted, done again after a restore."""

from datetime import timedelta

import pytest

from ictdesk.desk.conversations.models import Conversation, Message
from ictdesk.kernel import clock
from ictdesk.kernel.audit.models import AuditRecord
from ictdesk.kernel.datamap.persons import person_of
from ictdesk.kernel.errors import AlreadySo, Conflict, Invalid
from ictdesk.kernel.guards import Restricted
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.kernel.vault import keyring
from ictdesk.privacy.erasure import commands as erasure
from ictdesk.privacy.ledger.entries import Entry
from ictdesk.privacy.ledger.models import LedgerEntry
from ictdesk.privacy.restriction import commands, queries, repeating
from ictdesk.privacy.restriction.models import RestrictedSubject, Restriction, RestrictionLook
from ictdesk.privacy.rights import commands as rights
from ictdesk.privacy.rights.models import RightsLetter, RightsRequest
from tests.people.browsers import signed_in
from tests.privacy import bundles
from tests.privacy.erased import begun, finished
from tests.privacy.restricted import lifted, placed
from tests.privacy.test_erasure_cases import asked, delivered
from tests.world import World


def test_a_granted_one_begins_with_the_answer(world: World) -> None:
    house, talk = world.acme, world.acme.talk("Hello", name="Max")
    case = delivered(house, asked(house, talk, "restriction"))
    with workspace_scope(house.id):
        (row,) = queries.standing({talk.subject_id})
        assert (row.case_id, row.ground) == (case.id, "claims")
        assert keyring.restricted({talk.subject_id}) == {talk.subject_id}
        assert LedgerEntry.objects.filter(kind="restriction.placed").count() == 1
        assert AuditRecord.objects.filter(action="restriction.placed", object_id=case.id).exists()


def test_what_is_refused_changes_nothing(world: World) -> None:
    house, talk = world.acme, world.acme.talk("Hello", name="Max")
    case, lead = asked(house, talk, "restriction"), house.noor.actor
    with workspace_scope(house.id):
        with pytest.raises(Invalid):
            commands.restrict(actor=lead, request=case, ground="whim")  # type: ignore[arg-type]
        nobody = rights.open_case(actor=lead, asked=rights.Asked("phone", ["restriction"], name="Max"))
        with pytest.raises(Conflict, match="somebody who is known"):
            commands.restrict(actor=lead, request=nobody, ground="claims")
        over = rights.take_back(actor=lead, request=nobody)
        with pytest.raises(Conflict):
            commands.restrict(actor=lead, request=over, ground="claims")
        assert not Restriction.objects.exists()
        assert not LedgerEntry.objects.exists()
        commands.restrict(actor=lead, request=case, ground="claims")
        with pytest.raises(AlreadySo):
            commands.restrict(actor=lead, request=case, ground="claims")


def test_nobody_lifts_it_before_they_were_told(world: World) -> None:
    house, talk = world.acme, world.acme.talk("Hello", name="Max")
    row, lead = placed(house, talk), house.noor.actor
    with workspace_scope(house.id):
        with pytest.raises(Conflict, match="told first"):
            commands.lift(actor=lead, restriction=row, agreed=True)
        row = commands.announce(actor=lead, restriction=row)
        letter = RightsLetter.objects.get(kind="lifting")
        assert "restriction ends" in letter.body
        assert letter.body.count("What you wrote to us meanwhile was kept") == 1
        with pytest.raises(AlreadySo):
            commands.announce(actor=lead, restriction=row)
        with pytest.raises(Conflict, match="still answer"):
            commands.lift(actor=lead, restriction=row)
        assert keyring.restricted({talk.subject_id})
        Restriction.objects.filter(id=row.id).update(ends_at=clock.now() - timedelta(seconds=1))
        row = commands.lift(actor=lead, restriction=row)
        assert row.lifted_at is not None
        assert keyring.restricted({talk.subject_id}) == set()
        assert LedgerEntry.objects.filter(kind="restriction.lifted").count() == 1
        with pytest.raises(AlreadySo):
            commands.lift(actor=lead, restriction=row)
    assert house.bodies(talk)[0] == "Hello"


def test_two_restrictions_hold_until_both_are_lifted(world: World) -> None:
    house, talk = world.acme, world.acme.talk("Hello", name="Max")
    first = placed(house, talk)
    other = asked(house, talk, "access")
    with workspace_scope(house.id):
        second = Restriction(case_id=other.id, ground="claims", placed_at=clock.now())
        second.save()
        RestrictedSubject(restriction=second, person_id=talk.subject_id).save()
    lifted(house, first)
    with workspace_scope(house.id):
        assert keyring.restricted({talk.subject_id}) == {talk.subject_id}
    lifted(house, second)
    with workspace_scope(house.id):
        assert keyring.restricted({talk.subject_id}) == set()


@pytest.mark.parametrize(
    ("ground", "frozen"), [("accuracy", 0), ("unlawful", 1), ("claims", 1), ("objection", 0)]
)
def test_who_wants_it_kept_is_not_deleted(world: World, ground: str, frozen: int) -> None:
    house, talk = world.acme, world.acme.talk("Hello", name="Max")
    row = placed(house, talk, ground)  # type: ignore[arg-type]
    with workspace_scope(house.id):
        case = RightsRequest.objects.get(id=row.case_id)
        rights.take_back(actor=house.noor.actor, request=case)  # an open case would hold it too
    if not frozen:
        assert finished(house.id, begun(house, talk)).keys == 1, "its key is destroyed though it was hidden"
        return
    with workspace_scope(house.id), pytest.raises(Restricted, match="wants the data kept"):
        erasure.erase(actor=house.vera.actor, subjects=[talk.subject_id])


def test_their_access_request_is_answered(world: World) -> None:
    house = world.acme
    talk = bundles.talk(house, "My secret words", file="list.csv")
    placed(house, talk)
    _row, archive = bundles.whole(house, [talk.subject_id], "access")
    text = bundles.text_of(archive)
    assert "My secret words" in text
    assert bundles.PICTURE.decode() in text
    assert keyring.held(house.id, talk.subject_id) is None, "the key stays out of reach meanwhile"


def test_a_restore_forgets_no_restriction_and_no_lifting(world: World) -> None:
    house, talk = world.acme, world.acme.talk("Hello", name="Max")
    row = placed(house, talk)
    with workspace_scope(house.id):
        entry = Entry.read(LedgerEntry.objects.get(kind="restriction.placed").line)
        RestrictedSubject.objects.all().delete()
        Restriction.objects.all().delete()
        keyring.release([talk.subject_id])
        assert repeating.look([entry]) == ["1 keys in reach"], "older data would show them"
        for _ in range(2):
            repeating.place_again([entry])
        assert repeating.look([entry]) == []
        (again,) = queries.standing({talk.subject_id})
        assert (again.id, again.ground, again.case_id) == (row.id, "accuracy", row.case_id)
    lifted(house, again)
    with workspace_scope(house.id):
        end = Entry.read(LedgerEntry.objects.get(kind="restriction.lifted").line)
        Restriction.objects.update(lifted_at=None)
        keyring.restrict([talk.subject_id])
        for _ in range(2):
            repeating.lift_again([end])
        assert keyring.restricted({talk.subject_id}) == set()
        assert repeating.look([entry]) == []


def test_who_reads_in_spite_of_it_says_why_first(world: World) -> None:
    house, talk = world.acme, world.acme.talk("My secret words", name="Max")
    row = placed(house, talk)
    page = f"/desk/{house.slug}/privacy/{row.case_id}/"
    noor, ada = signed_in(house.noor), signed_in(house.ada)
    shown = noor.get(page)
    assert (shown.status_code, "My secret words" in shown.content.decode()) == (200, False)
    said = {"exemption": "legal_claims", "words": ""}
    assert "My secret words" not in noor.post(f"{page}look/", said, follow=True).content.decode()
    said["words"] = "Our lawyer needs the wording"
    assert ada.post(f"{page}look/", said).status_code == 403
    with workspace_scope(house.id):
        assert not RestrictionLook.objects.exists()
    assert "My secret words" in noor.post(f"{page}look/", said).content.decode()
    with workspace_scope(house.id):
        look = RestrictionLook.objects.get()
        assert (look.exemption, look.words) == ("legal_claims", "Our lawyer needs the wording")
        assert AuditRecord.objects.filter(action="restriction.looked").count() == 1
        assert keyring.subject_keys({talk.subject_id}) == {}, "the door is shut again"
    assert "Our lawyer needs the wording" in noor.get(page).content.decode()


def test_whoever_comes_anew_with_their_address_is_restricted_too(world: World) -> None:
    house = world.acme
    talk = bundles.talk(house, "Hello")
    placed(house, talk)
    again, other = bundles.talk(house, "It is me"), bundles.talk(house, "Hi", email="bea@mail.example")
    with workspace_scope(house.id):
        assert keyring.restricted({again.subject_id, other.subject_id}) == {again.subject_id}
        assert Message.objects.filter(conversation=again).count() == 1, "kept all the same"
        assert person_of(subjects=[again.subject_id]).contacts
    (row,) = _standing(house.id, talk)
    lifted(house, row)
    assert house.bodies(again) == ["It is me"]


def _standing(workspace: object, talk: Conversation) -> list[Restriction]:
    with workspace_scope(workspace):  # type: ignore[arg-type]
        return queries.standing({talk.subject_id})
