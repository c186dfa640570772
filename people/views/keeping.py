"""Keeping a file whole, and letting it go: legal holds, and erasure by two people."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from people.actions import agree_to_erasure, ask_erasure, lift_hold, place_hold, withdraw_erasure
from people.forms.asking import ReasonForm
from people.forms.keeping import AgreeForm, EraseForm, HoldForm
from people.forms.refusal import attempt
from people.models import Erasure, LegalHold, Subject
from people.views.answer import form_page, saved, sent
from people.views.reach import file_to_write
from staff.policy import Action, SignedIn, may, permitted, require
from staff.recent import recently_signed_in
from staff.record import collector
from staff.wall.numbers import numbers

form_methods = require_http_methods(["GET", "HEAD", "POST"])


@permitted(Action.PLACE_HOLD)
@form_methods
@never_cache
@recently_signed_in
def hold(request: SignedIn, public_id: UUID) -> HttpResponse:
    """The holds on a file, and a form for another one."""
    subject = file_to_write(request, public_id)
    form = HoldForm(sent(request))
    if form.is_valid() and attempt(form, lambda: place_hold(subject, **form.cleaned_data, actor=request.user)):
        return saved(request, request.path, _("The hold stands: nothing on this file can be erased."))
    holds = LegalHold.objects.filter(subject=subject).select_related("placed_by", "lifted_by")
    context = {"subject": subject, "form": form, "holds": holds}
    return form_page(request, "people/hold.html", context, refused=form.is_bound)


@permitted(Action.PLACE_HOLD)
@form_methods
@never_cache
@recently_signed_in
def lift(request: SignedIn, public_id: UUID) -> HttpResponse:
    """Lift one hold."""
    found = _hold(request, public_id)
    form = ReasonForm({"reason": "-"} if request.method == "POST" else None)
    if form.is_valid() and attempt(form, lambda: lift_hold(found, actor=request.user)):
        return saved(request, reverse("people:hold", args=[found.subject.public_id]), _("The hold is lifted."))
    context = {"subject": found.subject, "hold": found, "form": form}
    return form_page(request, "people/lift_hold.html", context, refused=form.is_bound)


@permitted(Action.ASK_ERASURE)
@form_methods
@never_cache
@recently_signed_in
def erase(request: SignedIn, public_id: UUID) -> HttpResponse:
    """Ask for a file to be erased; once somebody has, how that stands."""
    subject = file_to_write(request, public_id)
    waiting = _waiting(subject)
    form = EraseForm(sent(request))
    if form.is_valid() and attempt(form, lambda: ask_erasure(subject, **form.cleaned_data, actor=request.user)):
        return saved(request, request.path, _("Asked for. A second person must agree, in a day at the earliest."))
    context = {"subject": subject, "form": form, "erasure": waiting, **_may_agree(request, subject, waiting)}
    return form_page(request, "people/erase.html", context, refused=form.is_bound)


@permitted(Action.AGREE_TO_ERASURE)
@form_methods
@never_cache
@recently_signed_in
def agree(request: SignedIn, public_id: UUID) -> HttpResponse:
    """Agree as the second person, with which the file is gone."""
    subject = file_to_write(request, public_id)
    waiting = _waiting(subject)
    if waiting is None:
        raise Http404
    form = AgreeForm(sent(request))
    if form.is_valid() and attempt(form, lambda: agree_to_erasure(waiting, actor=request.user)):
        return saved(request, subject.get_absolute_url(), _("The file is erased."))
    context = {"subject": subject, "form": form, "erasure": waiting, **_may_agree(request, subject, waiting)}
    return form_page(request, "people/agree.html", context, refused=form.is_bound)


@permitted(Action.ASK_ERASURE)
@require_POST
@never_cache
def withdraw(request: SignedIn, public_id: UUID) -> HttpResponse:
    """Leave the file as it is."""
    subject = file_to_write(request, public_id)
    waiting = _waiting(subject)
    if waiting is None:
        raise Http404
    form = ReasonForm({"reason": "-"})
    if attempt(form, lambda: withdraw_erasure(waiting, actor=request.user)):
        return saved(request, subject.get_absolute_url(), _("Withdrawn. The file stays as it is."))
    context = {"subject": subject, "form": form, "erasure": waiting, **_may_agree(request, subject, waiting)}
    return form_page(request, "people/erase.html", context, refused=True)


def _hold(request: SignedIn, public_id: UUID) -> LegalHold:
    """The hold, if the reader may know of its file (else 404) and may lift it (else 403)."""
    rows = LegalHold.objects.filter(subject__in=Subject.objects.visible_to(request.user))
    found = rows.select_related("subject", "placed_by").filter(public_id=public_id).first()
    if found is None:
        collector.sought(*numbers("amparo_number_of_file_by_hold", public_id))
        raise Http404
    collector.opened(found.subject_id)
    require(request, file=found.subject)
    return found


def _waiting(subject: Subject) -> Erasure | None:
    return Erasure.objects.waiting().filter(subject=subject).select_related("asked_by").first()


def _may_agree(request: SignedIn, subject: Subject, waiting: Erasure | None) -> dict[str, Any]:
    """Whether the reader may be the second person, and whether the time has come."""
    second = waiting is not None and waiting.asked_by_id != request.user.pk
    return {
        "may_agree": second and may(request.user, Action.AGREE_TO_ERASURE, file=subject),
        "is_second": second,
        "is_cool": waiting is not None and waiting.has_cooled,
    }
