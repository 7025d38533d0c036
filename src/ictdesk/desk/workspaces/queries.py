"""Reads of a workspace's settings."""

from ictdesk.desk.workspaces import rules
from ictdesk.desk.workspaces.models import Inbox, Notice, SigningKey, Status, Workspace
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.errors import Invalid, NotAllowed, NotFound
from ictdesk.kernel.tenancy import current_workspace


def workspace() -> Workspace:
    """The settings of the workspace in scope. Raises `NotFound`."""
    found: Workspace = Workspace.objects.find(id=current_workspace())
    return found


def inbox_by_key(key: str) -> Inbox:
    """The active inbox with this widget key. Raises `NotFound`."""
    found: Inbox = Inbox.objects.find(widget_key=key, active=True)
    return found


def inbox_by_mail(local: str) -> Inbox:
    """The active inbox whose e-mail address begins so. Raises `NotFound`."""
    found: Inbox = Inbox.objects.find(mail_local=local.lower(), active=True) if local else _none()
    return found


def first_mail_inbox() -> Inbox:
    """The oldest active inbox that takes mail. Raises `NotFound`."""
    found: Inbox | None = Inbox.objects.filter(active=True).exclude(mail_local="").order_by("id").first()
    return found or _none()


def _none() -> Inbox:
    raise NotFound


def first_inbox() -> Inbox:
    """The oldest active inbox. Raises `NotFound`."""
    found: Inbox | None = Inbox.objects.filter(active=True).order_by("id").first()
    if found is None:
        raise NotFound
    return found


def signing_keys_of(actor: Actor, inbox: Inbox) -> list[SigningKey]:
    """An inbox's valid signing keys, oldest first. Raises `NotAllowed`."""
    if not rules.can_manage(actor):
        raise NotAllowed
    return list(
        SigningKey.objects.filter(inbox=inbox, withdrawn_at__isnull=True).order_by("created_at", "id")
    )


def current_notice() -> Notice | None:
    """The notice in force, or None before the first was published."""
    found: Notice | None = Notice.objects.order_by("-version").first()
    return found


def default_status(category: str) -> Status:
    """The first status of a category. Raises `Invalid` when the workspace has none."""
    found: Status | None = Status.objects.filter(category=category).order_by("position", "id").first()
    if found is None:
        raise Invalid(f"This workspace has no status of the category {category}.")
    return found


def origin_allowed(inbox: Inbox, origin: str) -> bool:
    """Exact comparison of scheme, host and port: no patterns, no missing origin."""
    return bool(origin) and origin in inbox.allowed_origins
