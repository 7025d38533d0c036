"""Make the workspace of somebody who proved their mailbox. Steps in two planes: each may be repeated, and the link finishes what broke off."""

from contextlib import suppress

from django.conf import settings
from django.db import transaction

from ictdesk.business.plans import plans, trials
from ictdesk.business.plans.models import Subscription
from ictdesk.business.signup import asking
from ictdesk.business.signup.asking import SignUp
from ictdesk.business.vendor import queries as vendor
from ictdesk.desk.contacts import commands as contacts
from ictdesk.desk.contacts.queries import addressed_as
from ictdesk.desk.people import accounts, invitations
from ictdesk.desk.people import commands as people
from ictdesk.desk.people.errors import AlreadyMember
from ictdesk.desk.workspaces import commands as workspaces
from ictdesk.desk.workspaces import queries as desks
from ictdesk.desk.workspaces.models import Inbox
from ictdesk.kernel.actor import System
from ictdesk.kernel.errors import Conflict
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.kernel.tenancy.models import WorkspaceEntry
from ictdesk.trust.agreements import accepting
from ictdesk.trust.records import instructions

US = System("signup")
NOTICE = (
    "You write to {name}. We keep this conversation as long as we need it to help you; our privacy page says "
    "how long that is and what your rights are."
)


def finish(said: SignUp) -> str:
    """The path where the owner goes on: to the choice of a password, or to the desk.

    Raises `Conflict` when the address was taken, or the agreement replaced, since they asked.
    """
    accepting.must_be_in_force(said.agreement)
    entry = _entry(said)
    workspaces.found_workspace(slug=said.slug, name=said.organisation, region=said.region)
    user = accounts.user_with(said.email)
    accepting.accept(workspace_id=entry.id, user_id=user.id, version=said.agreement, at=said.asked_at)
    with workspace_scope(entry.id):
        instructions.begin()
        _furnish(said)
        with suppress(AlreadyMember):  # this step was done before
            people.add_member(actor=US, email=said.email, name=said.name, role="owner")
        path = invitations.link_for(user, said.slug).removeprefix(settings.ICTDESK_BASE_URL)
    _known_to_the_vendor(said)
    return path


def _entry(said: SignUp) -> WorkspaceEntry:
    """The address is this sign-up's alone, or nobody's. Raises `Conflict`."""
    with transaction.atomic():
        known = Subscription.objects.filter(signup_id=said.id).first()
        if known is not None:
            return WorkspaceEntry.find(id=known.workspace_id)
        asking.must_be_free(said.slug)
        entry, made = WorkspaceEntry.objects.get_or_create(slug=said.slug, defaults={"region": said.region})
        if not made:
            raise Conflict("This address is taken: choose another one.")
        of = plans.plan(said.plan)
        Subscription.objects.create(
            workspace_id=entry.id,
            signup_id=said.id,
            plan=of.key,
            began_at=said.asked_at,
            trial_ends_at=trials.ends_at(of, said.asked_at),
        )
    return entry


def _furnish(said: SignUp) -> None:
    """What a desk needs before anybody can write to it."""
    if desks.current_notice() is None:
        workspaces.publish_notice(actor=US, text=NOTICE.format(name=said.organisation))
    if not Inbox.objects.exists():
        inbox = workspaces.make_inbox(actor=US, name="Website")
        workspaces.set_inbox(actor=US, inbox=inbox, name=inbox.name, allowed_origins=[], mail_local="support")


def _known_to_the_vendor(said: SignUp) -> None:
    """Trial owners are contacts of the vendor, who is controller of that: every right of a contact is theirs."""
    with workspace_scope(vendor.entry().id):
        if not addressed_as(said.email):
            contact = contacts.make_contact(actor=US, name=said.name)
            contacts.claim_email(actor=US, contact=contact, address=said.email)
