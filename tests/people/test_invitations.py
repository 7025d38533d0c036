import re

import pytest
from allauth.account.models import EmailAddress
from django.core.mail import EmailMultiAlternatives

from ictdesk.desk.people import commands, invitations
from ictdesk.desk.people.jobs import invite, leave
from ictdesk.desk.people.models import Member, User
from ictdesk.kernel.errors import NotFound
from ictdesk.kernel.tenancy import workspace_scope
from tests.people.browsers import browser, user_of
from tests.world import World

NEW = "seven random words make one password"


def invited(world: World, mailoutbox: list[EmailMultiAlternatives], email: str) -> EmailMultiAlternatives:
    with workspace_scope(world.acme.id):
        member = commands.add_member(actor=world.acme.vera.actor, email=email, name="Lin", role="agent")
        invite(str(member.id))
    return mailoutbox[-1]


def link_in(mail: EmailMultiAlternatives) -> str:
    found = re.search(r"http://desk\.test(/\S+)", str(mail.body))
    assert found
    return found[1]


def test_an_invitation_leads_to_a_password_and_in(
    world: World, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    mail = invited(world, mailoutbox, f"lin@{world.acme.slug}.example")
    assert mail.to == [f"lin@{world.acme.slug}.example"]
    assert world.acme.slug.capitalize() in mail.subject
    assert link_in(mail) in str(mail.alternatives[0][0])
    client, link = browser(), link_in(mail)
    form = client.get(link, follow=True)
    assert form.redirect_chain[-1][0].endswith("-set-password/")
    done = client.post(form.redirect_chain[-1][0], {"password1": NEW, "password2": NEW}, follow=True)
    assert done.redirect_chain[-1][0] == f"/desk/{world.acme.slug}/inbox/"
    user = User.objects.get(email=mail.to[0])
    assert EmailAddress.objects.get(user=user).verified
    over = browser().get(link)
    assert over.status_code == 404
    assert b"This invitation is over" in over.content


def test_whoever_has_an_account_is_led_to_the_desk(
    world: World, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    mail = invited(world, mailoutbox, world.globex.hank.email)
    assert link_in(mail) == f"/desk/{world.acme.slug}/"


@pytest.mark.parametrize("token", ["x", "~", "0" * 32, f"{'0' * 32}~1tAbCd~signature", "..%2f"])
def test_a_forged_link_is_over(world: World, token: str) -> None:
    with pytest.raises(NotFound):
        invitations.password_path(token)


def test_a_link_made_for_another_purpose_is_over(world: World) -> None:
    from django.core import signing

    user = user_of(world.acme.ada)
    user.set_unusable_password()
    user.save()
    said = user.id.hex + world.acme.id.hex
    right = signing.TimestampSigner(salt=invitations.SALT, sep="~").sign(said)
    assert invitations.password_path(right)
    with pytest.raises(NotFound):
        invitations.password_path(signing.TimestampSigner(salt="ictdesk.files", sep="~").sign(said))


def test_a_weak_password_is_refused_with_words_that_help(
    world: World, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    client = browser()
    form = client.get(link_in(invited(world, mailoutbox, f"lin@{world.acme.slug}.example")), follow=True)
    for weak in ("short", "password1234", "x" * 129):
        answer = client.post(form.redirect_chain[-1][0], {"password1": weak, "password2": weak})
        assert answer.status_code == 200
        assert b"field__error" in answer.content
    assert not User.objects.get(email=f"lin@{world.acme.slug}.example").has_usable_password()


def test_an_invitation_that_was_taken_back_opens_nothing(
    world: World, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    link = link_in(invited(world, mailoutbox, f"lin@{world.acme.slug}.example"))
    assert browser().get(link).status_code == 302
    user = User.objects.get(email=f"lin@{world.acme.slug}.example")
    with workspace_scope(world.acme.id):
        member = Member.objects.get(user_id=user.id)
        commands.deactivate_member(actor=world.acme.vera.actor, member=member)
        leave(str(member.id))
    with workspace_scope(world.globex.id):
        commands.add_member(actor=world.globex.hank.actor, email=user.email, name="Lin", role="agent")
    assert browser().get(link).status_code == 404
