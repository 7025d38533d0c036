"""One person to whom everything happens in any order, and what must hold of them in the end.

A is the person, at acme; B is somebody else there; A' is the same person at globex, with the same address.
"""

import io
import sys
import tempfile
from collections import Counter
from contextlib import suppress
from copy import copy
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any, ClassVar
from uuid import UUID, uuid4

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from ictdesk.desk.contacts.models import Contact
from ictdesk.desk.conversations import commands as chat
from ictdesk.desk.conversations import search
from ictdesk.desk.conversations.models import Conversation, Message, VisitorSession
from ictdesk.kernel import clock
from ictdesk.kernel.blobs import store
from ictdesk.kernel.blobs.models import Blob
from ictdesk.kernel.datamap.persons import Person, person_of, rows_of
from ictdesk.kernel.datamap.tables import models_about_people
from ictdesk.kernel.errors import DomainError
from ictdesk.kernel.guards import Restricted
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.kernel.vault import keyring
from ictdesk.privacy.erasure import commands as erasure
from ictdesk.privacy.erasure import removing, running
from ictdesk.privacy.erasure.models import ErasureRun
from ictdesk.privacy.holds import commands as holds
from ictdesk.privacy.holds.models import Hold
from ictdesk.privacy.ledger import gate, replay
from ictdesk.privacy.ledger.appending import Behind, append
from ictdesk.privacy.ledger.chain import Chain
from ictdesk.privacy.rectification import commands as rectification
from ictdesk.privacy.rectification.places import Place
from ictdesk.privacy.rights import commands as rights
from ictdesk.privacy.rights.models import RightsRequest
from tests.forensics import rewound
from tests.forensics.dying import dying_after
from tests.forensics.marked import stored, where
from tests.privacy import bundles
from tests.privacy.erased import finished
from tests.world import Guest, House, make_world

STEM = "zqinterleavedq"
LETTERS = "abcdefghij"


@dataclass
class Known:
    """What a copy of the data brings back. `live`: words that an archive must tell."""

    name: str
    live: frozenset[str] = frozenset()
    case: UUID | None = None
    corrections: int = 0


@dataclass
class Somebody:
    """Another person, and what was seen of them at the beginning."""

    house: House
    talk: Conversation
    words: set[str]
    rows: list[str] = field(default_factory=list)


def rows_of_somebody(one: Somebody) -> list[str]:
    """Every row of theirs, whole, and their files. Words for search are made anew after a restore."""
    with workspace_scope(one.house.id):
        person = person_of(subjects=[one.talk.subject_id])
        models = [model for model in models_about_people() if model._meta.db_table != "search_token"]
        rows = [repr(row) for model in models for row in rows_of(model, person).order_by("id").values()]
        files = [b"".join(store.read(blob)).hex() for blob in rows_of(Blob, person).order_by("id")]
    return rows + files


