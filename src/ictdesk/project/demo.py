"""`ictdesk demo`: fills the demo workspaces, once."""

from pathlib import Path

import django


def seed(data_dir: Path | str) -> None:
    """Makes the demo workspaces unless they are there; prints the members' password when it was made here."""
    django.setup()
    from ictdesk.project import demo_workspaces  # models need the app registry

    password = demo_workspaces.seed(Path(data_dir))
    if password:
        print(f"demo password: {password}", flush=True)
