"""The verbs of this room."""

from ictdesk.trust.promises.commands.attest import attest
from ictdesk.trust.promises.commands.run_now import run_now

__all__ = ["attest", "run_now"]
