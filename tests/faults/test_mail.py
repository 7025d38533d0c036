"""Short runs of mail under fire. `./desk bench mailout` and `./desk bench mailin` are the long ones."""

import json
import os
import subprocess
import sys
from typing import Any

import pytest

SECONDS = 240
MAILS = os.environ.get("ICTDESK_TEST_MAILS", "16")
KILLS = os.environ.get("ICTDESK_TEST_MAIL_KILLS", "3")


def bench(name: str) -> dict[str, Any]:
    """The figures of a run on an installation of its own."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("ICTDESK_")}
    done = subprocess.run(
        [sys.executable, "-m", f"bench.{name}", "--mails", MAILS, "--kills", KILLS, "--hurry"],
        check=False, capture_output=True, text=True, env=environment, timeout=SECONDS,
    )  # fmt: skip
    assert done.stdout, done.stderr[-3000:]
    return dict(json.loads(done.stdout))


@pytest.mark.slow
def test_out_nothing_is_lost_and_copies_come_only_of_an_unheard_yes() -> None:
    found = bench("mailout")
    assert found["kills"] == int(KILLS)
    assert [found[name] for name in ("lost", "unfinished", "wrong_state", "strange_ids")] == [0] * 4
    assert found["windows"] >= int(KILLS), "each kill came after a yes that nobody had noted"
    assert found["copies"] > 0
    assert found["unexplained_copies"] == 0


@pytest.mark.slow
def test_in_nothing_is_lost_or_doubled() -> None:
    found = bench("mailin")
    assert [found[name] for name in ("lost", "doubled", "not_taken_in", "without_conversation")] == [0] * 4
    assert found["sent_again"] > 0, "the senders felt the kills"
    assert found["longest_wait_of_a_good_mail"] < 60
