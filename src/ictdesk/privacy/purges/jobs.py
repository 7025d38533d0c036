"""The job of this room: what ends by itself ends."""

from ictdesk.kernel.actor import System
from ictdesk.kernel.jobs import job, periodic
from ictdesk.privacy.purges import commands

US = System("purges")


@job("purges.settle")
def settle() -> None:
    commands.settle_purges(actor=US)


periodic("purges.settle", seconds=60)
