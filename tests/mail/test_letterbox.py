"""A letter to the privacy address is a case; its clock counts from the moment it came."""

import pytest

from ictdesk.desk.workspaces import commands as workspaces
from ictdesk.desk.workspaces.models import Inbox
from ictdesk.kernel.events import readers
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.privacy.rights.models import RightsLetter, RightsRequest, RightsSubject
from ictdesk.surfaces.letterbox.guessing import rights_in
from tests.mail.desk import MailDesk
from tests.world import US


@pytest.fixture
def privacy(desk: MailDesk) -> str:
    """The address of the privacy inbox."""
    with workspace_scope(desk.house.id):
        inbox: Inbox = workspaces.make_inbox(actor=US, name="Privacy", allowed_origins=[])
        workspaces.set_inbox(actor=US, inbox=inbox, name=inbox.name, allowed_origins=[], mail_local="privacy")
    return desk.address.replace("support@", "privacy@")


def cases(desk: MailDesk) -> list[RightsRequest]:
    with workspace_scope(desk.house.id):
        readers.run("letterbox")
        rows = list(RightsRequest.objects.order_by("number"))
        assert all(row.words or row.channel for row in rows)
        return rows


def test_a_letter_to_the_privacy_address_opens_a_case_once(desk: MailDesk, privacy: str) -> None:
    mail = desk.write("Please delete my data.", to=privacy, To=privacy)
    (case,) = cases(desk)
    with workspace_scope(desk.house.id):
        assert (case.channel, case.state, case.rights) == ("mail", "received", ["erasure"])
        assert (case.words, case.email, case.name) == (
            "Please delete my data.",
            "max@mail.example",
            "Max Muster",
        )
        assert case.received_at == mail.became.created_at
        about = [one.person_id for one in RightsSubject.objects.filter(request=case)]
        assert about == [mail.contact.subject_id]
        assert [letter.kind for letter in RightsLetter.objects.all()] == ["received"]
    desk.write(
        "And my name, too.", to=privacy, To=privacy, Message_ID="<2@mail.example>", Subject="Re: Parcel"
    )
    assert len(cases(desk)) == 2, "a letter of its own is a case of its own: they are joined by people"
    assert len(cases(desk)) == 2


def test_a_letter_to_another_address_is_a_conversation(desk: MailDesk, privacy: str) -> None:
    desk.write("Please delete my data.")
    assert cases(desk) == []


@pytest.mark.parametrize(
    ("subject", "text", "rights"),
    [
        ("", "Bitte löschen Sie alles.", ["erasure"]),
        ("Auskunft nach Art. 15", "", ["access"]),
        ("Droit à l'effacement", "Je veux aussi une copie de mes données", ["access", "erasure"]),
        ("", "Quiero que corrijan mi nombre: rectificación", ["rectification"]),
        ("", "میرا ڈیٹا حذف کریں", ["erasure"]),
        ("", "I object to this", ["objection"]),
        ("", "Hello?", ["access"]),
        ("", "", ["access"]),
        ("", "x" * 100_000 + " delete", ["access"]),
    ],
)
def test_what_a_letter_names(subject: str, text: str, rights: list[str]) -> None:
    assert rights_in(subject, text) == rights
