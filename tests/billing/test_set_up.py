"""Keys and prices are read strictly; the notice names the provider where something is sold."""

from pathlib import Path

import pytest

from ictdesk.business.vendor.founding import found
from ictdesk.project import options
from tests.billing.stripe_server import KEY, SECRET, FakeStripe
from tests.people.browsers import browser


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("ICTDESK_STRIPE_KEY_FILE", "pk_test_" + "k" * 24),  # a key that browsers may know
        ("ICTDESK_STRIPE_KEY_FILE", ""),
        ("ICTDESK_STRIPE_HOOK_SECRETS_FILE", "secret"),
        ("ICTDESK_STRIPE_HOOK_SECRETS_FILE", ""),
        ("ICTDESK_STRIPE_HOOK_SECRETS_FILE", f"{SECRET}\nsecret"),
    ],
)
def test_a_file_that_holds_something_else(
    name: str, content: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text(content)
    monkeypatch.setenv(name, str(tmp_path / "file"))
    with pytest.raises(options.BadOption, match=name):
        options.read(name)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ICTDESK_STRIPE_PRICES", "pro"),
        ("ICTDESK_STRIPE_PRICES", "gold=price_1"),
        ("ICTDESK_STRIPE_PRICES", "pro=prod_1"),
        ("ICTDESK_STRIPE_API", "http://stripe.example"),
    ],
)
def test_a_value_that_cannot_be(name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(options.BadOption, match=name):
        options.read(name)


def test_what_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "key").write_text(f"{KEY}\n")
    (tmp_path / "secrets").write_text(f"{SECRET}\n{SECRET}2\n")
    for name, value in (
        ("ICTDESK_STRIPE_KEY_FILE", str(tmp_path / "key")),
        ("ICTDESK_STRIPE_HOOK_SECRETS_FILE", str(tmp_path / "secrets")),
        ("ICTDESK_STRIPE_PRICES", "pro=price_new, pro=price_old"),
    ):
        monkeypatch.setenv(name, value)
    assert options.read("ICTDESK_STRIPE_KEY_FILE") == KEY
    assert options.read("ICTDESK_STRIPE_HOOK_SECRETS_FILE") == [SECRET, f"{SECRET}2"]
    assert options.read("ICTDESK_STRIPE_PRICES") == {"price_new": "pro", "price_old": "pro"}
    assert options.read("ICTDESK_STRIPE_API") == "https://api.stripe.com"


def test_the_notice_names_the_provider_where_something_is_sold(stripe: FakeStripe) -> None:
    found()
    assert "Stripe Payments Europe" in browser().get("/privacy").content.decode()


def test_and_nowhere_else() -> None:
    found()
    assert "Stripe" not in browser().get("/privacy").content.decode()
