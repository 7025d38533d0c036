"""How sign-in behaves here: django-allauth's adapters."""

import base64
from typing import Any
from urllib.parse import quote

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ictdesk.desk.people.models import User
from ictdesk.desk.people.session_store import look_again_after_commit
from ictdesk.kernel import egress
from ictdesk.kernel.tenancy.planes import FIRST
from ictdesk.kernel.vault.root import root

SEED = b"sign-in seed"


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up by themselves: members are invited, the first owner is made with the workspace.

    Links in mails lead to the configured address, whatever `Host` a request came with.
    """

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _("This address and this password do not belong together."),
        "too_many_login_attempts": _(
            "Too many attempts. Wait five minutes, or have a new password sent to you."
        ),
        "incorrect_password": _("This is not your password."),
        "enter_current_password": _("This is not your present password."),
        "rate_limited": _("Too many attempts. Wait a minute and try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_reset_password_from_key_url(self, key: str) -> str:
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"})
        return f"{settings.ICTDESK_BASE_URL}{path.replace('UID-KEY', quote(key))}"

    def get_email_confirmation_url(self, request: HttpRequest, emailconfirmation: Any) -> str:
        return f"{settings.ICTDESK_BASE_URL}{reverse('account_confirm_email', args=[emailconfirmation.key])}"

    def set_password(self, user: User, password: str) -> None:
        """A new password ends the user's other sessions: their sockets look again."""
        super().set_password(user, password)
        look_again_after_commit(user.pk)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        egress.ask_mail(email, None)
        super().send_mail(template_prefix, email, context | {"base_url": settings.ICTDESK_BASE_URL})


def shown_as(user: User) -> str:
    """What an account is called on its own pages."""
    return user.email


class MfaAdapter(DefaultMFAAdapter):
    """Seeds of codes are wrapped with the root key, so that a copy of the database makes no codes."""

    def encrypt(self, text: str) -> str:
        return base64.b64encode(root(FIRST).wrap(text.encode(), SEED)).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return root(FIRST).unwrap(base64.b64decode(encrypted_text), SEED).decode()