class Interleaved(RuleBasedStateMachine):
    """The rules are what happens; `teardown` looks whether all holds."""

    seen: ClassVar[Counter[str]] = Counter()
    """What came to pass, over all of them."""

    @initialize()
    def begin(self) -> None:
        world = make_world()
        self.acme, self.globex, self.numbers = world.acme, world.globex, count()
        self.folder = tempfile.TemporaryDirectory()
        self.copy: tuple[rewound.Copy, Known] | None = None
        self.used: set[str] = set()
        self.values: set[str] = set()
        self.others = [self.somebody(self.acme, "bea"), self.somebody(self.globex, "max")]
        self.guest: Guest = self.acme.guest()
        self.known = Known(name=self.word())
        self.talk = self.arrives(self.word(), name=self.known.name, email="max@mail.example")
        self.known.live |= {self.known.name, *self.used}

    def word(self) -> str:
        """One that was in no place before."""
        made = STEM + "".join(LETTERS[int(digit)] for digit in f"{next(self.numbers):03}")
        self.used.add(made)
        return made

    def somebody(self, house: House, who: str) -> Somebody:
        word = f"zqother{who}zq"
        talk = bundles.talk(house, f"I am {word}", name=word, email=f"{who}@mail.example", file=f"{word}.csv")
        one = Somebody(house, talk, {word})
        one.rows = rows_of_somebody(one)
        return one

    def arrives(self, text: str, **said: Any) -> Conversation:
        with workspace_scope(self.acme.id):
            talk, _ = chat.start(
                actor=self.guest.actor, session=self.guest.session, client_id=uuid4(), text=text, **said
            )
            self.guest.session.refresh_from_db()
        return talk

    # what is so

    @property
    def subject(self) -> UUID:
        return self.talk.subject_id

    @property
    def person(self) -> Person:
        return Person(frozenset({self.talk.contact_id}), frozenset({self.subject}))

    def run(self) -> ErasureRun | None:
        """The one that is under way."""
        with workspace_scope(self.acme.id):
            found: ErasureRun | None = ErasureRun.objects.exclude(state="done").first()
            return found

    def hold(self) -> Hold | None:
        """What keeps A: a restore may not forget it, whichever copy comes back."""
        with workspace_scope(self.acme.id):
            found: Hold | None = Hold.objects.filter(lifted_at=None).first()
            return found

    def is_leaving(self) -> bool:
        """Whether an erasure of A began: nothing of theirs is promised any more but that it goes."""
        with workspace_scope(self.acme.id):
            begun = ErasureRun.objects.exclude(step="begin").exists()
            return begun or not Contact.objects.filter(id=self.talk.contact_id).exists()

    def opens(self) -> bool:
        """Whether anybody could read the name of A."""
        with workspace_scope(self.acme.id):
            keyring.forget()
            found = Contact.objects.filter(id=self.talk.contact_id).first()
            try:
                return found is not None and STEM in found.name
            except keyring.Erased:
                return False

    # what happens

    @rule(file=st.booleans())
    def write(self, file: bool) -> None:
        """A writes, if their browser still may."""
        with workspace_scope(self.acme.id):
            session = VisitorSession.objects.filter(id=self.guest.session.id, revoked_at=None).first()
            if session is None:
                assert self.is_leaving()
                self.seen["shut out"] += 1
                return
            self.guest.session = session
            words = {self.word()}
            said: dict[str, Any] = {}
            if file:
                words |= {name := self.word(), content := self.word()}
                stream = io.BytesIO(b"%PDF-1.7 " + content.encode())
                row = chat.upload(
                    actor=self.guest.actor, home=self.guest.session, stream=stream, name=f"{name}.pdf"
                )
                said = {"attachments": [row.id]}
            self.arrives(" and ".join(words), **said)
            search.index(list(Message.objects.filter(conversation=self.talk).values_list("id", flat=True)))
        self.known.live |= words

    @rule(note=st.booleans())
    def answer(self, note: bool) -> None:
        """Ada writes to A, or about them; while they are erased it may be refused."""
        word = self.word()
        try:
            self.acme.say(self.acme.ada.actor, self.talk, word, note=note)
        except DomainError:
            assert self.is_leaving()
        else:
            self.known.live |= {word}

    @precondition(lambda self: self.known.case is None and not self.is_leaving())
    @rule()
    def ask(self) -> None:
        """A asks for their data: from now on they are not purged."""
        self.known.case = bundles.case(self.acme, [self.subject], "access").id

    @rule()
    def work(self) -> None:
        """The jobs of archives run, whoever they are about."""
        bundles.run(self.acme)

    @precondition(lambda self: self.known.case is not None)
    @rule()
    def decide(self) -> None:
        with workspace_scope(self.acme.id), suppress(DomainError):
            bundles.decided(self.acme, RightsRequest.objects.get(id=self.known.case))

    @precondition(lambda self: self.known.case is not None)
    @rule()
    def end_case(self) -> None:
        """Answered if it was decided, else taken back."""
        bundles.run(self.acme)
        try:
            with workspace_scope(self.acme.id):
                row = RightsRequest.objects.get(id=self.known.case)
                end = rights.deliver if row.state == "decided" else rights.take_back
                end(actor=self.acme.vera.actor, request=row)
        except DomainError:
            assert self.is_leaving(), "there is no archive of somebody who was erased"
        else:
            self.known.case = None

    @precondition(lambda self: not self.is_leaving())
    @rule()
    def correct(self) -> None:
        """A's name is made right."""
        word = self.word()
        place = Place("contact", self.talk.contact_id, "name")
        case = bundles.case(self.acme, [self.subject], "rectification")
        with workspace_scope(self.acme.id):
            rectification.correct(actor=self.acme.noor.actor, request=case, place=place, value=word)
            rights.take_back(actor=self.acme.vera.actor, request=case)
        self.known.live = self.known.live - {self.known.name} | {word}
        self.known.name, self.known.corrections = word, self.known.corrections + 1

    @precondition(lambda self: not self.is_leaving() and self.hold() is None)
    @rule()
    def place_hold(self) -> None:
        """Somebody sues: A stays, whoever asks."""
        with workspace_scope(self.acme.id):
            holds.place_hold(
                actor=self.acme.vera.actor,
                subjects=[self.subject],
                kind="legal_claim",
                reason="They sue us",
                review_on=clock.now().date() + timedelta(days=30),
            )
        self.seen["held"] += 1

    @precondition(lambda self: self.hold() is not None)
    @rule()
    def lift_hold(self) -> None:
        hold = self.hold()
        assert hold is not None
        with workspace_scope(self.acme.id):
            holds.lift_hold(actor=self.acme.noor.actor, hold=hold)

    @rule(steps=st.integers(0, 8), dies=st.none() | st.integers(1, 40))
    def erase(self, steps: int, dies: int | None) -> None:
        """A is purged, or a run that died goes on; after some steps this one may die, too."""
        run = self.run()
        if run is None and not self.is_leaving():
            self.values |= self.sealed()
            with workspace_scope(self.acme.id):
                if self.known.case is not None or self.hold() is not None:
                    with pytest.raises(Restricted):
                        erasure.erase(actor=self.acme.vera.actor, subjects=[self.subject])
                    self.seen["refused"] += 1
                    return
                run = erasure.erase(actor=self.acme.vera.actor, subjects=[self.subject])
        if run is None:
            return
        for _ in range(steps):
            running.advance(self.acme.id, run.id)
        if dies is not None:
            with dying_after(dies) as died:
                running.advance(self.acme.id, run.id)
            self.seen["died"] += bool(died)

    @rule()
    def back_up(self) -> None:
        self.values |= self.sealed()
        self.copy = rewound.take(self.acme.id, Path(self.folder.name) / "files"), copy(self.known)

    @precondition(lambda self: self.copy is not None)
    @rule(keys=st.booleans())
    def restore(self, keys: bool) -> None:
        """The copy, perhaps with the keys of its time; then the ledger."""
        assert self.copy is not None
        old, known = self.copy
        held = self.hold() is not None
        erased, corrected = self.is_leaving(), self.known.corrections > known.corrections
        rewound.put_back(old, keys=keys)
        keyring.forget()
        self.known = copy(known)
        back = not self.is_leaving()
        gap = gate._gap(self.acme.id, has_ledger=True)
        if (erased and back) or corrected:
            assert gap is not None, "it is noticed"
            assert self.opens() or not (back and keys), "the control: they are back"
            self.seen["came back"] += erased and back
            with workspace_scope(self.acme.id), pytest.raises(Behind):
                append("objection")
        if gap is not None:
            assert replay.replay(self.acme.id).found == []
        assert gate._gap(self.acme.id, has_ledger=True) is None
        assert self.is_leaving() or not erased
        assert (self.hold() is not None) == held, "a hold is neither forgotten nor back"
        with workspace_scope(self.acme.id):
            if search.is_lost():
                search.rebuild()

    def sealed(self) -> set[str]:
        with workspace_scope(self.acme.id):
            return stored(self.person)

    # what must hold in the end

    def teardown(self) -> None:
        try:
            if sys.exc_info()[0] is None:
                self.look()
        finally:
            if Chain(self.acme.id).head()[0] and gate._gap(self.acme.id, has_ledger=True):
                replay.replay(
                    self.acme.id
                )  # a workspace that is behind would keep later tests' servers closed
            self.folder.cleanup()

    def look(self) -> None:
        if self.hold() is not None:
            self.lift_hold()
        if self.known.case is not None:
            self.end_case()
        if not self.is_leaving():
            self.told_to_them()
        self.gone()
        for one in self.others:
            assert rows_of_somebody(one) == one.rows

    def told_to_them(self) -> None:
        """Everything that is theirs, and nothing of B or A'."""
        row, archive = bundles.whole(self.acme, [self.subject])
        text = bundles.text_of(archive)
        assert {word for word in self.known.live if word not in text} == set()
        assert not [word for one in self.others for word in one.words if word in text]
        self.seen["told"] += 1
        with workspace_scope(self.acme.id):
            rights.deliver(actor=self.acme.noor.actor, request=row)

    def gone(self) -> None:
        """After an erasure to its end: no word, no sealed value, no key, no file."""
        self.values |= self.sealed()
        run = self.run()
        if run is None and not self.is_leaving():
            assert self.opens()
            with workspace_scope(self.acme.id):
                run = erasure.erase(actor=self.acme.vera.actor, subjects=[self.subject])
        if run is not None:
            finished(self.acme.id, run)
        assert not self.opens()
        with workspace_scope(self.acme.id):
            assert removing.left(self.person, "erase") == []
            assert keyring.subject_keys({self.subject}) == {}
            names = set(Blob.objects.values_list("storage_name", flat=True))
        files = {str(path.relative_to(rewound.FILES)) for path in rewound.files_of(self.acme.id).rglob("*")}
        assert {name for name in files if len(Path(name).name) > 2} == names, (
            "a file has its row, and no other is there"
        )
        houses = {self.acme.id, self.globex.id}
        assert where(self.used, houses) == set()
        assert self.values
        assert where(self.values, houses) == set()
