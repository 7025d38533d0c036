"""The commands that change the epoch of the keys: first `rotate-keys`, then a key dump, then `destroy-epochs`."""

from ictdesk.kernel.vault import rotation
from ictdesk.kernel.vault.cipher import CannotOpen
from ictdesk.project.errors import StartupProblem


def rotate() -> None:
    """Begins an epoch and brings all workspaces to it. The desk may run meanwhile."""
    epoch = rotation.begin_epoch()
    try:
        count = rotation.rotate_all()
    except CannotOpen as error:
        raise StartupProblem(
            "A key does not open, so not every workspace is in the new epoch. Nothing is lost and nothing may be destroyed: "
            "restore the keys first, then run this again."
        ) from error
    print(f"Epoch {epoch} has begun; the keys of {count} people were wrapped anew.")
    print("Next: write a key dump, read it back, then run `ictdesk destroy-epochs`.")


def destroy() -> None:
    """Destroys the old epochs after every key was opened without them. Raises `StartupProblem`."""
    try:
        old = rotation.destroy_old_epochs()
    except rotation.StillUsed as error:
        raise StartupProblem(f"Nothing was destroyed: {error}. Run `ictdesk rotate-keys` first.") from error
    except CannotOpen as error:
        raise StartupProblem(
            "Nothing was destroyed: a key does not open under the newest epoch. Restore the keys folder first."
        ) from error
    print(f"Destroyed: epoch {', '.join(map(str, old))}." if old else "There is no old epoch.")
