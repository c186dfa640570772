"""What is asked for someone, and what came of it."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from cases.actions import add_request, settle_request
from cases.forms.work import RequestForm, SettleForm
from cases.views.page import ask, case_for, done, form_methods
from people.forms.refusal import attempt
from people.views.answer import sent
from staff.policy import Action, SignedIn, permitted


@permitted(Action.WORK_ON_CASE)
@form_methods
@never_cache
def new_request(request: SignedIn, reference: str) -> HttpResponse:
    """Write down what is asked for the person or group."""
    case = case_for(request, reference)
    form = RequestForm(sent(request))
    if form.is_valid() and attempt(form, lambda: add_request(case, form.instance, actor=request.user)):
        return done(request, case, _("Request added."))
    return ask(request, case, form, title=_("Add a support request"), submit=_("Add the request"))


@permitted(Action.WORK_ON_CASE)
@form_methods
@never_cache
def settle(request: SignedIn, reference: str, public_id: UUID) -> HttpResponse:
    """Write down what came of a request."""
    case = case_for(request, reference)
    asked = get_object_or_404(case.requests.select_related("kind", "asked_of", "case"), public_id=public_id)
    form = SettleForm(sent(request))
    if form.is_valid() and attempt(form, lambda: settle_request(asked, **form.cleaned_data, actor=request.user)):
        return done(request, case, _("Request settled."))
    return ask(request, case, form, title=_("What came of this request?"), submit=_("Settle"), asked=asked)
