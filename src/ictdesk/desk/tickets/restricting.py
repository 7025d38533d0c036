"""While a person is restricted (Art. 18 GDPR), nothing of theirs is due; when it ends, it is worked out anew."""

from datetime import datetime

from ictdesk.desk.conversations.models import Conversation
from ictdesk.desk.tickets import clocks
from ictdesk.kernel import restricting
from ictdesk.kernel.datamap.persons import Person, rows_of


def register() -> None:
    restricting.at_begin(stop)
    restricting.at_end(go_on)


def stop(person: Person) -> None:
    rows_of(Conversation, person).filter(due_at__isnull=False).update(due_at=None, due_for="")


def go_on(person: Person, since: datetime) -> None:
    clocks.reckon(rows_of(Conversation, person).values_list("id", flat=True))
