"""The vendor's workspace. There is one in the databases, so tests share it and count what is theirs alone."""

import pytest

from ictdesk.business.vendor.founding import found
from ictdesk.kernel.tenancy.models import WorkspaceEntry


@pytest.fixture
def vendor() -> WorkspaceEntry:
    return found()
