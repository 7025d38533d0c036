"""How long `ictdesk up` takes to be ready: the first time (cluster, migrations, demo) and the second."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path


def measure() -> dict[str, object]:
    """Starts twice on one empty data folder. The environment is installed already."""
    with tempfile.TemporaryDirectory(prefix="ictdesk-bench-start-") as folder:
        Path(folder).chmod(0o755)
        first, second = (ready_after(Path(folder) / "data") for _ in range(2))
    print(f"ready after: first start {first:.1f} s (cluster, migrations, demo), second start {second:.1f} s")
    return {"first": first, "second": second}


def ready_after(data: Path) -> float:
    """Seconds from the call to `ready`; stops the desk again."""
    command = [sys.executable, "-m", "ictdesk", "up", "--demo", "--port", "0", "--data", str(data)]
    clean = {name: value for name, value in os.environ.items() if not name.startswith("ICTDESK_")}
    begin = time.perf_counter()
    desk = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=clean)
    assert desk.stdout is not None
    said = next((line for line in desk.stdout if line.startswith("ready ")), "")
    took = time.perf_counter() - begin
    desk.terminate()
    desk.communicate(timeout=60)
    if not said:
        raise RuntimeError("the desk did not get ready")
    return took
