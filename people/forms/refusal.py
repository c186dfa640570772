"""What an action refuses comes back to the form that asked for it, in the sentence of the rule."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError
from django.db.models import Model
from django.forms.utils import ErrorDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.models import Erasure, Fact, LegalHold

# What the guards of `people.erasing` say in the reader's language, by the name under which they refuse.
GUARDS = {
    "legal_hold_forbids_erasing": gettext_lazy("A legal hold stands on this file: nothing on it can be erased."),
    "legal_hold_elsewhere_forbids_erasing": gettext_lazy(
        "A legal hold stands on another file that names them: nothing on it can be erased."
    ),
    "erasure_needs_two_people": gettext_lazy(
        "A file is erased only when two people have signed, each for themselves, a day apart."
    ),
    "erased_file_stays_empty": gettext_lazy("This file was erased: nothing can be written on it."),
}


def attempt(form: forms.BaseForm, act: Callable[[], Any]) -> bool:
    """Act, or put the refusal on the form and give False."""
    try:
        act()
    except ValidationError as error:
        put_back(form, error)
    except IntegrityError as error:
        # Somebody else was quicker: the rule was kept by the database after our own check had passed.
        form.add_error(None, _sentence(error))
    return form.is_valid()


def put_back(form: forms.BaseForm, error: ValidationError) -> None:
    """Put each message on its field, and what belongs to no field of this form above it."""
    if not hasattr(error, "error_dict"):
        form.add_error(None, error)
        return
    for name, errors in error.error_dict.items():
        form.add_error(name if name in form.fields and name != NON_FIELD_ERRORS else None, errors)


def keep_quiet(*given: Any) -> None:
    """Show what was typed and complain of nothing: the reader only asked for more choices."""
    for form in given:
        form._errors = ErrorDict()


def _sentence(error: IntegrityError) -> str:
    name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)
    if name in GUARDS:
        return str(GUARDS[name])
    models: list[type[Model]] = [*Fact.__subclasses__(), Erasure, LegalHold]
    for model in models:
        for constraint in model._meta.constraints:
            if constraint.name == name:
                return str(constraint.violation_error_message)
    return _("Somebody else changed this a moment ago. Look at it again before you go on.")
