"""The control plane's side of a membership: users, their addresses, seats and sessions.

Each step may be repeated. None of them runs in a cell's transaction: it is done when it returns.
"""

from uuid import UUID

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.db import transaction

from ictdesk.desk.people.models import Seat, User
from ictdesk.kernel.errors import Invalid

_valid = EmailValidator()


def clean_address(address: str) -> str:
    """An e-mail address in the one form in which accounts keep it. Raises `Invalid`."""
    address = User.objects.normalize_email(address.strip()).casefold()
    try:
        _valid(address)
    except ValidationError as error:
        raise Invalid("This is not an e-mail address.") from error
    if len(address) > 254:
        raise Invalid("This is not an e-mail address.")
    return address


def user_with(address: str) -> User:
    """The account with this address; made without a password when there is none. Raises `Invalid`."""
    address = clean_address(address)
    with transaction.atomic():
        user = User.objects.filter(email=address).first()
        if user is None:
            user = User.objects.create_user(address)
        EmailAddress.objects.get_or_create(user=user, email=address, defaults={"primary": True})
    return user


def let_in(user: User, password: str) -> None:
    """Gives an account a password and counts its address as proven: for the first owner and the demo."""
    user.set_password(password)
    user.save(update_fields=["password"])
    EmailAddress.objects.filter(user=user, email=user.email).update(verified=True)


def take_seat(user: User, workspace_id: UUID) -> None:
    Seat.objects.get_or_create(user=user, workspace_id=workspace_id)


def leave_seat(user_id: UUID, workspace_id: UUID) -> None:
    """Takes the seat away. Whoever has no seat left is signed out everywhere."""
    Seat.objects.filter(user_id=user_id, workspace_id=workspace_id).delete()
    if not Seat.objects.filter(user_id=user_id).exists():
        for session in UserSession.objects.filter(user_id=user_id):
            session.end()


def forget(user_id: UUID) -> None:
    """Deletes an account that has no seat, with its addresses, keys and sessions."""
    User.objects.filter(id=user_id).exclude(id__in=Seat.objects.values("user_id")).delete()
