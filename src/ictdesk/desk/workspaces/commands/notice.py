"""Publish a new version of the notice above the first message."""

from ictdesk.desk.workspaces import rules
from ictdesk.desk.workspaces.models import Notice
from ictdesk.desk.workspaces.queries import current_notice
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import AlreadySo, Invalid
from ictdesk.kernel.instructing import Alters


@command(allow=rules.can_manage, alters=Alters("notice", (Notice,)))
def publish_notice(*, actor: Actor, text: str, privacy_url: str = "") -> Notice:
    """Makes the next version; old ones stay readable. Raises `AlreadySo` and `Invalid`."""
    text, privacy_url = text.strip(), privacy_url.strip()
    if not 0 < len(text) <= 600:
        raise Invalid("A notice has 1 to 600 characters.")
    if privacy_url and not privacy_url.startswith(("https://", "http://")):
        raise Invalid("The address of the privacy page begins with https://")
    newest = current_notice()
    if newest and (newest.text, newest.privacy_url) == (text, privacy_url):
        raise AlreadySo
    notice = Notice(version=(newest.version if newest else 0) + 1, text=text, privacy_url=privacy_url)
    notice.save()
    record(actor, "notice.publish", "notice", notice.id, version=notice.version)
    return notice
