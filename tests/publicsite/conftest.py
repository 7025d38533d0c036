"""Browsers that look at the site; the vendor's workspace is there."""

import pytest

from ictdesk.business.vendor.founding import found
from ictdesk.kernel.tenancy.models import WorkspaceEntry


@pytest.fixture(autouse=True)
def vendor() -> WorkspaceEntry:
    return found()
