"""The supervisor over real processes that do as little as possible."""

import os
import signal
import subprocess
from collections.abc import Callable

import pytest

from ictdesk.project.errors import StartupProblem
from ictdesk.project.supervisor import FIRST_DELAY, Supervisor


class Sleeper:
    """A part that sleeps, or ends at once; notes what happens to it in `story`."""

    def __init__(self, name: str, story: list[str], seconds: str = "600") -> None:
        self.name = name
        self.story = story
        self.seconds = seconds
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        self.story.append(f"start {self.name}")
        self.process = subprocess.Popen(["sleep", self.seconds], start_new_session=True)

    def stop(self) -> None:
        assert self.process is not None
        self.process.terminate()
        self.process.wait()
        self.story.append(f"stop {self.name}")

    def poll(self) -> int | None:
        return None if self.process is None else self.process.poll()


def supervise(parts: list[Sleeper], story: list[str], then: Callable[[], None]) -> None:
    """Run until `then`, called when all is ready, has asked to stop."""

    def on_ready() -> None:
        story.append("ready")
        then()

    Supervisor(parts, ready=lambda: True, on_ready=on_ready).run()


def stop_us() -> None:
    os.kill(os.getpid(), signal.SIGTERM)


def test_parts_start_in_order_and_stop_in_reverse() -> None:
    story: list[str] = []
    supervise([Sleeper("database", story), Sleeper("web", story)], story, stop_us)
    assert story == ["start database", "start web", "ready", "stop web", "stop database"]


def test_a_part_that_dies_is_started_again(capsys: pytest.CaptureFixture[str]) -> None:
    story: list[str] = []

    class Stopping(Sleeper):
        """Asks for the end when it lives for the second time."""

        def start(self) -> None:
            super().start()
            if self.story.count("start web") == 2:
                stop_us()

    part = Stopping("web", story)

    def kill_part() -> None:
        assert part.process is not None
        part.process.kill()

    supervise([part], story, kill_part)
    assert story == ["start web", "ready", "start web", "stop web"]
    assert f"web ended by SIGKILL; starting it again in {FIRST_DELAY:.1f} s" in capsys.readouterr().err


def test_a_part_that_keeps_dying_is_given_more_time_each_round(capsys: pytest.CaptureFixture[str]) -> None:
    story: list[str] = []

    class Failing(Sleeper):
        def start(self) -> None:
            super().start()
            if self.story.count("start web") == 4:
                stop_us()

    supervise([Failing("web", story, seconds="0")], story, lambda: None)
    said = capsys.readouterr().err
    assert [f"again in {delay} s" in said for delay in ("0.2", "0.4", "0.8")] == [True, True, True]


def test_a_part_that_dies_before_all_is_ready_ends_the_start() -> None:
    story: list[str] = []
    parts = [Sleeper("database", story), Sleeper("web", story, seconds="0")]
    with pytest.raises(StartupProblem, match="web ended with status 0 before the desk was ready"):
        Supervisor(parts, ready=lambda: False, on_ready=lambda: None).run()
    assert story[-1] == "stop database"


def test_the_former_signal_handlers_come_back() -> None:
    former = [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGCHLD)]
    supervise([], [], stop_us)
    assert [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGCHLD)] == former
