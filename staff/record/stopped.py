"""What somebody who opens too many files is shown instead of the next one."""

from __future__ import annotations

from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django_htmx.http import HttpResponseClientRedirect


def sign_in_again(request: HttpRequest) -> HttpResponse:
    """Ask who is there, and then go on to the page; a value that was to be shown must be asked for once more."""
    onward = request.get_full_path() if request.method in ("GET", "HEAD") else "/"
    address = f"{reverse('account_reauthenticate')}?{urlencode({REDIRECT_FIELD_NAME: onward})}"
    return HttpResponseClientRedirect(address) if getattr(request, "htmx", False) else HttpResponseRedirect(address)


def stopped(request: HttpRequest) -> HttpResponse:
    """Say that a supervisor must release them; the lists stay open."""
    if getattr(request, "htmx", False):
        return HttpResponseClientRedirect(reverse("staff:stopped"))
    return render(request, "staff/stopped.html", status=429)
