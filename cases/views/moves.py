"""Moving a case along: stage, risk, who acts next, whose case it is, closing and reopening."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from cases.actions import assign_case, close_case, move_case, rate_case, reopen_case, set_next_step
from cases.forms.moves import AssignForm, CloseForm, MoveForm, NextStepForm, RatingForm, ReopenForm
from cases.models import NextActor
from cases.views.page import ask, case_for, done, form_methods
from people.forms.refusal import attempt
from people.views.answer import sent
from staff.policy import Action, SignedIn, permitted


@permitted(Action.WORK_ON_CASE)
@form_methods
@never_cache
def move_stage(request: SignedIn, reference: str) -> HttpResponse:
    """Take the case to another stage, with the reason; what cannot be is refused with its sentence."""
    case = case_for(request, reference)
    form = MoveForm(sent(request), case=case)
    if form.is_valid() and attempt(form, lambda: move_case(case, **form.cleaned_data, actor=request.user)):
        return done(request, case, _("Stage changed."))
    return ask(request, case, form, title=_("Move to another stage"), submit=_("Move"))


@permitted(Action.WORK_ON_CASE)
@form_methods
@never_cache
def rate(request: SignedIn, reference: str) -> HttpResponse:
    """Say how much is at stake and how soon it wants attention."""
    case = case_for(request, reference)
    form = RatingForm(sent(request), initial={"risk": case.risk, "priority": case.priority})
    if form.is_valid() and attempt(form, lambda: rate_case(case, **form.cleaned_data, actor=request.user)):
        return done(request, case, _("Risk and priority set."))
    return ask(request, case, form, title=_("Risk and priority"), submit=_("Save"))


@permitted(Action.WORK_ON_CASE)
@form_methods
@never_cache
def next_step(request: SignedIn, reference: str) -> HttpResponse:
    """Say who must act next, what, and by when."""
    case = case_for(request, reference)
    now = {"next_actor": case.next_actor or NextActor.US, "next_step": case.next_step, "next_due_on": case.next_due_on}
    form = NextStepForm(sent(request), initial=now)
    if form.is_valid() and attempt(form, lambda: set_next_step(case, **form.cleaned_data, actor=request.user)):
        return done(request, case, _("Next step set."))
    return ask(request, case, form, title=_("Next step"), submit=_("Save"))


@permitted(Action.ASSIGN_CASE)
@form_methods
@never_cache
def assign(request: SignedIn, reference: str) -> HttpResponse:
    """Give the case to a caseworker of its team."""
    case = case_for(request, reference)
    form = AssignForm(sent(request), team=case.team, initial={"caseworker": case.caseworker_id})
    if form.is_valid():
        worker = form.cleaned_data["caseworker"]
        if attempt(form, lambda: assign_case(case, worker, actor=request.user)):
            return done(request, case, _("Given to %(colleague)s.") % {"colleague": worker})
    return ask(request, case, form, title=_("Give the case to a caseworker"), submit=_("Give"))


@permitted(Action.CLOSE_CASE)
@form_methods
@never_cache
def close(request: SignedIn, reference: str) -> HttpResponse:
    """End the work on a case; requests that are still open stand beside the form, each with the way to settle it."""
    case = case_for(request, reference)
    form = CloseForm(sent(request))
    if form.is_valid() and attempt(form, lambda: close_case(case, **form.cleaned_data, actor=request.user)):
        return done(request, case, _("Case closed."))
    unsettled = case.requests.open().select_related("kind", "asked_of")
    return ask(request, case, form, title=_("Close the case"), submit=_("Close the case"), unsettled=unsettled)


@permitted(Action.REOPEN_CASE)
@form_methods
@never_cache
def reopen(request: SignedIn, reference: str) -> HttpResponse:
    """Take a closed case up again, at assessment."""
    case = case_for(request, reference)
    form = ReopenForm(sent(request))
    if form.is_valid() and attempt(form, lambda: reopen_case(case, **form.cleaned_data, actor=request.user)):
        return done(request, case, _("Case reopened."))
    return ask(
        request, case, form, title=_("Reopen the case"), submit=_("Reopen"), help=_("It starts again at assessment.")
    )
