"""Pages that belong to no app: health, and what is shown when something is refused, missing or broken."""

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import RequestDataTooBig
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import loader
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from config.journal import error_id


@login_not_required
@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """Answer 200 "ok" while the database answers, 503 when it does not. For watchdogs; says nothing else."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse("database unreachable\n", status=503, content_type="text/plain")
    return HttpResponse("ok\n", content_type="text/plain")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: the request could not be read; 413: it was longer than is read."""
    status = 413 if isinstance(exception, RequestDataTooBig) else 400
    return render(request, f"{status}.html", {"error_id": error_id(request)}, status=status)


def refused(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: what you may see but not do."""
    return render(request, "403.html", {"error_id": error_id(request)}, status=403)


def refused_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: a form without its token, usually one left open over night."""
    return render(request, "403.html", {"form_expired": True, "error_id": error_id(request)}, status=403)


def missing(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: the same bytes for what does not exist and for what you may not know of, so the address is not shown."""
    return render(request, "404.html", status=404)


def too_many(request: HttpRequest) -> HttpResponse:
    """429: whoever tries too often waits."""
    return render(request, "429.html", {"error_id": error_id(request)}, status=429)


def broken(request: HttpRequest) -> HttpResponse:
    """500: without request and user, because reading them may be what broke."""
    return HttpResponse(loader.render_to_string("500.html", {"error_id": error_id(request)}), status=500)
