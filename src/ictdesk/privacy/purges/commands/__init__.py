"""The verbs of this room."""

from ictdesk.privacy.purges.commands.confirm import confirm_purge
from ictdesk.privacy.purges.commands.drop import drop_purge
from ictdesk.privacy.purges.commands.propose import propose_purge
from ictdesk.privacy.purges.commands.settle import settle_purges

__all__ = ["confirm_purge", "drop_purge", "propose_purge", "settle_purges"]
