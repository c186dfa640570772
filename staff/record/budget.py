"""How many files somebody opens within an hour: beyond one number they sign in again, beyond another they are stopped.

What is counted is files opened, each once; lists do not count. The numbers are `AMPARO_FILES_PER_HOUR` and
`AMPARO_FILES_PER_HOUR_AT_MOST`.
"""

from __future__ import annotations

from datetime import UTC, datetime

from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.http import HttpRequest

from staff.actions.reads import Budget


class TooManyFilesError(Exception):
    """More files than a working hour holds. The page is not shown, and the try is put on record."""

    status = 429

    def __init__(self, files: int = 0) -> None:
        super().__init__()
        self.files = files


class SignInAgainError(TooManyFilesError):
    """So many that whoever sits there must show who they are."""

    status = 401


class StoppedError(TooManyFilesError):
    """Stopped before, and nobody has released it yet."""


def over_budget(budget: Budget) -> TooManyFilesError | None:
    """What stands in the way of one more file, if anything does."""
    if budget.stopped:
        return StoppedError()
    if budget.in_the_hour > settings.FILES_PER_HOUR_AT_MOST:
        return TooManyFilesError(budget.in_the_hour)
    if budget.since_sign_in > settings.FILES_PER_HOUR:
        return SignInAgainError(budget.since_sign_in)
    return None


def signed_in_at(request: HttpRequest) -> datetime | None:
    """When the reader last showed who they are, in this session."""
    moments = [record["at"] for record in get_authentication_records(request, request.user)]
    return datetime.fromtimestamp(max(moments), UTC) if moments else None
