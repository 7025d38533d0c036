"""Who acted for somebody and took an archive about them: a recipient, known from the case and the archive."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from ictdesk.kernel import recipients
from ictdesk.kernel.datamap.persons import Person
from ictdesk.kernel.ids import parse_id
from ictdesk.kernel.recipients import Known, Recipient
from ictdesk.privacy.export.models import Bundle
from ictdesk.privacy.rights.models import RightsRequest, RightsSubject
from ictdesk.privacy.rights.words import REQUESTERS


def agents(person: Person) -> Iterator[Recipient]:
    """Each case once, with when its archive was first taken."""
    cases = RightsSubject.objects.filter(person_id__in=person.subjects).values("request")
    taken = Bundle.objects.filter(request__in=cases, fetched_at__isnull=False).exclude(
        request__requester="self"
    )
    found: dict[str, Bundle] = {}
    for one in taken.select_related("request").order_by("fetched_at", "id"):
        found.setdefault(str(one.request_id), one)
    for key, one in found.items():
        yield Recipient(
            one.request.name or str(one.request),
            _("An archive of your data"),
            str(REQUESTERS[one.request.requester]),
            "agent",
            key,
            one.fetched_at,
        )


def find(key: str) -> Known | None:
    """The name in the case."""
    row: RightsRequest | None = RightsRequest.objects.filter(id=parse_id(key)).first()
    return Known(row.name or str(row)) if row else None


recipients.register(agents)
recipients.found_by("agent", find)
