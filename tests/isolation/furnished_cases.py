"""A case about somebody's data, in a house for the tests of isolation."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import msgspec

from ictdesk.business.billing.models import BillingInvoice
from ictdesk.business.newsletter import commands as newsletters
from ictdesk.business.newsletter.models import Campaign, Delivery
from ictdesk.desk.contacts.commands import claim_email, make_contact
from ictdesk.desk.conversations.commands import correct_message
from ictdesk.desk.conversations.models import Conversation, Message, MessageCorrection
from ictdesk.desk.mail.models import ForgottenMail
from ictdesk.kernel import clock
from ictdesk.kernel.actor import Member, System
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.kernel.tenancy.models import CellModel
from ictdesk.kernel.vault import keyring
from ictdesk.privacy.consent import commands as consents
from ictdesk.privacy.consent.models import ConsentEvent, ConsentPurpose, ConsentQuestion
from ictdesk.privacy.consent.saying import Said
from ictdesk.privacy.erasure import commands as erasure
from ictdesk.privacy.erasure.models import ErasureRun
from ictdesk.privacy.export.models import Bundle, Redaction, WorkspaceExport
from ictdesk.privacy.holds import commands as holds
from ictdesk.privacy.holds.models import Hold, HoldThread
from ictdesk.privacy.objection.asking import digest_of
from ictdesk.privacy.objection.models import Objection
from ictdesk.privacy.purges import commands as purges
from ictdesk.privacy.purges.models import PurgeOrder
from ictdesk.privacy.recipients import commands as recipients
from ictdesk.privacy.recipients import reads
from ictdesk.privacy.recipients.models import RecipientNotice
from ictdesk.privacy.recipients.opening import Act, open_notices
from ictdesk.privacy.rectification.models import Correction
from ictdesk.privacy.restriction.models import RestrictedSubject, Restriction, RestrictionLook
from ictdesk.privacy.retention import certificate
from ictdesk.privacy.retention.models import RetentionFigure, RetentionRule, RetentionRun
from ictdesk.privacy.rights import commands as rights
from ictdesk.privacy.rights.commands import Asked
from ictdesk.privacy.rights.models import RightsItem, RightsLetter, RightsRequest
from ictdesk.privacy.transfers.models import Transfer
from ictdesk.trust.access import commands as access
from ictdesk.trust.access.models import AccessGrant
from ictdesk.trust.agreements.models import AgreementDocument
from ictdesk.trust.breaches.models import BreachCase, SecurityContact
from ictdesk.trust.logs.models import HeldLog, LogHold
from ictdesk.trust.records import commands as records
from ictdesk.trust.records.commands.assess import Weighing
from ictdesk.trust.records.describing import Description
from ictdesk.trust.records.impact import Impact
from ictdesk.trust.records.models import ImpactAssessment, InterestAssessment
from tests.trust.agreeing import CUSTOMER

MAILING = "marketing.communications.email"
SECRET = "the parcel lies under the stairs"


class WithCase:
    """What a house has of a case."""

    __slots__ = ()

    @property
    def id(self) -> UUID:
        raise NotImplementedError

    def _only(self, model: Any) -> Any:
        with workspace_scope(self.id):
            return model.objects.get()

    @property
    def case(self) -> RightsRequest:
        """Somebody asks for their data to be deleted."""
        with workspace_scope(self.id):
            found: RightsRequest = RightsRequest.objects.order_by("number")[0]  # programs may add others
        return found

    @property
    def correction(self) -> MessageCorrection:
        """A message says something wrong."""
        with workspace_scope(self.id):
            found: MessageCorrection = MessageCorrection.objects.order_by("made_at", "id")[0]
        return found

    @property
    def rights_letter(self) -> RightsLetter:
        found: RightsLetter = self._only(RightsLetter)
        return found

    @property
    def erasure(self) -> ErasureRun:
        """Somebody was erased."""
        found: ErasureRun = self._only(ErasureRun)
        return found

    @property
    def purge(self) -> PurgeOrder:
        """Somebody else could be erased, if another member agrees."""
        found: PurgeOrder = self._only(PurgeOrder)
        return found

    @property
    def retention(self) -> RetentionRun:
        """What was over has ended."""
        found: RetentionRun = self._only(RetentionRun)
        return found

    @property
    def log_hold(self) -> LogHold:
        """A slice of the log is kept."""
        found: LogHold = self._only(LogHold)
        return found

    @property
    def hold(self) -> Hold:
        """Somebody's data must stay, says a colleague of the owner's."""
        found: Hold = self._only(Hold)
        return found

    @property
    def restriction(self) -> Restriction:
        """Somebody is restricted."""
        found: Restriction = self._only(Restriction)
        return found

    @property
    def purpose(self) -> ConsentPurpose:
        """Somebody agreed to it, and somebody else was asked by mail."""
        with workspace_scope(self.id):
            found: ConsentPurpose = ConsentPurpose.objects.order_by("key")[0]
        return found

    @property
    def campaign(self) -> Campaign:
        """A draft; another one has gone out."""
        with workspace_scope(self.id):
            found: Campaign = Campaign.objects.get(begun_at=None)
        return found

    @property
    def consent(self) -> ConsentEvent:
        with workspace_scope(self.id):
            found: ConsentEvent = ConsentEvent.objects.order_by("at", "id")[0]
        return found

    @property
    def assessment(self) -> InterestAssessment:
        """A colleague of the owner's weighed an interest; it waits for another reader."""
        found: InterestAssessment = self._only(InterestAssessment)
        return found

    @property
    def breach(self) -> BreachCase:
        """A breach that the workspace found itself."""
        found: BreachCase = self._only(BreachCase)
        return found

    @property
    def question(self) -> ConsentQuestion:
        found: ConsentQuestion = self._only(ConsentQuestion)
        return found

    def rows_of_cases(self) -> dict[type[CellModel], CellModel]:
        """For commands that take them."""
        return {
            RightsRequest: self.case,
            RightsLetter: self.rights_letter,
            Restriction: self.restriction,
            ConsentPurpose: self.purpose,
            Campaign: self.campaign,
            ConsentQuestion: self.question,
            RecipientNotice: self.notice,
            Transfer: self._only(Transfer),
            InterestAssessment: self.assessment,
            BreachCase: self.breach,
            ImpactAssessment: self._only(ImpactAssessment),
            SecurityContact: self._only(SecurityContact),
        }

    @property
    def invoice(self) -> BillingInvoice:
        """It lies in the control plane, beside everybody's."""
        day, known = clock.now().date(), {"customer_id": "cus_1", "status": "paid", "currency": "eur"}
        figures = {"total": 1900, "tax": 0, "issued_on": day, "keep_until": day}
        return BillingInvoice.objects.get_or_create(
            workspace_id=self.id, invoice_id=f"in_{self.id.hex}", defaults=known | figures
        )[0]

    @property
    def visit(self) -> AccessGrant:
        """Somebody of the vendor is inside; it lies in the control plane."""
        now = clock.now()
        known = {"asked_at": now, "started_at": now, "ends_at": now + timedelta(minutes=50), "minutes": 60}
        return AccessGrant.objects.get_or_create(
            workspace_id=self.id,
            defaults=known | {"user_id": uuid4(), "state": "running", "purpose": "support"},
        )[0]

    @property
    def notice(self) -> RecipientNotice:
        """A court is to be told of an erasure."""
        found: RecipientNotice = self._only(RecipientNotice)
        return found

    @property
    def bundle(self) -> Bundle:
        """The archive of the case, which waits for a review."""
        found: Bundle = self._only(Bundle)
        return found

    @property
    def whole_export(self) -> WorkspaceExport:
        """Of the whole workspace, asked for and not made."""
        found: WorkspaceExport = self._only(WorkspaceExport)
        return found

    @property
    def agreement(self) -> AgreementDocument:
        """It was issued, and waits for the customer."""
        found: AgreementDocument = self._only(AgreementDocument)
        return found

    @property
    def redaction(self) -> Redaction:
        found: Redaction = self._only(Redaction)
        return found


