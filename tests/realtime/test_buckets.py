"""A bucket of tokens gives its burst, then waits."""

import pytest

from ictdesk.kernel.errors import TooManyRequests
from ictdesk.surfaces.realtime.limits import Buckets, Rate


def test_a_bucket_gives_its_burst_and_no_more() -> None:
    buckets = Buckets(Rate(3, 0.01))
    for _ in range(3):
        buckets.take("one")
    with pytest.raises(TooManyRequests) as refused:
        buckets.take("one")
    assert refused.value.retry_after
    buckets.take("another")
