"""How to try the settings of mail."""

from typing import Any, Protocol
from uuid import UUID

from django.urls import reverse

type Attempt = tuple[str, str, Any]


class Aim(Protocol):
    """The ids of one workspace's things, as far as they are named here."""

    @property
    def slug(self) -> str: ...

    @property
    def inbox(self) -> UUID: ...

    @property
    def sent(self) -> UUID: ...

    @property
    def left_alone(self) -> UUID: ...

    @property
    def mailbox(self) -> UUID: ...

    @property
    def domain(self) -> UUID: ...


def desk(name: str, slug: str, **ids: Any) -> str:
    return reverse(name, kwargs={"slug": slug, **ids})


def of_mail(aim: Aim) -> dict[str, list[Attempt]]:
    """By the name of the page. What deletes comes last."""
    mail = desk("settings-mail", aim.slug, inbox_id=aim.inbox)
    again = desk("settings-mail-again", aim.slug, inbox_id=aim.inbox, mail_id=aim.sent)
    allow = desk("settings-mail-allow", aim.slug, inbox_id=aim.inbox, suppression_id=aim.left_alone)
    sender, test = (
        desk(f"settings-mail-{verb}", aim.slug, inbox_id=aim.inbox) for verb in ("sender", "test")
    )
    box = {
        verb: desk(f"settings-mailbox-{verb}", aim.slug, mailbox_id=aim.mailbox)
        for verb in ("test", "switch", "remove")
    }
    domain = desk("settings-sender", aim.slug, domain_id=aim.domain)
    return {
        "settings-mail": [("GET", mail, None), ("POST", mail, [("receipt", "We have it.")])],
        "settings-mail-again": [("POST", again, [])],
        "settings-mail-allow": [("POST", allow, [])],
        "settings-mail-sender": [("POST", sender, [("domain", str(aim.domain)), ("local", "help")])],
        "settings-mail-test": [("POST", test, [])],
        "settings-mailbox-test": [("POST", box["test"], [])],
        "settings-mailbox-switch": [("POST", box["switch"], [])],
        "settings-mailbox-remove": [("POST", box["remove"], [])],
        "settings-sender": [("GET", domain, None)],
        "settings-sender-check": [("POST", f"{domain}check/", [])],
        "settings-sender-remove": [("POST", f"{domain}remove/", [])],
    }


def of_mail_calls(aim: Aim, prefix: str) -> dict[str, list[Attempt]]:
    """Calls of the API about domains and mailboxes. What deletes comes last."""
    domain, box = f"{prefix}/sender-domains/{aim.domain}", f"{prefix}/mailboxes/{aim.mailbox}"
    sender = f"{prefix}/inboxes/{aim.inbox}/sender"
    new = {"inbox_id": str(aim.inbox), "host": "imap.invalid", "user": "eve", "secret": {"password": "x"}}
    return {
        "POST /mailboxes": [("POST", f"{prefix}/mailboxes", new)],
        "POST /sender-domains/{domain_id}/check": [("POST", f"{domain}/check", None)],
        "GET /inboxes/{inbox_id}/sender": [("GET", sender, None)],
        "PUT /inboxes/{inbox_id}/sender": [("PUT", sender, {"domain_id": str(aim.domain), "local": "help"})],
        "POST /mailboxes/{mailbox_id}/test": [("POST", f"{box}/test", None)],
        "PATCH /mailboxes/{mailbox_id}": [("PATCH", box, {"active": False})],
        "DELETE /mailboxes/{mailbox_id}": [("DELETE", box, None)],
        "DELETE /sender-domains/{domain_id}": [("DELETE", domain, None)],
    }


def of_templates(slug: str) -> dict[str, list[Attempt]]:
    """The pages of one kind of mail, and of one's digest: they name the workspace alone."""
    page = desk("settings-template", slug, of="code")
    words = [("subject", "{{code}}"), ("text", "{{code}}"), ("html", "")]
    digest = [("often", "daily"), ("hour", "8"), ("zone", "UTC")]
    return {
        "settings-digest": [("POST", desk("settings-digest", slug), digest)],
        "settings-template": [("GET", page, None), ("POST", page, words)],
        "settings-template-preview": [("GET", f"{page}preview/", None), ("POST", f"{page}preview/", words)],
        "settings-template-test": [("POST", f"{page}test/", [])],
        "settings-template-reset": [("POST", f"{page}reset/", [])],
    }
