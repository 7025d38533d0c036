"""A plan that keeps everything in the EEA is for workspaces that live there."""

import pytest
from pytest_django.fixtures import Settings

from ictdesk.business.plans import residency, setting
from ictdesk.business.plans.models import Subscription
from ictdesk.business.plans.plans import plan
from ictdesk.business.signup import asking
from ictdesk.kernel.errors import Conflict, Invalid
from ictdesk.kernel.tenancy.models import WorkspaceEntry
from ictdesk.project.places import Place
from ictdesk.trust.agreements import wording
from tests.world import World

SAID = {"organisation": "Kettles", "slug": "kettles-abroad", "name": "Ann", "email": "ann@kettles.example"}


@pytest.fixture(autouse=True)
def _places(settings: Settings) -> None:
    settings.ICTDESK_PLACES = {
        "eu": Place("Frankfurt", ""),
        "fr": Place("Paris, France", "FR"),
        "us": Place("Ashburn, United States", "US"),
    }


def ask(region: str, of: str) -> asking.SignUp:
    return asking.checked(region=region, plan=of, agreement=wording.VERSION, **SAID)


def test_a_region_outside_is_for_the_other_plans() -> None:
    assert ask("us", "pro").region == "us"
    for region in ("eu", "fr"):
        assert ask(region, "enterprise").region == region
    with pytest.raises(Conflict, match="Ashburn"):
        ask("us", "enterprise")
    with pytest.raises(Invalid, match="no such region"):
        ask("mars", "pro")


def test_a_workspace_outside_is_not_put_on_it(world: World) -> None:
    acme = world.acme.id
    entry = WorkspaceEntry.objects.filter(id=acme)
    setting.set_plan(workspace_id=acme, key="pro")
    entry.update(region="us")
    try:
        with pytest.raises(Conflict, match="EEA"):
            setting.set_plan(workspace_id=acme, key="enterprise")
        with pytest.raises(Conflict, match="EEA"):
            residency.must_fit_workspace(plan("enterprise"), acme)
    finally:
        entry.update(region="eu")
    assert Subscription.objects.get(workspace_id=acme).plan == "pro"
    setting.set_plan(workspace_id=acme, key="enterprise")
