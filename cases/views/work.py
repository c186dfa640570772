from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cases import agenda
from cases.models import Case
from cases.rows import rows_of, with_subjects
from cases.views.back import FROM_WORK
from people.keyset import told
from people.views.answer import page
from staff.policy import Action, SignedIn, may, permitted
from staff.start import or_where_they_work

CASES = 25


@or_where_they_work
@permitted(Action.SEE_CASES)
@require_safe
@never_cache
def my_work(request: SignedIn) -> HttpResponse:
    """What waits on the reader: what is due, their tasks, and their cases, the most urgent first."""
    user = request.user
    visible = Case.objects.visible_to(user).open()
    mine = list(with_subjects(visible.assigned_to(user)).order_by("due_key", "id")[: CASES + 1])
    unassigned = visible.filter(caseworker=None)
    # Whoever has no case of their own sees those that nobody has taken yet.
    cases = mine or list(with_subjects(unassigned).order_by("due_key", "id")[: CASES + 1])
    counts = agenda.counts_of(user)
    assigns = may(user, Action.ASSIGN_CASE)
    context = {
        "greeting": agenda.greeting(timezone.localtime()),
        "agenda": agenda.agenda(counts),
        "counters": _counters(counts, agenda.count_of(unassigned) if assigns else None),
        "tasks": agenda.tasks_of(user),
        "today": timezone.localdate(),
        "rows": rows_of(cases[:CASES], kept=FROM_WORK),
        "mine": bool(mine),
        "more_url": _list(caseworker="me" if mine else "none") if len(cases) > CASES else "",
        "may_open": may(user, Action.OPEN_CASE),
    }
    return page(request, "cases/work.html", context)


def _counters(counts: agenda.Counts, unassigned: int | None) -> list[dict[str, Any]]:
    """Numbers that open their list."""
    shown = [
        {
            "count": counts.today,
            "label": _("cases due today"),
            "tone": "warn",
            "url": _list(caseworker="me", due="today"),
        },
        {"count": counts.late, "label": _("cases late"), "tone": "bad", "url": _list(caseworker="me", due="late")},
        {"count": counts.on_us, "label": _("waiting on us"), "url": _list(caseworker="me", waiting="us")},
        {"count": counts.on_others, "label": _("waiting on others"), "url": _list(caseworker="me", waiting="others")},
        {"count": counts.idle, "label": _("untouched for 30 days"), "url": _list(caseworker="me", idle="30")},
    ]
    if unassigned is not None:
        count = told(unassigned) if unassigned else 0
        shown.append({"count": count, "label": _("without a caseworker"), "url": _list(caseworker="none")})
    return shown


def _list(**query: str) -> str:
    return f"{reverse('cases:list')}?{urlencode(query)}"
