"""Brings every database to the present form: the control plane, then each cell, then the grants."""

from django.core.management import call_command

from ictdesk.kernel.tenancy import grants
from ictdesk.kernel.tenancy.planes import CONTROL, cell_aliases


def run(*, verbosity: int = 0) -> None:
    """Migrates as the owner. Running it again changes nothing."""
    for alias in [CONTROL, *cell_aliases()]:
        call_command("migrate", database=alias, interactive=False, verbosity=verbosity, skip_checks=True)
    grants.apply()