def somebody_gone(owner: Member) -> None:
    """Their erasure has begun, and its run is shown as done: the steps between would take longer than all the rest."""
    ForgottenMail.objects.create(digest=b"d" * 32, until=clock.now() + timedelta(days=1))
    gone = make_contact(actor=System("tests"), name="Gone")
    run = erasure.erase(actor=owner, subjects=[gone.subject_id])
    done = {"state": "done", "keys_gone_at": clock.now(), "done_at": clock.now()}
    words = ("installation", "workspace", "mode", "cause", "begun", "done", "data_map", "key")
    said: dict[str, Any] = dict.fromkeys(words, "as told") | {"run": str(run.id), "case": None}
    said |= {"keys_destroyed": {"count": 1, "at": None}, "ledger": {"sequence": 1}, "removed": {}}
    said |= {"stays": [], "copies": [], "subjects": [str(gone.subject_id)]}
    ErasureRun.objects.filter(id=run.id).update(**done, certificate=said, signature=bytes(64))


def somebody_to_go() -> None:
    """The owner confirms it: a colleague has proposed it."""
    spam = make_contact(actor=System("tests"), name="Spam")
    purges.propose_purge(actor=Member(uuid4(), "privacy_officer"), subjects=[spam.subject_id])


def an_agreement() -> None:
    """Signed by us; its file is left out."""
    row = AgreementDocument(subject_id=keyring.new_subject(), number=1, state="issued", sha256="0" * 64)
    row.parties, row.asked_at, row.issued_at = msgspec.to_builtins(CUSTOMER), clock.now(), clock.now()
    row.content = {"selection": [], "wording": {}, "processors": []}
    row.save()


