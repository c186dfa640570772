"""Opening a file that is closed to somebody, in an emergency, and closing it again.

Nothing is looked up until the emergency is confirmed: until then the page answers alike whatever is asked for.
"""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from cases.actions import break_glass
from cases.forms.emergency import EmergencyForm
from cases.models import Case
from cases.views.page import form_methods
from people.forms.refusal import attempt
from people.models import Subject
from people.views.answer import SeeOther, form_page, saved, sent
from staff.actions import end_emergency
from staff.models import EmergencyAccess
from staff.models.emergency_access import TRIES_AT_MOST
from staff.policy import Action, SignedIn, may, permitted
from staff.recent import recently_signed_in

OWN = 10


@recently_signed_in
@permitted(Action.BREAK_GLASS)
@form_methods
@never_cache
def emergency(request: SignedIn) -> HttpResponse:
    """Say which file, why, and that it is meant; then it opens for an hour."""
    form = EmergencyForm(sent(request))
    if form.is_bound and form.is_valid():
        if url := _open_already(request, form.cleaned_data["called"]):
            return saved(request, url, _("This file is open to you anyway: nothing was recorded as an emergency."))
        if attempt(form, lambda: _break_glass(form, request)) and (url := _page_of(request, form)):
            return SeeOther(url)
    return form_page(request, "cases/emergency.html", _context(request, form), refused=form.is_bound)


@permitted(Action.BREAK_GLASS)
@require_POST
def end(request: SignedIn, pk: int) -> HttpResponse:
    """Close the file again before the hour is over: whoever opened it, or a supervisor of its team."""
    access = get_object_or_404(EmergencyAccess.objects.opened(), pk=pk)
    mine = access.reader_id == request.user.pk
    if not mine and not may(request.user, Action.REVIEW_EMERGENCY, team_id=access.team_id):
        raise Http404
    end_emergency(access, actor=request.user)
    url = reverse("cases:emergency") if mine else reverse("cases:emergency_access", args=[access.pk])
    return saved(request, url, _("The file is closed again."))


def _break_glass(form: Any, request: SignedIn) -> None:
    said = form.cleaned_data
    form.access = break_glass(**said["called"], reason=said["reason"], actor=request.user)


def _page_of(request: SignedIn, form: Any) -> str:
    """The page that is open now; nothing where nothing is on file, which the form then says."""
    if form.access.file is None:
        form.add_error("called", _("Nothing is on file under this. Your try is on record."))
        return ""
    called: dict[str, Any] = form.cleaned_data["called"]
    if "reference" in called:
        return reverse("cases:detail", args=[called["reference"]])
    return reverse("people:detail", args=[called["public_id"]])


def _open_already(request: SignedIn, called: dict[str, Any]) -> str:
    """The page, if it is there for the reader without any emergency."""
    rows: Any = Case if "reference" in called else Subject
    found = rows.objects.visible_to(request.user).filter(**called).first()
    return found.get_absolute_url() if found else ""


def _context(request: SignedIn, form: EmergencyForm) -> dict[str, Any]:
    accesses = EmergencyAccess.objects
    return {
        "form": form,
        "resting": accesses.suspending(request.user).exists(),
        "guessed": accesses.tries_today(request.user) >= TRIES_AT_MOST,
        "own": accesses.opened().filter(reader=request.user).select_related("team", "reviewed_by")[:OWN],
    }
