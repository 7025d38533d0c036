"""Browsers and programs of the cast."""

import random

from django.test import Client

from ictdesk.desk.people import commands
from ictdesk.desk.people.models import User
from ictdesk.kernel.tenancy import workspace_scope
from tests.world import PASSWORD, House, Person

SCOPES = (
    "conversations:read",
    "conversations:write",
    "contacts:read",
    "contacts:write",
    "search:read",
    "rights:read",
    "rights:write",
    "consents:read",
    "consents:write",
)


def browser(*, enforce_csrf_checks: bool = False) -> Client:
    """A browser at an address of its own: limits by address do not add up over tests."""
    address = f"10.{random.randrange(256)}.{random.randrange(256)}.{random.randrange(1, 255)}"
    return Client(enforce_csrf_checks=enforce_csrf_checks, REMOTE_ADDR=address)


def user_of(person: Person) -> User:
    return User.objects.get(email=person.email)


def signed_in(person: Person, *, enforce_csrf_checks: bool = False) -> Client:
    """A browser in which somebody is signed in already."""
    client = browser(enforce_csrf_checks=enforce_csrf_checks)
    client.force_login(user_of(person))
    return client


def sign_in(client: Client, person: Person, password: str = PASSWORD) -> int:
    """Sends the form of the sign-in page; 302 when it lets in."""
    return client.post("/account/login/", {"login": person.email, "password": password}).status_code


def secret_of(house: House, *scopes: str) -> str:
    """A new API key of a workspace, made by its owner."""
    owner = next(person for person in house.people.values() if person.actor.role == "owner")
    with workspace_scope(house.id):
        _, secret = commands.make_api_key(actor=owner.actor, name="test", scopes=scopes or SCOPES)
    return secret


def program(house: House, *scopes: str) -> Client:
    """A program with an API key."""
    return Client(headers={"Authorization": f"Bearer {secret_of(house, *scopes)}"})


def prove(client: Client, password: str = PASSWORD) -> None:
    """Proves once more who one is, as the account's pages ask before something that matters."""
    assert client.post("/account/reauthenticate/", {"password": password}).status_code == 302
