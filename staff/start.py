"""The first page: what waits on somebody, or where their role has something to do at all."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from staff.context import navigation
from staff.models import User
from staff.policy import Action, may

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


def or_where_they_work(view: View) -> View:
    """Lead whoever may not do what this page is for to the first page that opens to them."""
    action: Action = view.action  # type: ignore[attr-defined]  # `permitted` names it

    @wraps(view)
    def led(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        user = request.user
        if isinstance(user, User) and not may(user, action) and may(user, Action.OWN_PAGE):
            return redirect(start_of(request))
        return view(request, *args, **kwargs)

    return cast(View, led)


def start_of(request: HttpRequest) -> str:
    """The first entry of the navigation, or one's own sessions where there is none."""
    return next((entry.url for entry in navigation(request) if entry.url != request.path), reverse("staff:sessions"))
