"""Everybody who might ask Django for what is not theirs."""

from collections.abc import Callable
from functools import partial

from django.test import Client

from tests.isolation.furnished import Furnished
from tests.people.browsers import browser, secret_of, signed_in

MEMBERS = ("owner", "admin", "agent", "privacy_officer", "viewer")


def member(role: str, house: Furnished) -> Client:
    """A member's browser; the API is told which workspace they mean."""
    client = signed_in(house.house.people[role])
    client.defaults["HTTP_X_WORKSPACE"] = house.house.slug
    return client


def program(house: Furnished) -> Client:
    """An API key with every scope."""
    return Client(headers={"Authorization": f"Bearer {house.secret}"})


def visitor(house: Furnished) -> Client:
    """A visitor's token where a key is expected."""
    return Client(headers={"Authorization": f"Bearer {house.guest.token}"})


def nobody(house: Furnished) -> Client:
    return browser()


STRANGERS: dict[str, Callable[[Furnished], Client]] = {
    **{role: partial(member, role) for role in MEMBERS},
    "program": program,
    "visitor": visitor,
    "nobody": nobody,
}


def narrow_program(house: Furnished, *scopes: str) -> Client:
    """An API key with few scopes."""
    return Client(headers={"Authorization": f"Bearer {secret_of(house.house, *scopes)}"})