def something_over() -> None:
    """A period of the workspace's own, and a run that went by it."""
    now = clock.now()
    RetentionRule(data_class="visits", period="P7D", from_at=now, made_at=now).save()
    run = RetentionRun(
        data_class="visits", period="P7D", before=now, begun_at=now, done_at=now, place=uuid4()
    )
    certificate.issue(run)
    run.save()
    RetentionFigure(month=now.date().replace(day=1), name="chats", count=12).save()


def a_log_to_stay() -> None:
    """As in the vendor's workspace, which this is not."""
    today = clock.now().date()
    hold = LogHold(subject_id=keyring.new_subject(), copy_id=keyring.new_subject(), ticket=1, reason=SECRET)
    hold.wanted, hold.since, hold.until, hold.ends_on = {"path": SECRET}, today, today, today
    hold.asked_at = hold.approved_at = clock.now()
    hold.save()
    HeldLog(hold=hold, subject_id=hold.copy_id, day=today, count=1, lines=[{"path": SECRET}]).save()


def somebody_to_stay() -> None:
    """With an address, and a thread that has gone."""
    sued = make_contact(actor=System("tests"), name="Sued")
    claim_email(actor=System("tests"), contact=sued, address="sued@mail.example")
    hold = holds.place_hold(
        actor=Member(uuid4(), "privacy_officer"),
        subjects=[sued.subject_id],
        kind="legal_claim",
        reason=SECRET,
        review_on=clock.now().date() + timedelta(days=30),
    )
    HoldThread.objects.create(hold=hold, conversation_id=uuid4())


def _restricted(case: RightsRequest) -> None:
    """Somebody else, told already that it ends, and read once in spite of it."""
    moment = clock.now()
    row = Restriction(case_id=case.id, ground="claims", placed_at=moment, told_at=moment, ends_at=moment)
    row.save()
    other = make_contact(actor=System("tests"), name="Quiet")
    RestrictedSubject(restriction=row, person_id=other.subject_id).save()
    looked = {"exemption": "consent", "words": "They asked us to", "looked_at": moment}
    RestrictionLook(restriction=row, subject_id=case.subject_id, **looked).save()


