"""The data folder: secrets, the embedded database, files; private to the user who runs the desk."""

import fcntl
import os
import secrets
from pathlib import Path

from ictdesk.project.errors import StartupProblem


class DataFolder:
    """`DIR` and what lies in it. Everything here is made once and never overwritten.

    secrets/   one value per file, 0600
    run/       process ids of the running parts
    postgres/  the embedded database, logs/ what it says
    """

    def __init__(self, path: Path) -> None:
        self.path = path.expanduser().resolve()
        self.secrets = self.path / "secrets"
        self.run = self.path / "run"
        self.logs = self.path / "logs"

    def prepare(self) -> None:
        """Make the folders that are missing and close them to everybody else.

        Raises `StartupProblem` when the folder cannot be made or belongs to another user.
        """
        try:
            for folder in (self.path, self.secrets, self.run, self.logs):
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if self.path.stat().st_uid != os.geteuid():
                raise StartupProblem(f"{self.path} belongs to another user: run as that user, or use --data.")
            for folder in (self.secrets, self.run, self.logs):
                folder.chmod(0o700)
            # As root an access list lets the database's user pass; its mask shows as the group's bit.
            kept = 0o710 if os.geteuid() == 0 else 0o700
            self.path.chmod(self.path.stat().st_mode & kept)
        except OSError as error:
            raise StartupProblem(f"The data folder {self.path} cannot be used: {error.strerror}.") from error

    def secret(self, name: str) -> str:
        """The secret of this name, 32 random bytes as hex, made at its first use."""
        file = self.secret_file(name)
        return file.read_text(encoding="ascii")

    def secret_file(self, name: str) -> Path:
        """The file that holds it. It appears whole or not at all, whatever dies in between."""
        file = self.secrets / name
        if not file.exists():
            draft = self.secrets / f".{name}.{os.getpid()}"
            descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(descriptor, "w", encoding="ascii") as stream:
                stream.write(secrets.token_hex(32))
                stream.flush()
                os.fsync(stream.fileno())
            draft.rename(file)
        return file

    def regions(self) -> list[str]:
        """Codes of the regions that were added here, beside the first."""
        return sorted(file.parent.name for file in self.path.glob("regions/*/region.json"))

    def lock(self) -> int:
        """Hold the folder for as long as this process lives.

        Returns the descriptor that holds it. Raises `StartupProblem` when another desk has it.
        """
        descriptor = os.open(self.path / "lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            raise StartupProblem(
                f"A desk is already running on {self.path}: stop it, or use --data."
            ) from None
        return descriptor
