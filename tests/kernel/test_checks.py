"""The system checks of tenancy: a model that forgets its workspace stops `./desk check`."""

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import models

from ictdesk.desk.contacts.models import Contact
from ictdesk.kernel.ids import new_id
from ictdesk.kernel.tenancy import checks
from ictdesk.kernel.tenancy.guard import cell_tables
from ictdesk.kernel.tenancy.models import CellModel


@pytest.fixture
def loose() -> Iterator[type[CellModel]]:
    """A model of a cell for which nobody wrote a migration, with every fault that a check knows."""
    cell_tables()  # remembered before there is one more

    class Loose(CellModel):
        contact = models.ForeignKey(Contact, models.CASCADE, related_name="+")
        word = models.CharField(max_length=9, unique=True)
        place = models.UUIDField(default=new_id)

        class Meta:
            app_label = "contacts"
            constraints = [
                models.UniqueConstraint(fields=["place"], name="loose_place"),
                models.UniqueConstraint(fields=["workspace_id", "place"], name="right_place"),
                models.UniqueConstraint(models.F("place"), name="loose_expression"),
            ]

        def __str__(self) -> str:
            return "loose"

    yield Loose
    del apps.all_models["contacts"]["loose"]
    apps.clear_cache()


def test_the_models_of_the_product_pass() -> None:
    assert checks.cell_tables_are_secured() == checks.keys_stay_in_their_workspace() == []


def test_a_table_without_its_policy_is_found(loose: type[CellModel]) -> None:
    assert [(error.id, error.obj) for error in checks.cell_tables_are_secured()] == [("tenancy.E001", loose)]


def test_keys_that_leave_the_workspace_are_found(loose: type[CellModel]) -> None:
    found = [(error.id, error.msg.split(" must ")[0]) for error in checks.keys_stay_in_their_workspace()]
    assert found == [
        ("tenancy.E002", "contacts.Loose.contact"),
        ("tenancy.E003", "unique constraint loose_place"),
        ("tenancy.E003", "unique constraint loose_expression"),
        ("tenancy.E003", "unique constraint word"),
    ]
