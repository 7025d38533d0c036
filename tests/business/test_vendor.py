"""The vendor's own workspace: made once, whoever starts first, and nobody else's."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import IntegrityError, connections
from pytest_django.fixtures import Settings

from ictdesk.business.vendor import founding, queries, words
from ictdesk.desk.workspaces import queries as desks
from ictdesk.desk.workspaces.models import Inbox, Notice, TicketType
from ictdesk.kernel.errors import Conflict, NotFound
from ictdesk.kernel.tenancy import workspace_scope
from ictdesk.kernel.tenancy.models import CONTROLLER, PROCESSOR, WorkspaceEntry
from ictdesk.privacy.consent.models import ConsentPurpose, ConsentWording
from tests.world import World


def counted(entry: WorkspaceEntry) -> list[int]:
    with workspace_scope(entry.id):
        models = (Inbox, Notice, TicketType, ConsentPurpose)
        return [model.objects.count() for model in models]


def test_the_vendor_is_controller_there_and_processor_elsewhere(vendor: WorkspaceEntry, world: World) -> None:
    assert vendor.role == CONTROLLER
    assert queries.entry() == vendor
    assert WorkspaceEntry.find(id=world.acme.id).role == PROCESSOR


def test_it_begins_with_ways_in_and_a_notice(vendor: WorkspaceEntry) -> None:
    with workspace_scope(vendor.id):
        boxes = set(Inbox.objects.values_list("mail_local", flat=True))
        notice = desks.current_notice()
        purpose = ConsentPurpose.objects.find(key=words.NEWSLETTER)
        languages = set(ConsentWording.objects.filter(purpose=purpose).values_list("language", flat=True))
    assert boxes == {"contact", "privacy"}
    assert notice
    assert notice.privacy_url == f"{settings.ICTDESK_BASE_URL}/privacy"
    assert purpose.double
    assert languages == set(dict(settings.LANGUAGES))
    assert queries.contact().startswith(f"contact@{vendor.slug}.")
    assert queries.privacy().startswith(f"privacy@{vendor.slug}.")


def test_starts_at_once_make_it_once(vendor: WorkspaceEntry) -> None:
    before = counted(vendor)

    def start(_n: int) -> WorkspaceEntry:
        try:
            return founding.found()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(start, range(4))) == {vendor}
    assert counted(vendor) == before


def test_what_members_changed_stays(vendor: WorkspaceEntry) -> None:
    with workspace_scope(vendor.id):
        named = TicketType.objects.find(name=words.SALES)
        inbox = Inbox.objects.find(mail_local="contact")
        Inbox.objects.filter(id=inbox.id).update(name="Front desk")
    founding.found()
    with workspace_scope(vendor.id):
        assert TicketType.objects.find(name=words.SALES) == named
        assert Inbox.objects.find(id=inbox.id).name == "Front desk"
        Inbox.objects.filter(id=inbox.id).update(name=inbox.name)


def test_there_is_one(vendor: WorkspaceEntry) -> None:
    with pytest.raises(IntegrityError, match="workspace_entry_vendor"):
        WorkspaceEntry.objects.create(slug=f"v-{uuid4().hex[:8]}", region="eu", role=CONTROLLER)
    with pytest.raises(IntegrityError, match="workspace_entry_role"):
        WorkspaceEntry.objects.create(slug=f"v-{uuid4().hex[:8]}", region="eu", role="owner")


def test_a_customer_never_becomes_the_vendor(
    world: World, vendor: WorkspaceEntry, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As at a first start with an address that is taken: nothing of the customer's changes."""
    settings.ICTDESK_SITE = replace(settings.ICTDESK_SITE, workspace=world.acme.slug)

    def none_yet() -> WorkspaceEntry:
        raise NotFound

    monkeypatch.setattr(queries, "entry", none_yet)
    before = counted(WorkspaceEntry.find(id=world.acme.id))
    with pytest.raises(Conflict, match=world.acme.slug):
        founding.found()
    entry = WorkspaceEntry.find(id=world.acme.id)
    assert (entry.role, counted(entry)) == (PROCESSOR, before)
