"""What somebody who opens too many files is shown instead of the next one."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django_htmx.http import HttpResponseClientRedirect


def stopped(request: HttpRequest) -> HttpResponse:
    """Say that a supervisor must release them; the lists stay open."""
    if getattr(request, "htmx", False):
        return HttpResponseClientRedirect(reverse("staff:stopped"))
    return render(request, "staff/stopped.html", status=429)
