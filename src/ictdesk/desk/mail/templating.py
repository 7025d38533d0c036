"""Puts a mail into the words that its workspace chose: every placeholder once, in one pass, and no program in it.

What a value says stays what it says: it is never read as a placeholder or as HTML. Own HTML is cleaned after it
was filled, each time, by the rules by which mails of strangers are shown.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.html import escape, linebreaks
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from ictdesk.desk.mail import sanitising
from ictdesk.desk.mail.models import MailTemplate
from ictdesk.desk.mail.template_kinds import Kind, kind_of
from ictdesk.desk.workspaces import placeholders
from ictdesk.desk.workspaces.models import Workspace
from ictdesk.kernel.errors import Invalid
from ictdesk.kernel.lines import one_line

LONGEST_SUBJECT, LONGEST_TEXT, LONGEST_HTML = 200, 4000, 20_000
TAG = re.compile(r"<[^<>]*>")
LINK = 'href="{{ticket.url}}"'


@dataclass(frozen=True, slots=True)
class MailWords:
    """What a workspace chose to say: HTML is empty where it is made from the text."""

    subject: str
    text: str
    html: str = ""


@dataclass(frozen=True, slots=True)
class Filled:
    """A mail in these words."""

    subject: str
    text: str
    html: SafeString
    """The middle of the page, without the house's frame."""

    def page(self, workspace: Workspace) -> str:
        """The whole of it. Nothing in it is fetched from anywhere."""
        return render_to_string("worded_mail.html", {"said": self.html, "workspace": workspace})


def chosen(name: str) -> MailWords | None:
    """The workspace's own words; None where it uses the product's."""
    row = MailTemplate.objects.filter(name=name).first()
    return MailWords(row.subject, row.text, row.html) if row else None


def standard(kind: Kind) -> MailWords:
    """The product's words."""
    return MailWords(kind.own_subject, kind.own_text)


def in_use(name: str) -> MailWords:
    """What is said now."""
    return chosen(name) or standard(kind_of(name))


def clean(kind: Kind, words: MailWords) -> MailWords:
    """The words with their placeholders in their one form. Raises `Invalid`, and says what is wrong."""
    subject = one_line(words.subject) if kind.subject else ""
    text = words.text.replace("\r\n", "\n").strip("\n ")
    html = words.html.replace("\r\n", "\n").strip()
    for said, longest in ((subject, LONGEST_SUBJECT), (text, LONGEST_TEXT), (html, LONGEST_HTML)):
        if len(said) > longest:
            raise Invalid(_("This is too long: at most %(number)s signs.") % {"number": longest})
    if kind.subject and not subject:
        raise Invalid(_("A mail needs a subject."))
    subject = placeholders.clean_body(subject, known=_in_a_line(kind))
    text, html = (placeholders.clean_body(said, known=kind.offers) for said in (text, html))
    needed = f"{{{{{kind.needs}}}}}"
    if needed not in text or (html and needed not in html):
        raise Invalid(_("%(word)s must stand in it: without it the mail says nothing.") % {"word": needed})
    _refuse_html(html)
    return MailWords(subject, text, html)


def fill(words: MailWords, values: Mapping[str, str]) -> Filled:
    """Raises nothing: what was stored was clean. A line of the text whose placeholders are all empty is left out."""
    lines = [line for line in words.text.split("\n") if not _is_empty(line, values)]
    text = placeholders.fill("\n".join(lines), values)
    in_line = {name: one_line(value) for name, value in values.items()}
    subject = one_line(placeholders.fill(words.subject, in_line))
    return Filled(subject, text.strip("\n") + "\n", _html(words, values, text))


def _html(words: MailWords, values: Mapping[str, str], text: str) -> SafeString:
    if not words.html:
        return mark_safe(linebreaks(escape(text)))  # noqa: S308 - escaped here
    escaped = {name: escape(value).replace("\n", "<br>") for name, value in values.items()}
    filled = placeholders.fill(words.html, escaped)
    return mark_safe(sanitising.harmless(filled, lambda _src: None).html)  # noqa: S308 - cleaned here


def _is_empty(line: str, values: Mapping[str, str]) -> bool:
    named = placeholders.names_in(line)
    return bool(named) and not any(values.get(name) for name in named)


def _in_a_line(kind: Kind) -> tuple[str, ...]:
    """What may stand in a subject."""
    return tuple(name for name in kind.offers if name not in ("message", "messages", "signature"))


def _refuse_html(html: str) -> None:
    """Placeholders stand between tags; the one in a tag is the ticket's address, as where a link leads."""
    if any("{{" in found.replace(LINK, "") for found in TAG.findall(html)):
        raise Invalid(_("Within a tag only %(link)s may stand.") % {"link": LINK})
    try:
        sanitising.harmless(html, lambda _src: None)
    except sanitising.TooDeep as error:
        raise Invalid(_("The HTML is nested too deep.")) from error
