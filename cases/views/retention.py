"""Which files are due for review or erasure by the schedule, and keeping one longer."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cases.actions import keep_longer
from cases.forms.retention import KeepLongerForm
from cases.models import Case, LongerKeeping, RetentionRule
from cases.models.retention import due_files
from cases.views.page import form_methods
from people.forms.refusal import attempt
from people.keyset import page_of
from people.models import Erasure, LegalHold
from people.views.answer import form_page, page, saved, sent
from people.views.people import beside
from people.views.reach import file_to_write
from staff.models import User
from staff.policy import Action, SignedIn, permitted, sight_of
from staff.record import collector

PAGE_SIZE = 50


@permitted(Action.SEE_RETENTION)
@require_safe
@never_cache
def keeping(request: SignedIn) -> HttpResponse:
    """The files whose time is over, those that were closed longest ago first, and the schedule they are due by."""
    due = due_files(_reviewed_by(request.user), on=timezone.localdate()).annotate(
        is_held=Exists(LegalHold.objects.standing().filter(subject=OuterRef("subject"))),
        erasure_waits=Exists(Erasure.objects.waiting().filter(subject=OuterRef("subject"))),
    )
    rows = due.select_related("subject").defer("subject__name_tokens", "next_step")
    part = page_of(rows, by=("closed_on", "id"), cursor=request.GET.get("after", ""), of="keeping", size=PAGE_SIZE)
    collector.listed([case.subject_id for case in part.rows], cases=[case.pk for case in part.rows])
    schedule = {rule.pk: rule for rule in RetentionRule.objects.select_related("request_kind")}
    found: list[Any] = part.rows
    for case in found:
        case.due_by = schedule[case.rule]
    context = {
        "cases": found,
        "schedule": schedule.values(),
        "has_default": any(not rule.request_kind and not rule.outcome for rule in schedule.values()),
        **beside(request, part),
    }
    return page(request, "cases/keeping.html", context)


@permitted(Action.SEE_RETENTION)
@form_methods
@never_cache
def longer(request: SignedIn, public_id: UUID) -> HttpResponse:
    """After a review: keep a file until another day, with a reason."""
    subject = file_to_write(request, public_id)
    form = KeepLongerForm(sent(request))
    if form.is_valid() and attempt(form, lambda: keep_longer(subject, **form.cleaned_data, actor=request.user)):
        return saved(request, reverse("cases:keeping"), _("Kept longer. It comes back here on that day."))
    before = LongerKeeping.objects.filter(subject=subject).select_related("decided_by")
    context = {"subject": subject, "form": form, "before": before}
    return form_page(request, "cases/keep_longer.html", context, refused=form.is_bound)


def _reviewed_by(user: User) -> QuerySet[Case]:
    """Cases on files that the user may review."""
    return Case.objects.visible_to(user).filter(sight_of(user, (Action.SEE_RETENTION,)).rows("subject__"))
