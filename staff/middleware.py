from collections.abc import Callable

import pghistory
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render


def history_context_middleware(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Write the acting user beside every row that the request's triggers record.

    The address of the page is left out on purpose: history keeps who and when, the story keeps why.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.method in ("GET", "HEAD", "OPTIONS"):
            return get_response(request)
        user = getattr(request, "user", None)
        with pghistory.context(user=user.pk if user is not None and user.is_authenticated else None):
            return get_response(request)

    return middleware


def nothing_kept_middleware(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Tell browsers and whatever stands between to keep no page: a taken laptop has nothing to show."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers["Cache-Control"] = "no-store"
        return response

    return middleware


def no_blank_page_middleware(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Say in words that an address only answers a form; Django's own answer is an empty page."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if isinstance(response, HttpResponseNotAllowed) and not response.content:
            page = render(request, "405.html", status=405)
            page.headers["Allow"] = response.headers["Allow"]
            return page
        return response

    return middleware
