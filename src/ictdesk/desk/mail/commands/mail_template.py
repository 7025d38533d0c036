"""Choose the words of a mail, or go back to the product's."""

from ictdesk.desk.mail import rules, templating
from ictdesk.desk.mail.models import MailTemplate
from ictdesk.desk.mail.template_kinds import kind_of
from ictdesk.desk.mail.templating import MailWords
from ictdesk.kernel.actor import Actor
from ictdesk.kernel.audit.record import record
from ictdesk.kernel.command import command
from ictdesk.kernel.errors import AlreadySo
from ictdesk.kernel.instructing import Alters


@command(allow=rules.can_set_up, alters=Alters("mail", (MailTemplate,)))
def set_mail_template(*, actor: Actor, of: str, words: MailWords) -> MailTemplate:
    """Mails of this kind say this from now on. Raises `NotFound`, and `Invalid` for words that cannot be used."""
    kind = kind_of(of)
    clean = templating.clean(kind, words)
    row: MailTemplate = MailTemplate.objects.get_or_create(name=kind.name)[0]
    row.subject, row.text, row.html = clean.subject, clean.text, clean.html
    row.save(update_fields=["subject", "text", "html"])
    record(actor, "mail.set_template", "mail_template", row.id, html=bool(row.html))
    return row


@command(allow=rules.can_set_up, alters=Alters("mail", (MailTemplate,)))
def reset_mail_template(*, actor: Actor, of: str) -> None:
    """The product's words again. Raises `NotFound`, and `AlreadySo` where they never went."""
    row: MailTemplate | None = MailTemplate.objects.filter(name=kind_of(of).name).first()
    if row is None:
        raise AlreadySo("The product's words are in use already.")
    record(actor, "mail.reset_template", "mail_template", row.id)
    row.delete()
