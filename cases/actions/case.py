from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.actions.story import lock, tell
from cases.models import Case, NextActor, Outcome, Stage, Verb
from people.models import Subject
from people.sight import named_to
from staff.models import User
from staff.policy import Action, When, may

# Any number will do, as long as nothing else in Amparo locks on it: it queues those who take the next reference.
REFERENCE_LOCK = 20190430


@transaction.atomic
def open_case(subject: Subject, *, actor: User, caseworker: User | None = None) -> Case:
    """Open a file of work on a person or group, under the next free reference of the year."""
    _refuse_a_name_for_oneself(subject, caseworker, actor)
    case = Case(reference=_next_reference(), subject=subject, team=subject.team, caseworker=caseworker)
    case.full_clean()
    case.save()
    tell(case, Verb.OPENED, actor=actor, caseworker=caseworker.pk if caseworker else None)
    return case


@transaction.atomic
def assign_case(case: Case, worker: User, *, actor: User) -> Case:
    """Give the case to a caseworker of its team."""
    case = lock(case)
    if not may(worker, Action.WORK_ON_CASE, team_id=case.team_id):
        raise ValidationError({"caseworker": _("Choose someone who works on cases in the team that holds this one.")})
    _refuse_a_name_for_oneself(case.subject, worker, actor)
    case.caseworker = worker
    case.save(update_fields=["caseworker"])
    tell(case, Verb.ASSIGNED, actor=actor, to=worker.pk)
    return case


@transaction.atomic
def move_case(case: Case, stage: Stage, *, reason: str, actor: User) -> Case:
    """Take the case to another stage, or say why not."""
    case = lock(case)
    before = case.stage
    days = case.days_in_stage
    case.move_to(stage)
    case.save(update_fields=["stage", "stage_since"])
    tell(case, Verb.MOVED, actor=actor, why=reason, **{"from": before, "to": str(stage), "days": days})
    return case


@transaction.atomic
def close_case(case: Case, outcome: Outcome, *, reason: str, actor: User) -> Case:
    """End the work on a case; every request must be settled first."""
    case = lock(case)
    before, days = case.stage, case.days_in_stage
    case.close(outcome, open_requests=case.requests.open().count())
    case.full_clean()
    case.save()
    tell(case, Verb.CLOSED, actor=actor, why=reason, outcome=str(outcome), days=days, **{"from": before})
    return case


@transaction.atomic
def reopen_case(case: Case, *, reason: str, actor: User) -> Case:
    """Take a closed case up again, at assessment."""
    case = lock(case)
    days = case.days_in_stage
    case.reopen()
    case.full_clean()
    case.save()
    tell(case, Verb.REOPENED, actor=actor, why=reason, days=days, **{"from": Stage.CLOSED, "to": Stage.ASSESSMENT})
    return case


@transaction.atomic
def set_next_step(case: Case, *, next_actor: NextActor, next_step: str, next_due_on: date | None, actor: User) -> Case:
    """Say who must act next, what, and by when."""
    case = lock(case)
    if not case.is_open:
        raise ValidationError(_("This case is closed: reopen it before planning a next step."))
    case.next_actor, case.next_step, case.next_due_on = next_actor, next_step, next_due_on
    case.full_clean()
    case.save(update_fields=["next_actor", "next_step", "next_due_on"])
    tell(case, Verb.NEXT_SET, actor=actor, who=str(next_actor), due=next_due_on.isoformat() if next_due_on else None)
    return case


@transaction.atomic
def rate_case(case: Case, *, risk: int, priority: int, actor: User, reason: str = "") -> Case:
    """Say how much is at stake and how soon it wants attention."""
    case = lock(case)
    case.risk, case.priority = risk, priority
    case.full_clean()
    case.save(update_fields=["risk", "priority"])
    tell(case, Verb.RATED, actor=actor, why=reason, risk=risk, priority=priority)
    return case


def _refuse_a_name_for_oneself(subject: Subject, worker: User | None, actor: User) -> None:
    """A case opens a restricted file to its caseworker for good: nobody makes that of being named until a day."""
    if worker != actor or not subject.restricted or named_to(subject, actor, When.OWN_CASE):
        return
    days = subject.grants.standing().filter(user=actor).values_list("until", flat=True)
    if days and None not in days:
        refused = _("You are named to this file until a day: ask a colleague who sees it to give you the case.")
        raise ValidationError({"caseworker": refused})


def _next_reference() -> str:
    year = timezone.localdate().year
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [REFERENCE_LOCK])
        # Past the wall: a case that the actor may not know of has its number too.
        cursor.execute("SELECT amparo_newest_reference(%s)", [year])
        (newest,) = cursor.fetchone()
    number = int(newest.rsplit("-", 1)[1]) + 1 if newest else 1
    return f"AMP-{year}-{number:06d}"
