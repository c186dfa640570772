"""Who opened files in an emergency: for those who answer for the files, who review it and give the right back."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cases.forms.emergency import LiftForm, ReviewForm
from cases.views.page import form_methods
from people.forms.refusal import attempt
from people.models import Subject
from people.views.answer import form_page, page, saved, sent
from staff.actions import lift_suspension, review_emergency
from staff.models import EmergencyAccess, Read
from staff.models.emergency_access import LASTS, EmergencyAccessQuerySet
from staff.policy import Action, SignedIn, When, may, permitted, teams_for
from staff.record.telling import field_called, page_called

REVIEWED = 20
READS = 100


@permitted(Action.SEE_EMERGENCIES)
@require_safe
@never_cache
def emergencies(request: SignedIn) -> HttpResponse:
    """What waits for a review, what took a right away, what was reviewed, and tries that found nothing."""
    mine = _known_to(request).opened().select_related("reader", "team", "reviewed_by")
    colleagues = Q(reader__memberships__team__in=teams_for(request.user, Action.SEE_EMERGENCIES))
    missed = EmergencyAccess.objects.missed().filter(colleagues).exclude(reader=request.user).distinct()
    context = {
        "waiting": mine.waiting().order_by("began_at"),
        "taken_away": mine.not_lifted(),
        "reviewed": mine.exclude(verdict="").exclude(pk__in=mine.not_lifted().values("pk"))[:REVIEWED],
        "missed": missed.select_related("reader")[:REVIEWED],
    }
    return page(request, "cases/emergencies.html", context)


@permitted(Action.SEE_EMERGENCIES)
@require_safe
@never_cache
def emergency_access(request: SignedIn, pk: int) -> HttpResponse:
    """One of them: who, when, why, and what was looked at."""
    access = _one(request, pk)
    return page(request, "cases/emergency_access.html", {**_told(request, access), "reads": _reads_under(access)})


@permitted(Action.REVIEW_EMERGENCY)
@form_methods
@never_cache
def review(request: SignedIn, pk: int) -> HttpResponse:
    """Say whether it was justified; never of one's own."""
    access = _one_for(request, pk)
    form = ReviewForm(sent(request))
    if form.is_valid() and attempt(form, lambda: review_emergency(access, **form.cleaned_data, actor=request.user)):
        return saved(request, reverse("cases:emergencies"), _("Reviewed."))
    context = {**_told(request, access), "form": form, "title": _("Review an emergency access"), "submit": _("Review")}
    return form_page(request, "cases/emergency_form.html", context, refused=form.is_bound)


@permitted(Action.LIFT_SUSPENSION)
@form_methods
@never_cache
def lift(request: SignedIn, pk: int) -> HttpResponse:
    """Give back the right that a review took away; never to oneself."""
    access = _one_for(request, pk)
    form = LiftForm(sent(request))
    if form.is_valid() and attempt(form, lambda: lift_suspension(access, **form.cleaned_data, actor=request.user)):
        return saved(request, reverse("cases:emergencies"), _("The right is given back."))
    context = {**_told(request, access), "form": form, "title": _("Give the right back"), "submit": _("Give back")}
    return form_page(request, "cases/emergency_form.html", context, refused=form.is_bound)


def _known_to(request: SignedIn) -> EmergencyAccessQuerySet:
    """Those of the reader's teams, on files of the reader's own cases, and the reader's own."""
    user = request.user
    mine = Q(reader=user) | Q(team__in=teams_for(user, Action.SEE_EMERGENCIES))
    return EmergencyAccess.objects.filter(mine | Q(file__in=user.reach.named.get(When.OWN_CASE, ())))


def _one(request: SignedIn, pk: int) -> EmergencyAccess:
    rows = _known_to(request).opened().select_related("reader", "team", "reviewed_by", "lifted_by")
    return get_object_or_404(rows, pk=pk)


def _one_for(request: SignedIn, pk: int) -> EmergencyAccess:
    """One that the reader may do this with: of a team of theirs, and not their own."""
    teams = teams_for(request.user, request.action)
    rows = _known_to(request).opened().filter(team__in=teams).exclude(reader=request.user)
    return get_object_or_404(rows.select_related("reader", "team", "reviewed_by", "lifted_by"), pk=pk)


def _told(request: SignedIn, access: EmergencyAccess) -> dict[str, Any]:
    user = request.user
    others = access.reader_id != user.pk
    reviews = others and may(user, Action.REVIEW_EMERGENCY, team_id=access.team_id)
    lifts = others and may(user, Action.LIFT_SUSPENSION, team_id=access.team_id)
    return {
        "access": access,
        "subject": Subject.objects.visible_to(user).filter(pk__in=[access.file]).first(),
        "may_review": reviews and not access.verdict,
        "may_lift": lifts and access.verdict == EmergencyAccess.Verdict.NOT_JUSTIFIED and access.lifted_at is None,
        "may_end": access.is_live and (reviews or not others),
    }


def _reads_under(access: EmergencyAccess) -> list[dict[str, Any]]:
    """What the record says was looked at under this access."""
    rows = Read.objects.filter(reader=access.reader_id, at__range=(access.began_at, access.began_at + 2 * LASTS))
    rows = rows.exclude(opened=[]).filter(emergencies__contains=[access.pk]).order_by("pk")[:READS]
    return [{"at": read.at, "page": page_called(read.page), "field": field_called(read.revealed)} for read in rows]
