"""Work for later: enqueued in the transaction of its cause, run in its workspace's scope.

Arguments are ids and codes only: every role may read the queue.
"""

from ictdesk.kernel.jobs.queue import BLUEPRINT, FORGET_GONE, defer, forget, forget_all, job, periodic

__all__ = ["BLUEPRINT", "FORGET_GONE", "defer", "forget", "forget_all", "job", "periodic"]
