"""The bus: wake-ups between processes. It carries ids only, and losing one loses nothing.

Readers recover from their cursor; a slow poll stands behind every wake-up.
"""

from ictdesk.kernel.events.bus.postgres import (
    CHANNEL,
    Wake,
    notice,
    revoke_after_commit,
    setup_after_commit,
    wake_after_commit,
)

__all__ = ["CHANNEL", "Wake", "notice", "revoke_after_commit", "setup_after_commit", "wake_after_commit"]
