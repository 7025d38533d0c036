"""Write down that somebody was given a person's data."""

from collections.abc import Collection
from datetime import date
from typing import get_args
from uuid import UUID

from ictdesk.kernel import clock
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.command import command
from ictdesk.kernel.datamap.persons import person_of
from ictdesk.kernel.errors import Invalid, NotFound
from ictdesk.kernel.home import home
from ictdesk.kernel.lines import one_line
from ictdesk.kernel.vault import keyring
from ictdesk.privacy.recipients import rules
from ictdesk.privacy.recipients.groups import Group
from ictdesk.privacy.recipients.models import Disclosure

GROUPS = get_args(Group.__value__)


@command(allow=rules.can_note, while_ending=True)
def note_disclosure(
    *,
    actor: Actor,
    subjects: Collection[UUID],
    group: Group,
    name: str,
    given_on: date,
    address: str = "",
    what: str = "",
    gagged: bool = False,
) -> Disclosure:
    """Keeps who got what, and since when. Raises `Invalid`, and `NotFound` for keys of nobody.

    `gagged`: a law forbids to tell the person; it stands in no archive and no letter.
    """
    person = person_of(subjects=subjects)
    if not person.contacts:
        raise NotFound
    if group not in GROUPS or not one_line(name):
        raise Invalid("Say who got it, and what they are.")
    if given_on > clock.now().astimezone(home().zone).date():
        raise Invalid("Nothing was given in the future.")
    made = Disclosure(
        person_id=min(person.subjects),
        subject_id=keyring.new_subject(),
        kind=group,
        name=one_line(name)[:200],
        address=one_line(address)[:254],
        what=one_line(what)[:500],
        secret=gagged,
        made_by=actor.id,
        given_on=given_on,
        noted_at=clock.now(),
    )
    made.save()
    record(actor, "recipient.noted", "disclosure", made.id, kind=group, secret=gagged)
    return made
