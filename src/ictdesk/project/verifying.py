"""`ictdesk verify-audit`: whether an exported log is what its checkpoints promised. Needs no database and no settings."""

import argparse
import sys
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_public_key

from ictdesk.kernel.audit import notes, offline
from ictdesk.project.errors import StartupProblem


def run(arguments: argparse.Namespace) -> None:
    """Prints what was found; ends with status 1 when anything was altered. Raises `StartupProblem`."""
    key, saved = _key(arguments.key), [_text(one) for one in arguments.checkpoint]
    try:
        with Path(arguments.file).open("rb") as content:
            report = offline.verify(content, key, saved)
    except notes.NoCheckpoint as error:
        raise StartupProblem("A checkpoint is not of this log, or this key did not sign it.") from error
    except offline.BadFile as error:
        raise StartupProblem(f"{arguments.file}: {error}.") from error
    except OSError as error:
        raise StartupProblem(f"{arguments.file} cannot be read: {error.strerror}.") from error
    print(
        f"{report.size} entries, {report.forgotten} of them forgotten, {report.promises} promises compared."
    )
    for one in report.problems:
        print(f"  {one.fault} at {one.place}")
    if not report.whole:
        sys.exit(f"ALTERED: {report.faults} faults.")
    print("It is whole.")


def _key(path: Path) -> bytes:
    try:
        key = load_pem_public_key(path.read_bytes())
    except (OSError, ValueError) as error:
        raise StartupProblem(f"{path} holds no public key.") from error
    if not isinstance(key, Ed25519PublicKey):
        raise StartupProblem(f"{path} holds a key of another kind than Ed25519.")
    return key.public_bytes(Encoding.Raw, PublicFormat.Raw)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        raise StartupProblem(f"{path} cannot be read.") from error
