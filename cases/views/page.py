"""What every view of a case does: find it, ask for something in place, and show the case again when it is done."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_http_methods

from cases.models import Case
from cases.views.back import way_back
from people.views.answer import SeeOther, page, saved
from staff.policy import SignedIn, require
from staff.record import collector
from staff.wall.numbers import numbers

form_methods = require_http_methods(["GET", "HEAD", "POST"])


def case_for(request: SignedIn, reference: str, *, erased_too: bool = False) -> Case:
    """The case, if the user may know of it (else 404) and may do this with it (else 403); either is on record.

    A case whose file was erased is missing, unless `erased_too`.
    """
    rows = Case.objects.visible_to(request.user).select_related("subject__cohort", "team", "caseworker")
    case = rows.defer("subject__name_tokens").filter(reference=reference).first()
    if case is None or (case.subject.is_erased and not erased_too):
        subjects, cases = (
            numbers("amparo_number_of_file_by_case", reference),
            numbers("amparo_number_of_case", reference),
        )
        collector.sought(*subjects, cases=cases)
        raise Http404
    collector.opened(case.subject_id, cases=[case.pk])
    require(request, file=case.subject)
    return case


def ask(request: SignedIn, case: Case, form: forms.BaseForm, *, title: Any, submit: Any, **more: Any) -> HttpResponse:
    """A form about a case: in place where HTMX asks for it, else on a page of its own; 422 when it was refused."""
    back = way_back(request)
    context = {"case": case, "form": form, "title": title, "submit": submit, "back": back, **more}
    context["case_url"] = back.case_url(case)
    refused = any(given.is_bound and given.errors for given in (form, more.get("cite")) if given is not None)
    return page(request, "cases/form.html", context, status=422 if refused else 200)


def done(request: SignedIn, case: Case, message: Any) -> SeeOther:
    """Say what was done and go on to the case, keeping the way back to its list."""
    return saved(request, way_back(request).case_url(case), message)
