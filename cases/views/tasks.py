"""Things to do: adding one, finishing it, and taking it up again."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from cases.actions import add_task, finish_task, take_up_task
from cases.forms.work import TaskForm
from cases.models import Task
from cases.views.back import FROM_WORK, way_back
from cases.views.page import ask, case_for, done, form_methods
from people.forms.refusal import attempt
from people.views.answer import SeeOther, sent
from staff.models import User
from staff.policy import Action, SignedIn, permitted


@permitted(Action.WORK_ON_CASE)
@form_methods
@never_cache
def new_task(request: SignedIn, reference: str) -> HttpResponse:
    """Write down a thing to do."""
    case = case_for(request, reference)
    form = TaskForm(sent(request), team=case.team, initial={"owner": request.user.pk})
    if form.is_valid() and attempt(form, lambda: add_task(case, **form.cleaned_data, actor=request.user)):
        return done(request, case, _("Task added."))
    return ask(request, case, form, title=_("Add a task"), submit=_("Add the task"))


@permitted(Action.WORK_ON_CASE)
@require_POST
def finish(request: SignedIn, reference: str, public_id: UUID) -> HttpResponse:
    """Mark a task as done."""
    return _change(request, reference, public_id, finish_task, _("Task done."))


@permitted(Action.WORK_ON_CASE)
@require_POST
def take_up(request: SignedIn, reference: str, public_id: UUID) -> HttpResponse:
    """Undo the finishing of a task."""
    return _change(request, reference, public_id, take_up_task, _("The task is open again."))


def _change(request: SignedIn, reference: str, public_id: UUID, act: Callable[..., Task], told: str) -> HttpResponse:
    """Do it or say why not, and go back to where the button was: My work or the case."""
    case = case_for(request, reference)
    task = get_object_or_404(case.tasks.select_related("case"), public_id=public_id)
    _try(request, task, request.user, act, told)
    back = way_back(request)
    return SeeOther(back.url if "on_work" in request.POST and back.kept == FROM_WORK else back.case_url(case))


def _try(request: SignedIn, task: Task, user: User, act: Callable[..., Task], told: str) -> None:
    try:
        act(task, actor=user)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, told)
