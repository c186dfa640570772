"""How a page answers: whole, or for HTMX its part alone; and where a form leads once it is saved."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

from staff.record import collector


class SeeOther(HttpResponse):
    """303: what was sent is done; look at this page."""

    status_code = 303

    def __init__(self, url: str) -> None:
        super().__init__(headers={"Location": url})


def sent(request: HttpRequest) -> QueryDict | None:
    """What a form was sent with, be it nothing; None where it is only looked at."""
    return request.POST if request.method == "POST" else None


def page(request: HttpRequest, name: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    """The page `name`, such as "people/list.html"; for HTMX its part, "people/_list.html", at the same URL."""
    htmx = getattr(request, "htmx", None)
    if htmx and not htmx.history_restore_request:
        folder, _slash, file = name.rpartition("/")
        name = f"{folder}/_{file}"
    # No record, no page: what cannot be written down is not rendered.
    collector.write_down()
    response = render(request, name, context, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response


def form_page(request: HttpRequest, name: str, context: dict[str, Any], *, refused: bool) -> HttpResponse:
    """A page with a form: 422 with everything that was typed when something is wrong with it."""
    return page(request, name, context, status=422 if refused else 200)


def saved(request: HttpRequest, url: str, message: str) -> SeeOther:
    """Say in a line what was done and go on to the page that shows it."""
    messages.success(request, message)
    return SeeOther(url)
