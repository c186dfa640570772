"""Turning what a rule or the database refused at saving into a sentence that a form can show."""

from __future__ import annotations

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, ProgrammingError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

# What saving may be refused with.
REFUSALS = (ValidationError, IntegrityError, DataError, ProgrammingError)

# The code with which PostgreSQL marks what a trigger raised; psycopg makes a programming error of it.
RAISED_BY_A_TRIGGER = "P0001"
# And what row security refused: the row, as it would be, is not the writer's.
OUT_OF_REACH = "42501"


def sentence_for(error: Exception) -> ValidationError:
    """The refusal as a form shows it. The database's own words repeat the row, so they are never shown.

    Raises a programming error again that no trigger raised: that is a fault of ours and must be seen as one.
    """
    if isinstance(error, ValidationError):
        return error
    diagnosis = getattr(error.__cause__, "diag", None)
    if getattr(diagnosis, "sqlstate", "") == RAISED_BY_A_TRIGGER:
        return ValidationError(
            _("This stays as it was recorded: it can be corrected or taken back, not changed or deleted.")
        )
    if getattr(diagnosis, "sqlstate", "") == OUT_OF_REACH and getattr(diagnosis, "table_name", None) is None:
        return ValidationError(_("So the file would be out of your own reach: it can only go where you work as well."))
    if isinstance(error, ProgrammingError):
        raise error
    name = getattr(diagnosis, "constraint_name", None)
    for model in apps.get_models():
        for constraint in model._meta.constraints:
            if constraint.name == name:
                return ValidationError(constraint.violation_error_message or "")
    return ValidationError(
        _("This clashes with something else on file. Look again: it may have changed since you opened it.")
    )


def told_apart(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """The same page, as a 422 where what was sent was refused: Django answers 200 either way."""
    context = getattr(response, "context_data", None) or {}
    complaints = (context.get("errors"), context.get("protected"), getattr(context.get("form"), "errors", None))
    if request.method == "POST" and any(complaints):
        response.status_code = 422
    return response
