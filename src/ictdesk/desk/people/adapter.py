"""How sign-in behaves here: django-allauth's adapter."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up by themselves: members are invited, the first owner is made with the workspace."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
