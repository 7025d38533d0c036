"""Consent: proved, as easily taken back as given, and asked at the moment of sending (rows 3 to 7)."""

from uuid import uuid4

from django.db.models import Exists, F, OuterRef

from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.privacy.consent import asking, commands, tokens
from ictdesk.privacy.consent.models import ConsentEvent, ConsentPurpose, ConsentState, ConsentWording
from ictdesk.privacy.consent.saying import Said
from ictdesk.trust.promises.claims import HOURLY, Absent, Broken, Evidence, check, claim
from ictdesk.trust.promises.ground import KEEPER, US, Ground

PURPOSE = "canary-news"
claim(
    "consent.ledger",
    3,
    "Art. 7(1), 7(2)",
    "Each consent is on record with its words, its time and how it was given.",
    tests=("tests/privacy/test_consent.py",),
)
claim(
    "consent.withdraw",
    4,
    "Art. 7(3)",
    "To take a consent back takes no more than to give it.",
    tests=("tests/privacy/test_consent_pages.py", "tests/e2e/test_consent.py"),
)
claim(
    "consent.gate",
    5,
    "Art. 7(3)",
    "Nothing is sent after a consent was taken back.",
    tests=("tests/privacy/test_consent_gate.py",),
)
claim(
    "cookies.zero",
    6,
    "Directive 2002/58/EC, Art. 5(3)",
    "This site keeps nothing in your browser before you ask for it, and the chat nothing before you open it.",
    tests=("tests/e2e/test_site.py",),
)
claim(
    "cookies.gpc",
    7,
    "Art. 21(5)",
    "A browser that says Global Privacy Control is heard.",
    tests=("tests/privacy/test_consent_card.py",),
)


@check("consent.ledger", "event", fault="an answer names words that were never published")
def each_answer_has_its_words(on: Ground) -> Evidence:
    count = 0
    for workspace in on.workspaces:
        with workspace_scope(workspace):
            words = ConsentWording.objects.filter(purpose=OuterRef("purpose"), version=OuterRef("version"))
            bare = ConsentEvent.objects.exclude(version=0).exclude(Exists(words)).count()
            loose = ConsentState.objects.exclude(state=F("event__state")).count()
            count += ConsentEvent.objects.count()
        if bare or loose:
            raise Broken(
                f"In {workspace}: {bare} answers without their words, {loose} states without their event."
            )
    if not count:
        raise Absent("Nobody was asked for anything yet.")
    return {"answers": count, "workspaces": len(on.workspaces)}


@check("consent.withdraw", "probe", fault="a no waits for a confirmation")
def a_no_takes_one_step(on: Ground) -> Evidence:
    """A yes by mail takes two: the form and the mailbox. A no takes one, with nothing but the link."""
    address = f"{uuid4().hex}@canary.invalid"
    with workspace_scope(on.canary):
        purpose = _purpose()
        commands.keep_answer(actor=KEEPER, purpose=purpose, address=address, state="given", how=Said("agent"))
        link = tokens.choices(asking.digest_of(address))
        commands.choose(actor=US, purpose=purpose, token=link, state="withdrawn", how=Said("mail"))
        state = ConsentState.objects.get(digest=asking.digest_of(address), purpose=purpose)
        if state.state != "withdrawn":
            raise Broken("One step did not take the consent back.")
    return {"steps_yes": 1, "steps_no": 1, "sign_in": False}


@check("consent.gate", "probe", every=HOURLY, fault="the gate lets through whoever once agreed")
def the_gate_hears_a_no(on: Ground) -> Evidence:
    address = f"{uuid4().hex}@canary.invalid"
    with workspace_scope(on.canary):
        purpose = _purpose()
        before = asking.may(address, PURPOSE)
        commands.keep_answer(actor=KEEPER, purpose=purpose, address=address, state="given", how=Said("agent"))
        agreed = asking.may(address, PURPOSE)
        commands.keep_answer(
            actor=KEEPER, purpose=purpose, address=address, state="withdrawn", how=Said("agent")
        )
        after = asking.may(address, PURPOSE)
    if (before, agreed, after) != (False, True, False):
        raise Broken(f"The gate said {before}, {agreed} and {after} before, under and after a consent.")
    return {"asked": 3}


def _purpose() -> ConsentPurpose:
    found: ConsentPurpose | None = ConsentPurpose.objects.filter(key=PURPOSE).first()
    return found or commands.make_purpose(
        actor=KEEPER,
        key=PURPOSE,
        name="Canary",
        use="marketing.communications.email",
        texts={"en": "The desk tries itself."},
        double=False,
    )
