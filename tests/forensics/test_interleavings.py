"""The sweep in any order: messages, an archive, corrections, holds, an erasure that dies, copies of the past and their replay.

`ICTDESK_TEST_SWEEPS=200 ./desk test tests/forensics/test_interleavings.py` is the long form.
"""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from ictdesk.privacy.erasure import removing
from tests.forensics.interleaved import STEM, Interleaved
from tests.forensics.markers import Markers, scan
from tests.forensics.test_sealing import on_disk

SWEEPS = int(os.environ.get("ICTDESK_TEST_SWEEPS", "5"))


@pytest.fixture(autouse=True)
def small_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """A run has many steps to die between."""
    monkeypatch.setattr(removing, "BATCH", 3)


def test_whatever_the_order_access_is_whole_and_erasure_is_for_good(data_folder: Path) -> None:
    run_state_machine_as_test(
        Interleaved,
        settings=settings(
            max_examples=SWEEPS,
            stateful_step_count=10,
            deadline=None,
            database=None,
            derandomize=True,
            phases=[Phase.generate],  # each example takes seconds: what fails is printed as it is
            suppress_health_check=list(HealthCheck),
        ),
    )
    on_disk()
    assert scan(Markers(stem=STEM), [data_folder]) == {}


@pytest.mark.parametrize("keys", [True, False], ids=["with the keys of its time", "under the newest keys"])
def test_erased_by_a_run_that_died_and_brought_back_by_an_old_copy(keys: bool) -> None:
    """One order by hand, in which everything happens."""
    Interleaved.seen.clear()
    story = Interleaved()
    story.begin()
    story.write(file=True)
    story.ask()
    story.work()
    story.back_up()
    story.erase(steps=8, dies=None)
    story.end_case()
    story.correct()
    story.place_hold()
    story.erase(steps=8, dies=None)
    story.lift_hold()
    story.erase(steps=2, dies=6)
    story.answer(note=False)
    story.write(file=False)
    story.restore(keys=keys)
    assert story.is_leaving()
    story.erase(steps=8, dies=20)
    story.work()
    story.teardown()
    assert Interleaved.seen == {"refused": 2, "held": 1, "died": 1, "shut out": 1, "came back": 1}
