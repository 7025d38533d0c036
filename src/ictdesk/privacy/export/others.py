"""What people other than the person are called in an archive: numbers, the same ones on every page."""

from collections.abc import Callable
from uuid import UUID

from django.utils.translation import gettext as _

from ictdesk.kernel.datamap.persons import Person

YOU = "you"


class Others:
    """Gives each member and each other person a number, in the order in which they appear."""

    def __init__(self, person: Person) -> None:
        self._person = person
        self._numbers: dict[str, dict[UUID, int]] = {"member": {}, "contact": {}}

    def is_them(self, id_: UUID | None) -> bool:
        return id_ is not None and (id_ in self._person.contacts or id_ in self._person.subjects)

    def name(self, id_: UUID | None, kind: str) -> str:
        """Who it was: *you*, *Agent 1*, *Person 1*, or the software."""
        if self.is_them(id_):
            return YOU
        if id_ is None or kind not in self._numbers:
            return _("The desk")
        number = self._numbers[kind].setdefault(id_, len(self._numbers[kind]) + 1)
        return WORDS[kind](number)


WORDS: dict[str, Callable[[int], str]] = {
    "member": lambda number: _("Agent %(number)s") % {"number": number},
    "contact": lambda number: _("Person %(number)s") % {"number": number},
}
