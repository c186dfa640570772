from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from cases.actions.story import lock, tell
from cases.models import Case, Note, SupportRequest, Task, Verb
from staff.models import User
from staff.policy import Action, may


@transaction.atomic
def add_request(case: Case, request: SupportRequest, *, actor: User) -> SupportRequest:
    """Write down what is asked for the person or group; `request` is not saved yet."""
    case = _open(case)
    request.case = case
    request.full_clean()
    request.save()
    tell(case, Verb.REQUEST_ADDED, actor=actor, request=str(request.public_id), kind=request.kind.code)
    return request


@transaction.atomic
def settle_request(
    request: SupportRequest, *, outcome: SupportRequest.Outcome, settled_on: date, result: str, actor: User
) -> SupportRequest:
    """Write down what came of a request."""
    case = _open(request.case)
    request = SupportRequest.objects.select_for_update(of=("self",)).select_related("kind").get(pk=request.pk)
    request.settle(outcome, on=settled_on, result=result)
    request.full_clean()
    request.save()
    tell(
        case,
        Verb.REQUEST_SETTLED,
        actor=actor,
        request=str(request.public_id),
        kind=request.kind.code,
        outcome=str(outcome),
    )
    return request


@transaction.atomic
def add_task(case: Case, *, title: str, owner: User | None, due_on: date | None, actor: User) -> Task:
    """Write down a thing to do."""
    case = _open(case)
    if owner is not None and not may(owner, Action.SEE_CASES, team_id=case.team_id):
        raise ValidationError({"owner": _("Choose someone of the team that holds this case.")})
    task = Task(case=case, title=title, owner=owner, due_on=due_on, made_by=actor)
    task.full_clean()
    task.save()
    tell(case, Verb.TASK_ADDED, actor=actor, task=str(task.public_id))
    return task


@transaction.atomic
def finish_task(task: Task, *, actor: User) -> Task:
    """Mark a task as done."""
    case = lock(task.case)
    task = Task.objects.select_for_update().get(pk=task.pk)
    task.finish(by=actor)
    task.save(update_fields=["done_at", "done_by"])
    tell(case, Verb.TASK_DONE, actor=actor, task=str(task.public_id))
    return task


@transaction.atomic
def take_up_task(task: Task, *, actor: User) -> Task:
    """Undo the finishing of a task."""
    case = _open(task.case)
    task = Task.objects.select_for_update().get(pk=task.pk)
    task.take_up_again()
    task.save(update_fields=["done_at", "done_by"])
    tell(case, Verb.TASK_UNDONE, actor=actor, task=str(task.public_id))
    return task


@transaction.atomic
def add_note(case: Case, *, kind: Note.Kind, text: str, actor: User) -> Note:
    """Write down what someone heard, saw or thought; closed cases take notes as well."""
    case = lock(case)
    note = Note(case=case, kind=kind, text=text, author=actor)
    note.full_clean()
    note.save()
    tell(case, Verb.NOTE_ADDED, actor=actor, note=str(note.public_id))
    return note


def _open(case: Case) -> Case:
    case = lock(case)
    if not case.is_open:
        raise ValidationError(_("This case is closed: reopen it before adding work to it."))
    return case
