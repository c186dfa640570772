from collections.abc import Callable

import pghistory
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render

from staff.actions import stop_reader
from staff.recent import ask_again
from staff.record import collector
from staff.record.budget import SignInAgainError, StoppedError, TooManyFilesError
from staff.record.stopped import stopped


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


class RecordOfReads:
    """Collect whom a request shows, and put on record what was refused; pages themselves are recorded as they answer.

    What was refused is written here, after the request's own transaction is undone. If it cannot be written there is no
    answer but an error. Should a view ever answer past `people.views.answer.page`, what it showed is written here too.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        reads = collector.begin(request)
        try:
            response = self.get_response(request)
            if response.status_code in (403, 404) and (reads.sought or reads.now or reads.written):
                reads.write_refusal(response.status_code)
            elif response.status_code < 300 or response.status_code in (304, 422):
                reads.write()
            return response
        except TooManyFilesError as error:
            return self.process_exception(request, error) or response
        finally:
            collector.end()

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answer whoever opens too many files, and put the try on record."""
        reads = collector.current()
        if not isinstance(error, TooManyFilesError) or reads is None:
            return None
        reads.write_refusal(error.status)
        if isinstance(error, SignInAgainError):
            return ask_again(request)
        if not isinstance(error, StoppedError):
            stop_reader(request.user, files=error.files)  # type: ignore[arg-type]  # only who signed in opens files
        return stopped(request)
