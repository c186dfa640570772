"""Every request of someone signed in passes here: presence is noted, and without a second factor no page opens.

To whoever works elsewhere every page that is not theirs is missing.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, resolve_url
from django_htmx.http import HttpResponseClientRedirect

from staff.models import Role
from staff.policy import roles_for, works_elsewhere
from staff.recent import page_of
from staff.record import collector
from staff.sessions import note_presence

# In a session: that its user has a second factor. It is forgotten wherever a factor changes.
HAS_FACTOR = "has_factor"
# In a session: that it began elsewhere, where the settings say that a second factor was shown.
FACTOR_ELSEWHERE = "factor_elsewhere"
FACTORS = (Authenticator.Type.WEBAUTHN, Authenticator.Type.TOTP)

# Where whoever signs in arrives.
FIRST_PAGE, FIRST_PAGE_OF_PARTNERS = "cases:my_work", "cases:referred_list"
OWN_SIGN_IN = ("account_", "mfa_")

# What someone without a second factor may open: the pages on which they get one, and the way out.
ENROLMENT = frozenset(
    {
        "mfa_index",
        "mfa_add_webauthn",
        "mfa_activate_totp",
        "mfa_app_picture",
        "account_reauthenticate",
        "account_logout",
        "staff:again",
    }
)


class Doorkeeper:
    """Middleware, behind Django's own that asks for sign-in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Let htmx open the sign-in page as a page: it would put it where the small answer belongs."""
        response = self.get_response(request)
        entrance = resolve_url(settings.LOGIN_URL)
        if getattr(request, "htmx", None) and response.headers.get("Location", "").startswith(entrance):
            return HttpResponseClientRedirect(f"{entrance}?{urlencode({'next': page_of(request)})}")
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Note who is here, and lead whoever has no second factor to where they get one."""
        if not request.user.is_authenticated:
            return None
        note_presence(request)
        name = request.resolver_match.view_name if request.resolver_match else ""
        if works_elsewhere(request.user):
            if name == FIRST_PAGE:
                return redirect(FIRST_PAGE_OF_PARTNERS)
            if not is_for_partners(view, name):
                collector.sought()
                raise Http404
        is_open = name in ENROLMENT or not getattr(view, "login_required", True)
        if is_open or not settings.SECOND_FACTOR_REQUIRED or has_second_factor(request):
            return None
        enrol = resolve_url("mfa_index")
        return HttpResponseClientRedirect(enrol) if getattr(request, "htmx", None) else redirect(enrol)


def is_for_partners(view: Callable[..., Any], name: str) -> bool:
    """Whether a page is open to whoever works elsewhere: by the policy, or because it is about their own sign-in."""
    action = getattr(view, "action", None)
    if action is not None:
        return Role.PARTNER in roles_for(action)
    # The administration asks for its own sign-in, which lets strangers come as far as its door.
    is_open = not getattr(view, "login_required", True) and not name.startswith("admin:")
    return is_open or name.startswith(OWN_SIGN_IN)


def has_second_factor(request: HttpRequest) -> bool:
    """Whether the user has a second factor; asked of the database until the answer is yes, then of the session."""
    if request.session.get(FACTOR_ELSEWHERE):
        return True
    if not request.session.get(HAS_FACTOR):
        if not get_adapter().is_mfa_enabled(request.user, types=FACTORS):
            return False
        request.session[HAS_FACTOR] = True
    return True
