"""This room's part when somebody is erased: what they took along does not lie behind a link any more."""

from ictdesk.kernel import erasing
from ictdesk.kernel.actor import System
from ictdesk.kernel.datamap.persons import Person
from ictdesk.privacy.transfers import commands

US = System("transfers")


def give_up(person: Person) -> None:
    commands.void_transfers(actor=US, people=sorted(person.subjects))


erasing.at_start(give_up)
