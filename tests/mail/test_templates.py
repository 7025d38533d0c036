"""Mails in a workspace's own words: each placeholder once, nothing of a value is read again, own HTML is cleaned."""

import pytest

from ictdesk.desk.contacts import commands as contacts
from ictdesk.desk.mail import commands, samples, templating
from ictdesk.desk.mail.template_kinds import KINDS, kind_of
from ictdesk.desk.mail.templating import MailWords
from ictdesk.desk.requesters import commands as requesters
from ictdesk.desk.requesters import letters
from ictdesk.desk.workspaces.queries import workspace
from ictdesk.kernel.errors import AlreadySo, Invalid, NotFound
from ictdesk.kernel.tenancy import workspace_scope
from tests.mail.desk import MailDesk
from tests.mail.listener import Sink, plain
from tests.people.browsers import signed_in
from tests.world import US, World

ANSWER = MailWords("", "Dear {{contact.name}},\n{{message}}\n\n{{ signature }}\n{{ticket.url}}")


def choose(desk: MailDesk, of: str, words: MailWords) -> None:
    with workspace_scope(desk.house.id):
        commands.set_mail_template(actor=desk.house.vera.actor, of=of, words=words)


def answered(desk: MailDesk, text: str, name: str = "Max Mustermann") -> None:
    desk.write()
    (conversation,) = desk.conversations()
    with workspace_scope(desk.house.id):
        contacts.rename(actor=US, contact=conversation.contact, name=name)
    desk.house.say(desk.house.ada.actor, conversation, text)
    desk.send_all()


def said(sink: Sink, number: int) -> str:
    return plain(sink.mails[number]).replace("\r\n", "\n")


def html(sink: Sink) -> str:
    body = sink.mails[-1].get_body(("html",))
    assert body is not None
    return str(body.get_content())


def test_an_answer_in_ones_own_words_and_the_products_again(desk: MailDesk, sink: Sink) -> None:
    choose(desk, "answer", ANSWER)
    answered(desk, "It comes on Friday.")
    text = said(sink, 0)
    assert text.startswith("Dear Max Mustermann,\nIt comes on Friday.\n\nAda")
    assert "\n-- \n" not in text
    assert "Dear Max Muster" in html(sink)
    assert sink.mails[0]["Subject"] == "Re: Parcel"
    with workspace_scope(desk.house.id):
        commands.reset_mail_template(actor=desk.house.vera.actor, of="answer")
        with pytest.raises(AlreadySo):
            commands.reset_mail_template(actor=desk.house.vera.actor, of="answer")
    desk.house.say(desk.house.ada.actor, desk.conversations()[0], "Or on Saturday.")
    desk.send_all()
    assert said(sink, 1).startswith("Or on Saturday.\n\n-- \n")


def test_what_a_value_says_is_neither_placeholder_nor_html(desk: MailDesk, sink: Sink) -> None:
    own = '<p>Dear <b>{{contact.name}}</b></p><p>{{message}}</p><a href="{{ticket.url}}">here</a>'
    choose(desk, "answer", MailWords("", "{{contact.name}}: {{message}}", own))
    answered(desk, "Use {{ticket.url}} & <script>alert(1)</script>", name='{{message}}<img src="x">"')
    assert said(sink, 0).startswith(
        '{{message}}<img src="x">": Use {{ticket.url}} & <script>alert(1)</script>'
    )
    page = html(sink)
    assert "<b>{{message}}&lt;img src=" in page
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert f"/w/{desk.house.slug}/requests/" in page


def test_own_html_runs_and_fetches_nothing(desk: MailDesk, sink: Sink) -> None:
    wild = (
        '<p style="position:fixed">{{message}}</p><script>x()</script><img src="https://eve.example/p.gif">'
        '<a href="javascript:x()">a</a><form action="https://eve.example"><input></form>'
        '<svg onload="x()"></svg>'
    )
    choose(desk, "answer", MailWords("", "{{message}}", wild))
    answered(desk, "It comes.")
    page = html(sink).partition("</style>")[2]
    assert "It comes." in page
    for bad in ("script", "eve.example", "style=", "<form", "<input", "svg", "onload"):
        assert bad not in page, bad


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (MailWords("", "Dear customer"), "{{message}} must stand in it"),
        (MailWords("", "{{message}} {{message.__class__}}"), "is not known"),
        (MailWords("", "{{message}} {{code}}"), "is not known"),
        (MailWords("", "{{message}} {{oops"), "two braces"),
        (MailWords("", "{{message}}", "<p>Hello</p>"), "must stand in it"),
        (MailWords("", "{{message}}", '<p title="{{contact.name}}">{{message}}</p>'), "Within a tag"),
        (MailWords("", "{{message}}", "<p>" * 300 + "{{message}}"), "too deep"),
        (MailWords("", "{{message}}" + "x" * 4000), "too long"),
    ],
)
def test_words_that_cannot_be_used_are_refused(world: World, words: MailWords, why: str) -> None:
    house = world.acme
    with workspace_scope(house.id):
        with pytest.raises(Invalid, match=why):
            commands.set_mail_template(actor=house.vera.actor, of="answer", words=words)
        assert templating.chosen("answer") is None
        with pytest.raises(NotFound):
            commands.set_mail_template(actor=house.vera.actor, of="invoice", words=words)


def test_a_line_of_which_nothing_is_known_is_left_out() -> None:
    words = MailWords("{{workspace.name}}", "{{message}}\n#{{ticket.number}}: {{ticket.url}}\nBye")
    made = templating.fill(words, {"message": "A\n{{ticket.url}}", "workspace.name": "Acme\nInc"})
    assert (made.subject, made.text) == ("Acme Inc", "A\n{{ticket.url}}\nBye\n")


def test_a_code_goes_out_in_the_workspaces_words(desk: MailDesk) -> None:
    desk.write()
    with workspace_scope(desk.house.id):
        row = requesters.ask_code(address="max@mail.example")
        standard = letters.compose(row)
        choose(desk, "code", MailWords("{{workspace.name}}: {{code}}", "Code {{code}}."))
        own, name = letters.compose(row), workspace().name
    assert standard is not None
    assert own is not None
    code = standard.subject.split()[0]
    assert code in standard.body
    assert "works once" in standard.body
    assert (own.subject, own.body) == (f"{name}: {code}", f"Code {code}.\n")


def test_every_kind_can_be_said_in_the_products_own_words(world: World) -> None:
    with workspace_scope(world.acme.id):
        for kind in KINDS:
            made = samples.fill(kind, templating.standard(kind), workspace())
            assert "{{" not in made.subject + made.text + made.html, kind.name


def test_the_page_saves_refuses_shows_and_sends(desk: MailDesk, sink: Sink) -> None:
    client, path = signed_in(desk.house.vera), f"/desk/{desk.house.slug}/settings/templates/code/"
    assert client.post(path, {"subject": "x", "text": "{{code}}"}).status_code == 302
    refused = client.post(path, {"subject": "x", "text": "no code"})
    assert b"must stand in it" in refused.content
    shown = client.post(f"{path}preview/", {"subject": "x", "text": "So: {{code}}"})
    assert b"So: 123456" in shown.content
    assert "sandbox; default-src 'none'" in shown.headers["Content-Security-Policy"]
    assert shown.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert b"123456" in client.get(f"{path}preview/").content
    assert client.post(f"{path}test/").status_code == 200
    assert "123456" in plain(sink.mails[-1])
    with workspace_scope(desk.house.id):
        assert templating.chosen(kind_of("code").name) == MailWords("x", "{{code}}")
