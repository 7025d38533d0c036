"""Invitations: a signed link that lets a new account choose its first password.

It works once, for a week, and while the invited has a seat in the workspace that invited: an account that
has a password is never opened by it. The link to the
form itself is made when it is followed, and lives as short as any other link to a new password.
"""

from uuid import UUID

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core import signing
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse

from ictdesk.desk.people.models import Seat, User
from ictdesk.kernel import egress
from ictdesk.kernel.errors import NotFound
from ictdesk.kernel.tenancy import current_workspace

SALT = "ictdesk.invitation"
LIFETIME = 7 * 24 * 3600
TEMPLATE = "people/email/invitation"


def _signer() -> signing.TimestampSigner:
    return signing.TimestampSigner(salt=SALT, sep="~")


def link_for(user: User, slug: str) -> str:
    """Where an invitation to the workspace in scope leads: to the choice of a password, or to the desk."""
    path = reverse("desk", args=[slug])
    if not user.has_usable_password():
        path = reverse("invitation", args=[_signer().sign(user.id.hex + current_workspace().hex)])
    return f"{settings.ICTDESK_BASE_URL}{path}"


def password_path(token: str) -> str:
    """The path of the form for a first password.

    Raises `NotFound` for a link that is forged, old or used, or whose invitation was taken back.
    """
    try:
        said = _signer().unsign(token, max_age=LIFETIME)
        user_id, workspace_id = UUID(hex=said[:32]), UUID(hex=said[32:])
    except (signing.BadSignature, ValueError) as error:
        raise NotFound from error
    user = User.objects.filter(id=user_id, is_active=True).first()
    seated = Seat.objects.filter(user_id=user_id, workspace_id=workspace_id).exists()
    if user is None or not seated or user.has_usable_password():
        raise NotFound
    key = default_token_generator.make_token(user)
    return reverse("account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(user), "key": key})


def send(user: User, slug: str, workspace: str) -> None:
    """Mails the invitation."""
    told = {"link": link_for(user, slug), "workspace": workspace, "new": not user.has_usable_password()}
    subject = " ".join(render_to_string(f"{TEMPLATE}_subject.txt", told).split())
    mail = EmailMultiAlternatives(subject, render_to_string(f"{TEMPLATE}_message.txt", told), to=[user.email])
    mail.attach_alternative(render_to_string(f"{TEMPLATE}_message.html", told), "text/html")
    egress.ask_mail(user.email, current_workspace())
    mail.send()
