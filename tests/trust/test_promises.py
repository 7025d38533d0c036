"""The promises of the public page: whole, and none called kept that nothing shows."""

import re
from pathlib import Path

import pytest

from ictdesk.trust.promises.page import SECTIONS, promises
from ictdesk.trust.promises.records import Promise

ROOT = Path(__file__).resolve().parents[2]
KEYS = set(
    """
    roles.controller roles.processor roles.instructions basis.contract basis.interest basis.consent basis.obligation
    basis.withdraw rights.access rights.rectify rights.erase rights.object rights.restrict rights.port
    rights.complain rights.clock rights.reviewed transfer.regions transfer.mechanism transfer.assessment
    transfer.eu_only sub.registry sub.agreement sub.review sub.notice sub.cards design.tls design.rest
    design.isolation design.purge design.logs design.access dpa.signed breach.notice contact.channel
    """.split()
)
"""They never change: the audit trail and the evidence speak of them."""


def test_each_promise_is_there_once() -> None:
    keys = [one.key for one in promises()]
    assert len(keys) == len(set(keys))
    assert set(keys) == KEYS
    assert len({section.anchor for section in SECTIONS}) == len(SECTIONS)


@pytest.mark.parametrize("one", promises(), ids=lambda one: one.key)
def test_each_promise_is_whole(one: Promise) -> None:
    assert one.words.endswith(".")
    assert one.does.endswith(".")
    assert re.match(r"Art\. \d", one.article)
    for named in one.shown_by:
        assert "def test_" in (ROOT / named).read_text(encoding="utf-8")


def test_what_nothing_shows_is_not_called_kept() -> None:
    bare = Promise("k", "Art. 1", "W.", "D.")
    assert bare.state == "planned"
    assert Promise("k", "Art. 1", "W.", "D.", ("tests/x.py",)).state == "kept"
    assert Promise("k", "Art. 1", "W.", "D.", ("tests/x.py",), lacks="L.").state == "partly"
    assert Promise("k", "Art. 1", "W.", "D.", lacks="L.").state == "planned"
