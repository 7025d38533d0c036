"""Make an inbox and set it up."""

import secrets
from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

from ictdesk.desk.workspaces import mail_names, rules
from ictdesk.desk.workspaces.models import Inbox
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import Invalid
from ictdesk.kernel.events import bus
from ictdesk.kernel.instructing import Alters
from ictdesk.kernel.tenancy import current_workspace

PREFIX = "wk"


def new_widget_key() -> str:
    """A public key that says which workspace it belongs to. It is no secret: it stands in the page's source."""
    return f"{PREFIX}_{current_workspace().hex}_{secrets.token_hex(8)}"


@command(allow=rules.can_manage, alters=Alters("inboxes", (Inbox,)))
def make_inbox(*, actor: Actor, name: str, allowed_origins: Sequence[str] = ()) -> Inbox:
    """Makes a chat inbox with a widget key of its own. Raises `Invalid`."""
    inbox = Inbox(
        name=_name(name), widget_key=new_widget_key(), allowed_origins=[origin_of(o) for o in allowed_origins]
    )
    inbox.save()
    record(actor, "inbox.make", "inbox", inbox.id)
    bus.setup_after_commit()
    return inbox


@command(allow=rules.can_manage, alters=Alters("inboxes", (Inbox,)))
def set_inbox(
    *,
    actor: Actor,
    inbox: Inbox,
    name: str,
    allowed_origins: Sequence[str],
    prechat: Sequence[Mapping[str, object]] = (),
    mail_local: str | None = None,
) -> Inbox:
    """Sets name, allowed origins, pre-chat fields and, unless None, the e-mail address.

    Raises `Invalid`, and `Conflict` for an address that another inbox has.
    """
    if mail_local is not None:
        inbox.mail_local = mail_names.clean_local(mail_local)
        mail_names.must_be_free(inbox)
    inbox.name = _name(name)
    inbox.allowed_origins = [origin_of(origin) for origin in allowed_origins]
    inbox.prechat = [_field(field) for field in prechat]
    inbox.save(update_fields=["name", "allowed_origins", "prechat", "mail_local"])
    record(actor, "inbox.set", "inbox", inbox.id, origins=len(inbox.allowed_origins))
    bus.setup_after_commit()
    return inbox


def origin_of(text: str) -> str:
    """An origin in its exact form, scheme://host[:port]. Raises `Invalid` for anything else."""
    try:
        parts = urlsplit(text.strip())
        port = parts.port
    except ValueError as error:
        raise Invalid(f"{text!r} is not the address of a website.") from error
    if (
        parts.scheme not in ("http", "https")
        or not parts.hostname
        or parts.path not in ("", "/")
        or parts.query
    ):
        raise Invalid(f"{text!r} is not the address of a website: write it like https://www.example.com")
    usual = {"http": 80, "https": 443}[parts.scheme]
    return f"{parts.scheme}://{parts.hostname}" + (f":{port}" if port and port != usual else "")


def _name(name: str) -> str:
    name = name.strip()
    if not 0 < len(name) <= 80:
        raise Invalid("An inbox has a name of 1 to 80 characters.")
    return name


def _field(field: Mapping[str, object]) -> dict[str, object]:
    if set(field) != {"name", "required"} or field["name"] not in ("name", "email"):
        raise Invalid("A pre-chat field is name or email, required or not.")
    return {"name": field["name"], "required": bool(field["required"])}
