"""Browsers that look at the site; the vendor's workspace is there."""

import pytest

from ictdesk.kernel.tenancy.models import WorkspaceEntry
from tests.business.conftest import vendor as vendor


@pytest.fixture(autouse=True)
def _there(vendor: WorkspaceEntry) -> None:
    """Pages need it."""
