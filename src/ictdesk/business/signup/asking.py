"""What a sign-up says, and the link that carries it: signed, for a day, and for its own mailbox alone."""

import re
from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID, uuid4

from django.conf import settings
from django.core import signing

from ictdesk.business.plans import plans, residency
from ictdesk.desk.people import accounts
from ictdesk.desk.people.names import clean_name
from ictdesk.kernel import clock
from ictdesk.kernel.errors import Conflict, Invalid, NotFound
from ictdesk.kernel.lines import one_line
from ictdesk.kernel.tenancy.models import WorkspaceEntry
from ictdesk.trust.agreements import accepting

SALT = "ictdesk.signup"
VALID_SECONDS = 24 * 3600
SLUG = re.compile(r"[a-z0-9](?:[a-z0-9-]{1,38}[a-z0-9])")
KEPT_BACK = frozenset(
    {"account", "admin", "api", "desk", "mail", "static", "support", "status", "vendor", "www"}
)
"""Addresses that would mislead whoever reads them."""


@dataclass(frozen=True, slots=True)
class SignUp:
    """`agreement`: the version that was read and accepted, at `asked_at`."""

    id: UUID
    organisation: str
    slug: str
    name: str
    email: str
    plan: str
    region: str
    agreement: str
    asked_at: datetime


def checked(
    *, organisation: str, slug: str, name: str, email: str, plan: str, region: str, agreement: str
) -> SignUp:
    """Raises `Invalid`, and `Conflict` for an address that is taken or an agreement that is not in force."""
    organisation = one_line(organisation)
    if not 0 < len(organisation) <= 120:
        raise Invalid("An organisation has a name of 1 to 120 characters.")
    if not SLUG.fullmatch(slug):
        raise Invalid("An address is 3 to 40 small letters, digits and -.")
    must_be_free(slug)
    if region not in settings.ICTDESK_PLACES:
        raise Invalid("There is no such region.")
    residency.must_fit(plans.plan(plan), region)
    accepting.must_be_in_force(agreement)
    return SignUp(
        uuid4(),
        organisation,
        slug,
        clean_name(name),
        accounts.clean_address(email),
        plan,
        region,
        agreement,
        clock.now(),
    )


def must_be_free(slug: str) -> None:
    """Raises `Conflict`."""
    if slug in KEPT_BACK or WorkspaceEntry.objects.filter(slug=slug).exists():
        raise Conflict("This address is taken: choose another one.")


def token(said: SignUp) -> str:
    """What stands in the link."""
    plain = asdict(said) | {"id": said.id.hex, "asked_at": said.asked_at.isoformat()}
    return signing.dumps(plain, salt=SALT, compress=True)


def read(token: str) -> SignUp:
    """Raises `NotFound` for a link that is forged or older than a day."""
    try:
        said = signing.loads(token, salt=SALT, max_age=VALID_SECONDS)
    except signing.BadSignature as error:
        raise NotFound from error
    times = {"id": UUID(hex=said["id"]), "asked_at": datetime.fromisoformat(said["asked_at"])}
    return SignUp(**(said | times))
