"""A house that takes mail, as the tests of mail have it."""

from tests.mail.conftest import desk, listener

__all__ = ["desk", "listener"]
