"""Signing in again before what cannot be undone: a value that is shown, a right that is given, a factor that changes.

`tests/house/test_recent.py` lists the pages that ask for it.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast
from urllib.parse import urlencode, urlsplit

from allauth.account.adapter import get_adapter
from allauth.account.authentication import get_authentication_records
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.http import HttpResponseClientRedirect

from staff.sessions import BEGAN

RECENT = 5 * 60  # seconds
View = TypeVar("View", bound=Callable[..., HttpResponseBase])


def is_recent(request: HttpRequest) -> bool:
    """Whether whoever is signed in has shown who they are within the last five minutes."""
    moments = [record["at"] for record in get_authentication_records(request, request.user)]
    newest: float = max([*moments, request.session.get(BEGAN, 0)])
    return time.time() - newest <= RECENT


def recently_signed_in(view: View) -> View:
    """Ask for sign-in again unless it is at most five minutes old, then lead back to where it was asked."""

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated and not is_recent(request):
            return ask_again(request)
        return view(request, *args, **kwargs)

    checked.recent = True  # type: ignore[attr-defined]
    return cast(View, checked)


def ask_again(request: HttpRequest) -> HttpResponse:
    """Lead to the sign-in that suits this user. A page then opens as it was asked for; a button is pressed again."""
    back = request.get_full_path()
    if request.method not in ("GET", "HEAD"):
        back = f"{reverse('staff:again')}?{urlencode({'next': page_of(request)})}"
    methods = get_adapter().get_reauthentication_methods(request.user)
    # Who has nothing to show any more (the password was taken away meanwhile) must leave.
    door = methods[0]["url"] if methods else reverse("account_logout")
    address = f"{door}?{urlencode({'next': back})}"
    # htmx would put the whole page where the small answer belongs.
    return HttpResponseClientRedirect(address) if getattr(request, "htmx", None) else HttpResponseRedirect(address)


def page_of(request: HttpRequest) -> str:
    """The page of ours from which a button was pressed, or the first page."""
    sent_from = request.headers.get("HX-Current-URL") or request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(sent_from, {request.get_host()}, require_https=request.is_secure()):
        return "/"
    page = urlsplit(sent_from)
    return f"{page.path or '/'}{'?' if page.query else ''}{page.query}"
