"""Stripe, as far as the desk sees it: an HTTP server on this machine that speaks its API and signs its notices as it does.

It keeps what it is told, remembers answers by their idempotency keys, pages its lists, and fails when it is asked to.
"""

import hashlib
import hmac
import itertools
import json
import re
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self
from urllib.parse import parse_qsl, urlsplit

from tests.server import PATIENCE

KEY = "sk_test_" + "k" * 24
SECRET = "whsec_" + "s" * 32
PRICE = "price_pro_1"
CARD = "4242424242424242"
"""Stripe never sends it. This one does, wherever it may: what a careless desk would store."""
MONTH = 30 * 24 * 3600
type Answer = tuple[int, dict[str, Any]]


class Trouble(Exception):
    """Answers with an error of Stripe's."""

    def __init__(self, status: int, code: str, kind: str = "invalid_request_error") -> None:
        super().__init__(code)
        self.status, self.body = status, {"error": {"type": kind, "code": code, "message": code}}


class FakeStripe:
    """`now` is its clock, in seconds; `calls` holds what it was asked: method, path, parameters and headers.

    `failures`: what becomes of the next requests, one after another: an answer, "hang up" once it is done, or None for nothing.
    """

    def __init__(self) -> None:
        self.now = int(time.time())
        self.calls: list[tuple[str, str, dict[str, str], dict[str, str]]] = []
        self.events: list[dict[str, Any]] = []
        self.failures: list[Answer | str | None] = []
        self.page = 100
        self.rows: dict[str, dict[str, dict[str, Any]]] = {
            "customers": {},
            "subscriptions": {},
            "invoices": {},
            "sessions": {},
        }
        self._answers: dict[str, tuple[dict[str, str], Answer]] = {}
        self._ids = itertools.count(1)
        self._mark = hashlib.sha256(str(id(self)).encode() + str(time.time_ns()).encode()).hexdigest()[:10]
        handler = type("Handler", (_Handler,), {"stripe": self})
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(PATIENCE)

    # ---- what people and time do at Stripe ----------------------------------------------------

    def pay(self, session: str = "", *, country: str = "DE") -> dict[str, Any]:
        """Somebody fills in the page for payment; the last one that was opened, unless one is named."""
        row = self.rows["sessions"][session or list(self.rows["sessions"])[-1]]
        assert row["status"] == "open", "this page is closed"
        row["status"] = "complete"
        of_it = {"price": row["_price"], "quantity": row["_quantity"], "trial_end": row["_trial_end"]}
        made = self.subscribe(row["customer"], metadata=row["_metadata"], country=country, **of_it)
        row["subscription"] = made["id"]
        self._tell("checkout.session.completed", row)
        return made

    def subscribe(
        self,
        customer: str,
        *,
        price: str = PRICE,
        quantity: int = 1,
        metadata: dict[str, str] | None = None,
        country: str = "DE",
        trial_end: int | None = None,
        status: str = "",
    ) -> dict[str, Any]:
        """A subscription begins, with its first invoice."""
        row: dict[str, Any] = {
            "id": self._id("sub"),
            "object": "subscription",
            "customer": customer,
            "status": status or ("trialing" if trial_end else "active"),
            "created": self.now,
            "livemode": False,
            "items": {"object": "list", "data": [self._item(price, quantity, trial_end)], "has_more": False},
            "cancel_at_period_end": False,
            "cancel_at": None,
            "metadata": metadata or {},
            "description": CARD,
            "default_payment_method": self._method(),
        }
        self.rows["subscriptions"][row["id"]] = row
        self._tell("customer.subscription.created", row)
        self.bill(row, paid=row["status"] != "past_due", country=country)
        return row

    def _item(self, price: str, quantity: int, trial_end: int | None) -> dict[str, Any]:
        return {
            "id": self._id("si"),
            "object": "subscription_item",
            "price": {"id": price, "object": "price", "unit_amount": 1900, "currency": "eur"},
            "quantity": quantity,
            "current_period_start": self.now,
            "current_period_end": trial_end or self.now + MONTH,
        }

    def _method(self) -> dict[str, Any]:
        card = {"brand": "visa", "last4": "4242", "number": CARD, "exp_month": 12, "exp_year": 2030}
        return {"id": self._id("pm"), "object": "payment_method", "type": "card", "card": card}

    def bill(self, subscription: dict[str, Any], *, paid: bool, country: str = "DE") -> dict[str, Any]:
        """An invoice for the present period."""
        total = 1900 * subscription["items"]["data"][0]["quantity"]
        row = {
            "id": self._id("in"),
            "object": "invoice",
            "customer": subscription["customer"],
            "status": "paid" if paid else "open",
            "created": self.now,
            "currency": "eur",
            "total": total,
            "amount_remaining": 0 if paid else total,
            "livemode": False,
            "number": f"K-{next(self._ids):05}",
            "customer_address": {"country": country, "line1": CARD},
            "total_taxes": [{"amount": total * 19 // 119}],
            "status_transitions": {"finalized_at": self.now},
            "hosted_invoice_url": f"{self.address}/i/{self._mark}",
            "customer_name": CARD,
        }
        self.rows["invoices"][row["id"]] = row
        self._tell("invoice.paid" if paid else "invoice.payment_failed", row)
        return row

    def fail(self, subscription: dict[str, Any]) -> dict[str, Any]:
        """A new period begins, and its payment fails."""
        self.period(subscription, "past_due")
        return self.bill(subscription, paid=False)

    def renew(self, subscription: dict[str, Any]) -> dict[str, Any]:
        """A new period begins, and is paid."""
        self.period(subscription, "active")
        return self.bill(subscription, paid=True)

    def period(self, subscription: dict[str, Any], status: str) -> None:
        item = subscription["items"]["data"][0]
        item["current_period_end"] = self.now + MONTH
        self.change(subscription, status=status)

    def settle(self, subscription: dict[str, Any]) -> None:
        """What is owed is paid."""
        for row in self.rows["invoices"].values():
            if row["customer"] == subscription["customer"] and row["status"] == "open":
                row.update(status="paid", amount_remaining=0)
                self._tell("invoice.paid", row)
        self.change(subscription, status="active")

    def change(self, subscription: dict[str, Any], **what: Any) -> None:
        subscription.update(what)
        kind = "deleted" if subscription["status"] == "canceled" else "updated"
        self._tell(f"customer.subscription.{kind}", subscription)

    # ---- notices -------------------------------------------------------------------------------

    def _tell(self, kind: str, row: dict[str, Any]) -> None:
        event = {
            "id": self._id("evt"),
            "object": "event",
            "api_version": "2026-10-28.endive",
            "type": kind,
            "created": self.now,
            "livemode": False,
            "data": {"object": json.loads(json.dumps({**row, "card": CARD}))},
        }
        self.events.append(event)

    def signed(
        self, event: dict[str, Any], *, secret: str = SECRET, at: int | None = None
    ) -> tuple[bytes, str]:
        """The body and its `Stripe-Signature`."""
        return sign(json.dumps(event).encode(), secret=secret, at=at)

    # ---- its API -------------------------------------------------------------------------------

    def answer(self, method: str, path: str, given: dict[str, str], headers: dict[str, str]) -> Answer:
        self.calls.append((method, path, given, headers))
        if headers.get("Authorization") != f"Bearer {KEY}":
            return 401, {"error": {"type": "invalid_request_error", "message": "No such key"}}
        if not headers.get("Stripe-Version"):
            return 400, {"error": {"type": "invalid_request_error", "message": "No version"}}
        key = headers.get("Idempotency-Key", "")
        if method == "POST" and key in self._answers:
            before, said = self._answers[key]
            return said if before == given else (400, {"error": {"type": "idempotency_error"}})
        try:
            row = self._route(method, path)(given)
        except Trouble as trouble:
            return trouble.status, trouble.body
        if method == "POST" and key:
            self._answers[key] = (given, (200, json.loads(json.dumps(row))))
        return 200, row

    def _route(self, method: str, path: str) -> Callable[[dict[str, str]], dict[str, Any]]:
        one = re.compile(r"/v1/(checkout/)?(\w+)/(\w+)(/expire)?")
        if (method, path) in self._plain():
            return self._plain()[method, path]
        found = one.fullmatch(path)
        if not found or found[2] not in self.rows or found[3] not in self.rows[found[2]]:
            raise Trouble(404, "resource_missing")
        row = self.rows[found[2]][found[3]]
        if found[4]:
            return lambda _given: self._expire(row)
        acts = {"GET": lambda _given: row, "POST": lambda given: self._update(row, given)}
        return acts.get(method) or (lambda _given: self._cancel(row))

    def _plain(self) -> dict[tuple[str, str], Callable[[dict[str, str]], dict[str, Any]]]:
        return {
            ("POST", "/v1/customers"): self._customer,
            ("POST", "/v1/checkout/sessions"): self._session,
            ("POST", "/v1/billing_portal/sessions"): self._portal,
            ("POST", "/v1/invoices/create_preview"): self._preview,
            ("GET", "/v1/subscriptions"): lambda given: self._list("subscriptions", given),
            ("GET", "/v1/invoices"): lambda given: self._list("invoices", given),
        }

    def _customer(self, given: dict[str, str]) -> dict[str, Any]:
        row: dict[str, Any] = {
            "id": self._id("cus"),
            "object": "customer",
            "email": given.get("email"),
            "livemode": False,
            "metadata": inner(given, "metadata"),
            "invoice_settings": {"default_payment_method": None},
        }
        self.rows["customers"][row["id"]] = row
        return row

    def _session(self, given: dict[str, str]) -> dict[str, Any]:
        if given["customer"] not in self.rows["customers"]:
            raise Trouble(400, "resource_missing")
        id_ = self._id("cs_test")
        trial = given.get("subscription_data[trial_end]")
        row: dict[str, Any] = {
            "id": id_,
            "object": "checkout.session",
            "status": "open",
            "customer": given["customer"],
            "url": f"{self.address}/pay/{id_}",
            "_price": given["line_items[0][price]"],
            "_quantity": int(given["line_items[0][quantity]"]),
            "_metadata": inner(given, "subscription_data[metadata]"),
            "_trial_end": int(trial) if trial else None,
        }
        self.rows["sessions"][id_] = row
        return row

    def _portal(self, given: dict[str, str]) -> dict[str, Any]:
        id_ = self._id("bps")
        return {"id": id_, "object": "billing_portal.session", "url": f"{self.address}/portal/{id_}"}

    def _preview(self, given: dict[str, str]) -> dict[str, Any]:
        row = self.rows["subscriptions"][given["subscription"]]
        total = 1900 * row["items"]["data"][0]["quantity"]
        return {"object": "invoice", "currency": "eur", "total": total}

    def _list(self, kind: str, given: dict[str, str]) -> dict[str, Any]:
        rows = [
            row
            for row in reversed(self.rows[kind].values())
            if row["customer"] == given.get("customer", row["customer"])
            and (kind != "subscriptions" or given.get("status") == "all" or row["status"] != "canceled")
        ]
        after = given.get("starting_after")
        if after:
            rows = rows[[row["id"] for row in rows].index(after) + 1 :]
        most = min(self.page, int(given.get("limit", 10)))
        return {
            "object": "list",
            "url": f"/v1/{kind}",
            "data": rows[:most],
            "has_more": len(rows) > most,
        }

    def _update(self, row: dict[str, Any], given: dict[str, str]) -> dict[str, Any]:
        if "cancel_at_period_end" in given:
            row["cancel_at_period_end"] = given["cancel_at_period_end"] == "true"
        if "items[0][quantity]" in given:
            assert given["items[0][id]"] == row["items"]["data"][0]["id"]
            row["items"]["data"][0]["quantity"] = int(given["items[0][quantity]"])
        self._tell("customer.subscription.updated", row)
        return row

    def _cancel(self, row: dict[str, Any]) -> dict[str, Any]:
        self.change(row, status="canceled")
        return row

    def _expire(self, row: dict[str, Any]) -> dict[str, Any]:
        if row["status"] != "open":
            raise Trouble(400, "checkout_session_not_open")
        row["status"] = "expired"
        return row

    def _id(self, kind: str) -> str:
        return f"{kind}_{self._mark}{next(self._ids):06}"


def sign(body: bytes, *, secret: str = SECRET, at: int | None = None) -> tuple[bytes, str]:
    """As Stripe does: HMAC-SHA256 over the time, a dot and the body."""
    when = int(time.time()) if at is None else at
    mac = hmac.new(secret.encode(), f"{when}.".encode() + body, hashlib.sha256).hexdigest()
    return body, f"t={when},v1={mac},v0=0"


def inner(given: dict[str, str], name: str) -> dict[str, str]:
    """`name[a]` and `name[b]` as a and b."""
    found = {key: re.fullmatch(re.escape(name) + r"\[(\w+)\]", key) for key in given}
    return {match[1]: given[key] for key, match in found.items() if match}


class _Handler(BaseHTTPRequestHandler):
    stripe: FakeStripe

    def log_message(self, *_: object) -> None:
        """Says nothing."""

    def do_GET(self) -> None:
        self._go()

    def do_POST(self) -> None:
        self._go()

    def do_DELETE(self) -> None:
        self._go()

    def _go(self) -> None:
        parts = urlsplit(self.path)
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        given = dict(parse_qsl(parts.query) + parse_qsl(body))
        failure = self.stripe.failures.pop(0) if self.stripe.failures else None
        if failure == "hang up":
            self.stripe.answer(self.command, parts.path, given, dict(self.headers))
            self.close_connection = True
            return
        if isinstance(failure, tuple):
            status, said = failure
        else:
            status, said = self.stripe.answer(self.command, parts.path, given, dict(self.headers))
        content = json.dumps(said).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Request-Id", "req_1")
        self.end_headers()
        self.wfile.write(content)
