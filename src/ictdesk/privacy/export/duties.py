"""This room's part in a case: it looks for others when work begins, makes the archive when it is granted, and has it end."""

from datetime import timedelta

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ictdesk.kernel import clock, erasing
from ictdesk.kernel.actor import Actor, System
from ictdesk.kernel.datamap.persons import Person
from ictdesk.kernel.jobs import defer
from ictdesk.kernel.language import known
from ictdesk.kernel.tenancy import current_workspace
from ictdesk.kernel.tenancy.models import WorkspaceEntry
from ictdesk.privacy.export import commands, places, queries
from ictdesk.privacy.export.models import Bundle
from ictdesk.privacy.rights import duties, letters
from ictdesk.privacy.rights.models import RightsItem, RightsRequest

US = System("export")
KEPT = timedelta(days=7)
"""From the letter on."""
VARIANTS = {"access": "access", "portability": "portable"}
GRANTED = ("fulfilled", "partly")


def granted(row: RightsRequest) -> list[str]:
    """The variants that the decision gives; none for a case about nobody who is known here."""
    items = RightsItem.objects.filter(request=row, right__in=list(VARIANTS), outcome__in=GRANTED)
    found = [VARIANTS[one] for one in items.order_by("right").values_list("right", flat=True)]
    return found if places.people_of(row.id) else []


def look_for_others(actor: Actor, row: RightsRequest) -> None:
    for right in row.rights:
        if right in VARIANTS and places.people_of(row.id):
            state = "scanning" if right == "access" else "review"
            made, fresh = Bundle.objects.get_or_create(
                request=row, variant=VARIANTS[right], defaults={"subject_id": row.subject_id, "state": state}
            )
            if fresh and right == "access":
                defer("export.scan", bundle=made.id)


def unread(row: RightsRequest) -> str:
    """Why a decision has to wait."""
    if "access" not in granted(row):
        return ""
    if Bundle.objects.filter(request=row, variant="access", state="scanning").exists():
        return _("The texts are still being searched for other people. Look again in a moment.")
    left = queries.open_passages(row)
    return (
        ngettext(
            "%(n)s passage may be about somebody else: read it first.",
            "%(n)s passages may be about somebody else: read them first.",
            left,
        )
        % {"n": left}
        if left
        else ""
    )


def make(actor: Actor, row: RightsRequest) -> None:
    for variant in granted(row):
        commands.order_bundle(actor=US, bundle=queries.bundle_of(row, variant))


def unmade(row: RightsRequest) -> str:
    """Why the letter has to wait."""
    states = dict(Bundle.objects.filter(request=row).values_list("variant", "state"))
    wanted = {states.get(variant, "failed") for variant in granted(row)}
    if "failed" in wanted:
        return _("The archive could not be made. Have it made again.")
    return "" if wanted <= {"ready"} else _("The archive is still being made.")


def begin_its_days(actor: Actor, row: RightsRequest) -> None:
    Bundle.objects.filter(request=row, state="ready").update(expires_at=clock.now() + KEPT)


def where(row: RightsRequest) -> list[str]:
    """What the letter says of it."""
    if not granted(row):
        return []
    slug = WorkspaceEntry.find(id=current_workspace()).slug
    return [
        _(
            "Your data lie ready for seven days:\n%(address)s\nWe ask there once more that it is you, by a code to this "
            "mailbox. After that the archive is deleted here."
        )
        % {
            "address": f"{settings.ICTDESK_BASE_URL}/w/{slug}/privacy/data/{row.id}?lang={known(row.language)}"
        }
    ]


def give_up(person: Person) -> None:
    """Somebody is erased: no archive about them stays, and none of the whole workspace."""
    commands.void_bundles(actor=US, people=sorted(person.subjects))
    give_up_wholes(person)


def give_up_wholes(person: Person) -> None:
    """Files of the whole workspace go once more when the keys are gone: one may have been begun since."""
    commands.void_exports(actor=US)


duties.after("collecting", look_for_others)
duties.before("decided", unread)
duties.after("decided", make)
duties.before("delivered", unmade)
duties.after("delivered", begin_its_days)
letters.ADDED.append(where)
erasing.at_start(give_up)
erasing.before("contact", give_up_wholes)
