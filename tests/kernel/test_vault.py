"""The cipher, the cache of unwrapped keys, and digests that link nothing."""

import string
from uuid import UUID, uuid4

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import given
from hypothesis import strategies as st

from ictdesk.desk.contacts.models import Contact
from ictdesk.kernel.tenancy import NoScope, workspace_scope
from ictdesk.kernel.vault import cache, cipher, digests, keyring
from ictdesk.kernel.vault.cache import KeyCache
from ictdesk.kernel.vault.cipher import CannotOpen
from ictdesk.kernel.vault.models import SubjectKey, WorkspaceKey
from tests.world import World

KEY = AESGCM(b"k" * 32)


@given(st.binary(max_size=300), st.binary(max_size=60))
def test_what_was_sealed_opens_in_its_place_and_nowhere_else(plain: bytes, where: bytes) -> None:
    sealed = cipher.seal(KEY, plain, where)
    assert cipher.unseal(KEY, sealed, where) == plain
    assert sealed != cipher.seal(KEY, plain, where), "a nonce is used once"
    for key, place in ((AESGCM(b"l" * 32), where), (KEY, where + b"x")):
        with pytest.raises(CannotOpen):
            cipher.unseal(key, sealed, place)


@given(st.binary(max_size=80))
def test_anything_else_cannot_be_opened(noise: bytes) -> None:
    for sealed in (noise, cipher.VERSION + noise):
        with pytest.raises(CannotOpen):
            cipher.unseal(KEY, sealed, b"")


def test_places_are_never_the_same_for_two_values() -> None:
    row, workspace = uuid4(), uuid4()
    places = {
        cipher.place(w, table, column, r)
        for w in (workspace, uuid4())
        for table in ("a", "ab")
        for column in ("b", "bc", "c")
        for r in (row, uuid4())
    }
    assert len(places) == 24


def names(count: int) -> list[tuple[UUID, UUID]]:
    return [(uuid4(), uuid4()) for _ in range(count)]


def test_the_cache_is_bounded_and_keeps_what_was_used_last() -> None:
    held, (first, second, third) = KeyCache(limit=2), names(3)
    held.put(first, KEY)
    held.put(second, KEY)
    assert held.get(first) is KEY
    held.put(third, KEY)
    assert (held.get(first), held.get(second), held.get(third)) == (KEY, None, KEY)


def test_the_cache_keeps_nothing_for_longer_than_its_lifetime() -> None:
    (name,) = names(1)
    for lifetime, found in ((60.0, KEY), (-1.0, None)):
        held = KeyCache(lifetime=lifetime)
        held.put(name, KEY)
        assert held.get(name) is found
    assert (cache.LIFETIME, cache.LIMIT) == (600.0, 20_000)


def test_a_dropped_key_is_taken_back_from_nobody_until_its_lifetime_is_over() -> None:
    (name,) = names(1)
    for lifetime, found in ((60.0, None), (-1.0, KEY)):
        held = KeyCache(lifetime=lifetime)
        held.drop(name)
        held._lifetime = 60.0
        held.put(name, KEY)
        assert held.get(name) is found


def test_what_was_dropped_is_bounded_too() -> None:
    held = KeyCache(limit=2)
    for name in names(5):
        held.drop(name)
    assert len(held._dropped) == 2


def test_keys_are_a_persons_and_a_workspaces(world: World) -> None:
    with workspace_scope(world.acme.id):
        one, other = keyring.new_subject(), keyring.new_subject()
        sealed = cipher.seal(keyring.subject_key(one), b"x", b"")
        assert cipher.unseal(keyring.subject_keys({one, other})[one], sealed, b"") == b"x"
        with pytest.raises(CannotOpen):
            cipher.unseal(keyring.subject_key(other), sealed, b"")
    with workspace_scope(world.globex.id):
        assert keyring.subject_keys({one}) == {}
        with pytest.raises(keyring.Erased):
            keyring.subject_key(one)
        with pytest.raises(keyring.Erased):
            keyring.destroy(one)
    for ask in (keyring.new_subject, keyring.index_key, keyring.make_workspace_key):
        with pytest.raises(NoScope):
            ask()


def test_a_forgetful_process_reads_its_keys_again(world: World) -> None:
    with workspace_scope(world.acme.id):
        subject = keyring.new_subject()
        sealed = cipher.seal(keyring.subject_key(subject), b"x", b"")
        keyring.forget()
        assert keyring.held(world.acme.id, subject) is None
        assert cipher.unseal(keyring.subject_key(subject), sealed, b"") == b"x"
        assert keyring.held(world.acme.id, subject) is not None


def test_a_workspace_has_its_keys_once(world: World) -> None:
    with workspace_scope(world.acme.id):
        before = WorkspaceKey.objects.values_list("wrapped", "wrapped_index").get()
        keyring.make_workspace_key()
        assert WorkspaceKey.objects.values_list("wrapped", "wrapped_index").get() == before


def test_no_key_lies_in_the_database_as_it_is(world: World) -> None:
    with workspace_scope(world.acme.id):
        keyring.new_subject()
        index = keyring.index_key()
        stored = [
            bytes(one) for row in WorkspaceKey.objects.values_list("wrapped", "wrapped_index") for one in row
        ]
        stored += [bytes(one) for one in SubjectKey.objects.values_list("wrapped", flat=True)]
    assert all(one[:1] == cipher.VERSION and len(one) == cipher.SHORTEST + 32 for one in stored)
    assert not [one for one in stored if index in one]


def test_the_same_address_and_word_cannot_be_linked_over_workspaces(world: World) -> None:
    seen = []
    for house in (world.acme, world.globex):
        with workspace_scope(house.id):
            key = keyring.index_key()
        seen.append((digests.blind(key, "email", "max@mail.example"), digests.token(key, "parcel")))
    assert not set(seen[0]) & set(seen[1])
    assert digests.blind(key, "email", "1") != digests.blind(key, "phone", "1")


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("Max@Mail.Example", "max@mail.example"),
        ("  max@mail.example ", "max@mail.example"),
        ("max@bücher.example", "max@xn--bcher-kva.example"),
        ("ma.x+tag@mail.example", "ma.x+tag@mail.example"),
        ("mu\u0308ller@mail.example", "m\u00fcller@mail.example"),
    ],
)
def test_an_address_has_one_form(written: str, normal: str) -> None:
    assert digests.normal_address(written) == normal


def test_words_are_stemmed_distinct_and_bounded() -> None:
    assert digests.words("Parcels, parcel PARCEL! Größe") == digests.words("parcel größe")
    assert digests.words("x" * 65) == digests.words("!?") == []
    assert len(digests.words(" ".join(f"w{n}" for n in range(5_000)))) == digests.MOST_WORDS


@given(st.text(alphabet=string.ascii_letters + " ", max_size=80))
def test_tokens_fit_a_bigint_and_are_as_many_as_words(text: str) -> None:
    tokens = digests.tokens(b"k" * 32, text)
    assert len(tokens) == len(digests.words(text))
    assert all(-(2**63) <= token < 2**63 for token in tokens)


def test_a_sealed_field_is_never_written_plain(world: World) -> None:
    with workspace_scope(world.acme.id):
        contact = Contact(subject_id=keyring.new_subject(), name="Max")
        contact.save()
        assert Contact.objects.find(id=contact.id).name == "Max"
    for attempt in (
        lambda: Contact.objects.update(name="Max"),
        lambda: Contact.objects.filter(name="Max").exists(),
        lambda: Contact(subject_id=contact.subject_id, name=7).save(),
    ):
        with pytest.raises(TypeError), workspace_scope(world.acme.id):
            attempt()
