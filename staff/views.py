"""The switches that every page carries (the theme, leaving quickly), and one's own sessions."""

import calendar

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from staff.actions import end_sessions
from staff.context import THEMES
from staff.models import Session
from staff.policy import Action, SignedIn, permitted

A_YEAR = 365 * 24 * 60 * 60


@login_not_required
@require_POST
def set_theme(request: HttpRequest) -> HttpResponse:
    """Remember the theme in a cookie and go back to the page. Answers 400 to a theme that does not exist."""
    theme = request.POST.get("theme", "")
    if theme not in THEMES:
        raise BadRequest
    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure()):
        back = "/"
    response = HttpResponseRedirect(back)
    name, secure = settings.THEME_COOKIE_NAME, settings.SESSION_COOKIE_SECURE
    response.set_cookie(name, theme, A_YEAR, httponly=True, samesite="Lax", secure=secure)
    return response


# Exempt from the token: leaving must work from any page and at any time, and the session cookie is SameSite=Lax,
# so another site's form could not even say whose session to end.
@csrf_exempt
@login_not_required
@require_POST
@never_cache
def leave(request: HttpRequest) -> HttpResponse:
    """End the session and send the reader to a page that says nothing about this one."""
    logout(request)
    response = redirect(settings.LEAVE_FOR or "staff:today")
    # What the browser kept of the pages goes too, so that its "back" finds nothing.
    response["Clear-Site-Data"] = '"cache"'
    return response


@login_not_required
@require_safe
def today(request: HttpRequest) -> HttpResponse:
    """A plain calendar of this month: a page that anybody might have open."""
    day = timezone.localdate()
    weeks = calendar.Calendar().monthdatescalendar(day.year, day.month)
    return render(request, "staff/today.html", {"day": day, "weeks": weeks})


@permitted(Action.OWN_PAGE)
@require_safe
@never_cache
def sessions(request: SignedIn) -> HttpResponse:
    """Where the reader is signed in, and the buttons that end it."""
    rows = Session.objects.alive().filter(user=request.user).order_by("-seen_at", "pk")
    return render(request, "staff/sessions.html", {"sessions": rows, "here": _key_here(request)})


@permitted(Action.OWN_PAGE)
@require_POST
def end_session(request: SignedIn) -> HttpResponse:
    """End one other session of the reader's, or with no key all others. The present one is ended by signing out."""
    ended = end_sessions(request.user, keep=_key_here(request), only=request.POST.get("key", ""))
    messages.success(request, _("Signed out there.") if ended else _("That session had ended already."))
    return redirect("staff:sessions")


@permitted(Action.OWN_PAGE)
@require_safe
def again(request: SignedIn) -> HttpResponse:
    """Back on the page after signing in again: what was pressed there was not done, so say so."""
    back = request.GET.get("next", "")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure()):
        back = "/"
    messages.info(request, _("You have signed in again. Now press once more what you wanted to do."))
    return redirect(back)


def _key_here(request: HttpRequest) -> str:
    return Session.key_of(request.session.session_key or "")
