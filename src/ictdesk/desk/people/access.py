"""What a workspace asks of a member's sign-in, beyond that there is one: a second step, and a recent proof."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.mfa.models import Authenticator

from ictdesk.desk.people.models import Member, User
from ictdesk.desk.workspaces.models import Workspace
from ictdesk.kernel import clock
from ictdesk.kernel.errors import NotAllowed, Unauthorised

STEPS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


class SecondStepNeeded(NotAllowed):
    code = "second_step_needed"
    sentence = (
        "This workspace asks for a second step at sign-in. Set one up for your account, then come back."
    )


class SignInOver(Unauthorised):
    code = "sign_in_over"
    sentence = "Prove again who you are: this workspace asks for it after some hours."


def must_meet(settings: Workspace, user: User, session: Mapping[str, Any]) -> None:
    """Returns when the sign-in is good enough. Raises `SecondStepNeeded` and `SignInOver`."""
    if settings.second_step and not has_second_step(user):
        raise SecondStepNeeded
    if settings.sign_in_hours and proved_at(session) <= clock.now() - timedelta(hours=settings.sign_in_hours):
        raise SignInOver


def has_second_step(user: User) -> bool:
    return bool(Authenticator.objects.filter(user=user, type__in=STEPS).exists())


def proved_at(session: Mapping[str, Any]) -> datetime:
    """When whoever holds this session last proved who they are; the beginning of time when nobody knows."""
    proofs = session.get(AUTHENTICATION_METHODS_SESSION_KEY) or []
    return datetime.fromtimestamp(max((one.get("at", 0) for one in proofs), default=0), tz=clock.now().tzinfo)


def stepped_at(session: Mapping[str, Any]) -> datetime:
    """When whoever holds this session last gave a code or used a passkey; a recovery code is neither."""
    proofs = session.get(AUTHENTICATION_METHODS_SESSION_KEY) or []
    steps = (one for one in proofs if one.get("method") == "mfa" and one.get("type") in STEPS)
    return datetime.fromtimestamp(max((one.get("at", 0) for one in steps), default=0), tz=clock.now().tzinfo)


def members_without_step(members: list[Member]) -> list[Member]:
    """Those of the members who have neither a second step nor a passkey."""
    users = [member.user_id for member in members]
    safe = set(
        Authenticator.objects.filter(user_id__in=users, type__in=STEPS).values_list("user_id", flat=True)
    )
    return [member for member in members if member.user_id not in safe]
