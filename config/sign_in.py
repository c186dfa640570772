from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest, HttpResponse

from staff.admin.refusal import told_apart


class ClosedDoor(DefaultAccountAdapter):
    """Accounts are made by an administrator; nobody signs up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """No."""
        return False


def says_no(view: Callable[..., Any]) -> Callable[..., HttpResponse]:
    """One of allauth's pages, which answers 422 when what was typed is refused."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return told_apart(request, view(request, *args, **kwargs))

    return answered