def somebody_agreed() -> None:
    """A purpose, with a yes, and a question that waits for one."""
    us = System("tests")
    news = consents.make_purpose(
        actor=us, key="a-news", name="News", use=MAILING, texts={"en": "News."}, double=False
    )
    said = Said("form")
    consents.keep_answer(actor=us, purpose=news, address="agreed@mail.example", state="given", how=said)
    consents.ask(actor=us, purpose=news, address="mia@mail.example", how=said)
    consents.keep_answer(actor=us, purpose=news, address="max@mail.example", state="given", how=said)
    newsletters.write_campaign(actor=us, purpose=news, subject="Soon", text="More soon.")
    gone = newsletters.write_campaign(actor=us, purpose=news, subject="Kettles", text="They whistle.")
    Delivery(campaign=gone, digest=digest_of("max@mail.example"), state="sent", at=clock.now()).save()
    Campaign.objects.filter(id=gone.id).update(begun_at=clock.now(), done_at=clock.now())


def something_weighed() -> None:
    """A purpose that was described anew, and an interest that waits for its reader."""
    us = System("tests")
    said = Description("contract", "So that nobody waits.")
    records.describe_purpose(actor=us, activity="digests", description=said)
    noor = Member(uuid4(), "privacy_officer")
    weighing = Weighing("Misuse is found.", "Nothing less shows it.", "Ids alone.", "A month.", "ours")
    row = records.write_assessment(actor=noor, activity="security", weighing=weighing)
    records.submit_assessment(actor=noor, assessment=row)
    marks = ("monitoring", "scale")
    no = Impact(marks, "not_needed", reason="Ids alone, for a month.")
    records.write_impact(actor=noor, activity="security", impact=no)
    records.take_snapshot(actor=us)


def something_found() -> None:
    """A breach of the workspace's own, and where it would be told of others."""
    BreachCase(number=1, name="A letter went astray", aware_at=clock.now()).save()
    known = {"subject_id": keyring.new_subject(), "added_at": clock.now(), "verified_at": clock.now()}
    SecurityContact(address="security@mail.example", **known).save()


def somebody_told(conversation: Conversation, case: RightsRequest) -> None:
    """A program read them, a court got their letters, and is to be told."""
    reads.note(uuid4(), [conversation.contact_id])
    court = recipients.note_disclosure(
        actor=Member(uuid4(), "privacy_officer"),
        subjects=[conversation.subject_id],
        group="authority",
        name="District court",
        given_on=clock.now().date(),
    )
    act = Act("erasure", uuid4(), [conversation.contact_id], [conversation.subject_id], case.id)
    open_notices(act, [f"noted/{court.id}"])


def ask_for_erasure(owner: Member, conversation: Conversation) -> None:
    """A case with a decision, on its way, and a message with what is right beside it."""
    said = Message.objects.filter(conversation=conversation).order_by("seq")[0]
    correct_message(actor=owner, message=said, text="In the shed")
    asked = Asked("phone", ["erasure"], name="Max", email="max@mail.example", words=SECRET)
    case = rights.open_case(actor=owner, asked=asked, people=[conversation.subject_id])
    RightsItem(request=case, subject_id=case.subject_id, right="erasure", outcome="fulfilled").save()
    somebody_gone(owner)
    somebody_to_go()
    somebody_to_stay()
    a_log_to_stay()
    an_agreement()
    something_over()
    _restricted(case)
    somebody_agreed()
    something_weighed()
    something_found()
    access.set_access_consent(actor=owner, on=True)
    somebody_told(conversation, case)
    Transfer(
        request=case,
        subject_id=case.subject_id,
        name="Other desk",
        url="https://desk.example/in",
        public_key="age1",
        state="failed",
        made_at=clock.now(),
    ).save()
    Objection(
        digest=b"o" * 16, scope="marketing", case_id=case.id, channel="phone", made_at=clock.now()
    ).save()
    Bundle(request=case, subject_id=case.subject_id, variant="access", state="review").save()
    WorkspaceExport(
        subject_id=case.subject_id, asked_by=owner.id, asked_at=clock.now(), state="failed"
    ).save()
    place = {"table": "message", "row_id": conversation.last_message_id or conversation.id, "column": "body"}
    former = {"table": "contact", "row_id": conversation.contact_id, "column": "name", "former": "Mux"}
    Correction(request=case, subject_id=conversation.subject_id, corrected_at=clock.now(), **former).save()
    Redaction(request=case, start=0, end=2, digest=bytes(16), kind="email", **place).save()
