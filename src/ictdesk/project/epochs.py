"""The commands that change the epoch of the keys: first `rotate-keys`, then a key dump, then `destroy-epochs`."""

from ictdesk.kernel.tenancy.planes import cell_aliases, region_of
from ictdesk.kernel.vault import rotation
from ictdesk.kernel.vault.cipher import CannotOpen
from ictdesk.project.errors import StartupProblem


def rotate() -> None:
    """Begins an epoch of every cell and brings its workspaces to it. The desk may run meanwhile."""
    for cell in cell_aliases():
        _rotate(cell)
    print("Next: write a key dump, read it back, then run `ictdesk destroy-epochs`.")


def _rotate(cell: str) -> None:
    epoch = rotation.begin_epoch(cell)
    try:
        count = rotation.rotate_all(cell)
    except CannotOpen as error:
        raise StartupProblem(
            "A key does not open, so not every workspace is in the new epoch. Nothing is lost and nothing may be destroyed: "
            "restore the keys first, then run this again."
        ) from error
    print(f"{region_of(cell)}: epoch {epoch} has begun; the keys of {count} people were wrapped anew.")


def destroy() -> None:
    """Destroys the old epochs of every cell after every key was opened without them. Raises `StartupProblem`."""
    for cell in cell_aliases():
        _destroy(cell)


def _destroy(cell: str) -> None:
    try:
        old = rotation.destroy_old_epochs(cell)
    except rotation.StillUsed as error:
        raise StartupProblem(f"Nothing was destroyed: {error}. Run `ictdesk rotate-keys` first.") from error
    except CannotOpen as error:
        raise StartupProblem(
            "Nothing was destroyed: a key does not open under the newest epoch. Restore the keys folder first."
        ) from error
    said = f"destroyed: epoch {', '.join(map(str, old))}." if old else "there is no old epoch."
    print(f"{region_of(cell)}: {said}")
