"""`ictdesk backup TARGET --list`: which copies there are, and which of them would be restored."""

from ictdesk.project.backup.targets import Target


def show(target: Target) -> None:
    """A line for each copy of the data. Raises `StartupProblem` when the place cannot be read."""
    keys = target.keys.stamps()[-1:]
    for stamp in target.data.stamps():
        manifest = target.data.manifest(stamp)
        size = sum(facts["bytes"] for facts in manifest["files"].values())
        opens = "" if keys and stamp <= keys[0] else ", without keys: not restored"
        print(f"{stamp}  {size:>15,} bytes  version {manifest['version']}{opens}")
    print(f"keys: {keys[0]}" if keys else "keys: none")
