"""The switches that every page carries: the theme, and leaving quickly."""

import calendar

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from staff.context import THEMES

A_YEAR = 365 * 24 * 60 * 60


@login_not_required
@require_POST
def set_theme(request: HttpRequest) -> HttpResponse:
    """Remember the theme in a cookie and go back to the page. Answers 400 to a theme that does not exist."""
    theme = request.POST.get("theme", "")
    if theme not in THEMES:
        return HttpResponseBadRequest()
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
