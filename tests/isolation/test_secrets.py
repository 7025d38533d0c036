"""Addresses and tokens that are a right in themselves: forged, aged or turned to another's thing they open nothing."""

import re
import time
from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from django.core import signing
from django.urls import reverse

from ictdesk.desk.conversations import links
from ictdesk.desk.people import accounts, invitations
from ictdesk.desk.people.models import User
from tests.isolation.furnished import Furnished
from tests.isolation.public_routes import OF_A_PERSON
from tests.isolation.routes import send
from tests.isolation.strangers import member
from tests.people.browsers import browser, prove, signed_in, user_of
from tests.world import Person


def token_of(workspace: UUID, file: UUID) -> str:
    return links.file_url(workspace, file, preview=False).rpartition("/")[2]


def signed(value: str, *, salt: str = links.SALT, age: float = 0) -> str:
    signer = signing.TimestampSigner(salt=salt, sep="~")
    signer.timestamp = lambda: signing.b62_encode(int(time.time() - age))  # type: ignore[method-assign]
    return signer.sign(value)


def test_an_address_of_a_file_opens_it(acme: Furnished) -> None:
    status, body, _ = send(browser(), ("GET", f"/files/{token_of(acme.id, acme.file.id)}", None))
    assert (status, body) == (200, b"%PDF-1.7\n")


FORGERIES: dict[str, Callable[[Furnished, Furnished], str]] = {
    "nothing at all": lambda a, g: token_of(a.id, uuid4()),
    "no workspace": lambda a, g: token_of(uuid4(), a.file.id),
    "the neighbour's workspace": lambda a, g: token_of(g.id, a.file.id),
    "another's file": lambda a, g: token_of(a.id, g.file.id),
    "no preview": lambda a, g: links.file_url(a.id, a.file.id, preview=True).rpartition("/")[2],
    "altered": lambda a, g: token_of(a.id, a.file.id)[:-1] + "_",
    "workspace exchanged": lambda a, g: token_of(g.id, a.file.id).replace(g.id.hex, a.id.hex),
    "file exchanged": lambda a, g: (
        token_of(a.id, uuid4())[:32] + a.file.id.hex + token_of(a.id, uuid4())[64:]
    ),
    "unsigned": lambda a, g: f"{a.id.hex}{a.file.id.hex}f",
    "too old": lambda a, g: signed(f"{a.id.hex}{a.file.id.hex}f", age=links.LIFETIME + 1),
    "signed for another purpose": lambda a, g: signed(f"{a.id.hex}{a.file.id.hex}f", salt=invitations.SALT),
    "short": lambda a, g: signed("f"),
    "empty": lambda a, g: signed(""),
}


@pytest.mark.parametrize("name", FORGERIES)
def test_a_forged_address_is_as_one_of_nothing(acme: Furnished, globex: Furnished, name: str) -> None:
    client = member("owner", globex)
    got = send(client, ("GET", f"/files/{FORGERIES[name](acme, globex)}", None))
    nothing = send(client, ("GET", f"/files/{FORGERIES['nothing at all'](acme, globex)}", None))
    assert got[0] == nothing[0] == 404
    assert len(got[1]) == len(nothing[1])


def fresh_user() -> User:
    return User.objects.create_user(f"{uuid4().hex}@mail.example")


def test_an_invitation_is_one_persons_and_ends_with_the_first_password(
    acme: Furnished, globex: Furnished
) -> None:
    invited, member_already = fresh_user(), user_of(globex.house.people["agent"])
    here = globex.id.hex
    accounts.take_seat(invited, globex.id)
    good = signed(invited.id.hex + here, salt=invitations.SALT)
    assert send(browser(), ("GET", f"/account/invitation/{good}", None))[0] == 302
    refused = (
        signed(member_already.id.hex + here, salt=invitations.SALT),
        signed(uuid4().hex + here, salt=invitations.SALT),
        signed(invited.id.hex + here, salt=invitations.SALT, age=invitations.LIFETIME + 1),
        signed(invited.id.hex + here),
        signed(invited.id.hex + acme.id.hex, salt=invitations.SALT),
        signed(invited.id.hex, salt=invitations.SALT),
        good.replace(invited.id.hex, fresh_user().id.hex),
        "x",
    )
    answers = {send(browser(), ("GET", f"/account/invitation/{token}", None))[:2] for token in refused}
    assert {status for status, _ in answers} == {404}
    assert len({re.sub(rb'nonce="[^"]*"', b"", body) for _, body in answers}) == 1


def reset_path(user: User, key: str) -> str:
    return reverse("account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(user), "key": key})


def test_a_key_for_a_new_password_is_one_persons(acme: Furnished, globex: Furnished) -> None:
    theirs, own = user_of(acme.house.ada), user_of(globex.house.people["agent"])
    key = default_token_generator.make_token(own)
    assert send(browser(), ("GET", reset_path(own, key), None))[0] == 302
    answers = [send(browser(), ("GET", reset_path(user, key), None)) for user in (theirs, User(id=uuid4()))]
    assert [status for status, _, _ in answers] == [200, 200]
    assert answers[0][1].count(b"password1") == answers[1][1].count(b"password1") == 0


@pytest.mark.parametrize("name", sorted(OF_A_PERSON))
def test_a_passkey_of_another_is_as_none(acme: Furnished, globex: Furnished, name: str) -> None:
    def passkey(person: Person) -> int:
        row = Authenticator.objects.create(
            user=user_of(person), type=Authenticator.Type.WEBAUTHN, data={"name": "Key", "credential": {}}
        )
        return int(row.pk)

    person = globex.house.people["viewer"]
    client = signed_in(person)
    prove(client)
    theirs, never = passkey(acme.house.iris), 10**9
    tried = [
        send(client, (method, reverse(name, kwargs={"pk": pk}), [("name", "Mine")]))
        for method in ("GET", "POST")
        for pk in (theirs, never)
    ]
    assert [(status, where) for status, _, where in tried] == [(404, "")] * 4
    own = passkey(person)
    assert send(client, ("GET", reverse(name, kwargs={"pk": own}), None))[0] != 404
    assert Authenticator.objects.filter(pk__in=(own, theirs)).delete()[0] == 2


def test_an_address_is_confirmed_by_its_own_key_only(acme: Furnished) -> None:
    address = EmailAddress.objects.get(email=acme.house.noor.email)
    EmailAddress.objects.filter(pk=address.pk).update(verified=False)
    good = EmailConfirmationHMAC(address).key
    other = signing.dumps(obj=address.pk, salt="other")
    for key in (good[:-1] + ("A" if good[-1] != "A" else "B"), other, "x"):
        send(browser(), ("POST", reverse("account_confirm_email", args=[key]), []))
        assert not EmailAddress.objects.get(pk=address.pk).verified
    send(browser(), ("POST", reverse("account_confirm_email", args=[good]), []))
    assert EmailAddress.objects.get(pk=address.pk).verified
