"""What waits on someone: the counts and tasks of My work."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.models import Case, NextActor, Task
from cases.models.case import IDLE_AFTER
from people.keyset import capped
from staff.models import User
from staff.record import collector

TASKS = 20
DONE_TODAY = 5


@dataclass(frozen=True)
class Counts:
    """Of someone's own open cases; `tasks_today` and `tasks_late` of their open tasks."""

    today: int
    late: int
    on_us: int
    on_others: int
    idle: int
    tasks_today: int
    tasks_late: int


def counts_of(user: User) -> Counts:
    """Two queries over what is the user's own, which one person can carry."""
    today = timezone.localdate()
    ours = Q(next_actor__in=[NextActor.US, ""])
    cases = (
        Case.objects.visible_to(user)
        .open()
        .assigned_to(user)
        .aggregate(
            today=Count("pk", filter=Q(next_due_on=today)),
            late=Count("pk", filter=Q(next_due_on__lt=today)),
            on_us=Count("pk", filter=ours),
            on_others=Count("pk", filter=~ours),
            idle=Count("pk", filter=Q(last_activity_at__lt=timezone.now() - IDLE_AFTER)),
        )
    )
    tasks = (
        Task.objects.visible_to(user)
        .open()
        .owned_by(user)
        .aggregate(tasks_today=Count("pk", filter=Q(due_on=today)), tasks_late=Count("pk", filter=Q(due_on__lt=today)))
    )
    return Counts(**cases, **tasks)


def tasks_of(user: User) -> list[Task]:
    """The user's open tasks, the first due first, and after them what they finished today, so that it can be undone."""
    rows = Task.objects.visible_to(user).owned_by(user)
    open_first = rows.open().values("pk")[:TASKS]
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    done_today = (
        Task.objects.visible_to(user)
        .filter(done_by=user, done_at__gte=midnight)
        .order_by("-done_at")
        .values("pk")[:DONE_TODAY]
    )
    # One list of keys to begin with: with two of them, one or the other, PostgreSQL would look at every task there is.
    chosen = Task.objects.filter(pk__in=open_first.union(done_today, all=True))
    found = list(chosen.select_related("case__subject").defer("case__subject__name_tokens"))
    collector.listed((task.case.subject_id for task in found), cases=[task.case_id for task in found])
    return sorted(found, key=lambda task: (task.done_at is not None, task.due_on or date.max, task.pk))


def count_of(cases: QuerySet[Case]) -> int:
    """How many, up to a thousand and one."""
    return capped(cases).count()


def greeting(now: datetime) -> str:
    """A word for the time of day."""
    if now.hour < 12:
        return _("Good morning.")
    return _("Good afternoon.") if now.hour < 19 else _("Good evening.")


def agenda(counts: Counts) -> str:
    """In a sentence what is due today and what is late, next steps and tasks taken together."""
    today, late = counts.today + counts.tasks_today, counts.late + counts.tasks_late
    due = ngettext("%(count)s thing is due today", "%(count)s things are due today", today) % {"count": today}
    overdue = ngettext("%(count)s is late", "%(count)s are late", late) % {"count": late}
    if today and late:
        return _("%(due)s, %(late)s.") % {"due": due, "late": overdue}
    if today:
        return _("%(due)s.") % {"due": due}
    if late:
        return ngettext("%(count)s thing is late.", "%(count)s things are late.", late) % {"count": late}
    return _("Nothing is due today.")
