"""Recording, from the case, where the person or group is and what their standing is."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from cases.actions import record_legal_status, record_stay
from cases.models import Case
from cases.views.page import ask, case_for, done, form_methods
from people.forms.citation import CitationForm
from people.forms.facts import LegalStatusForm, StayForm
from people.forms.refusal import attempt, keep_quiet
from people.models import LegalStatus, Stay
from people.views.answer import sent
from staff.policy import Action, SignedIn, permitted


@permitted(Action.WORK_ON_CASE)
@form_methods
@never_cache
def stay(request: SignedIn, reference: str) -> HttpResponse:
    """Record a stay of the person or group, with who says so."""
    case = case_for(request, reference)
    form = StayForm(sent(request), instance=Stay(subject=case.subject), subject=case.subject)
    cite = CitationForm(sent(request), subject=case.subject)
    if _complete(request, form, cite) and attempt(form, lambda: _record(record_stay, case, form, cite, request)):
        return done(request, case, _("Stay recorded."))
    return ask(request, case, form, cite=cite, title=_("Record a stay"), submit=_("Record"))


@permitted(Action.WORK_ON_CASE)
@form_methods
@never_cache
def legal_status(request: SignedIn, reference: str) -> HttpResponse:
    """Record the standing in law of the person or group, with who says so."""
    case = case_for(request, reference)
    form = LegalStatusForm(sent(request), instance=LegalStatus(subject=case.subject), subject=case.subject)
    cite = CitationForm(sent(request), subject=case.subject)
    if _complete(request, form, cite) and attempt(
        form, lambda: _record(record_legal_status, case, form, cite, request)
    ):
        return done(request, case, _("Legal status recorded."))
    return ask(request, case, form, cite=cite, title=_("Record a legal status"), submit=_("Record"))


def _complete(request: SignedIn, *given: forms.BaseForm) -> bool:
    """Whether everything was sent and nothing is wrong; the reader may also only have asked for a source's passages."""
    if "show_passages" in request.POST:
        keep_quiet(*given)
        return False
    # Each form is asked, so that each shows what is wrong with it.
    valid = [form.is_bound and form.is_valid() for form in given]
    return all(valid)


def _record(act: Any, case: Case, form: Any, cite: CitationForm, request: SignedIn) -> None:
    act(
        case,
        form.instance,
        actor=request.user,
        citation=cite.to_citation(),
        ends=form.cleaned_data.get("ends"),
    )
