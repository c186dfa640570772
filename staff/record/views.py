"""Who was stopped for opening too many files, and their release."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from staff.actions import release_reader
from staff.models import ReadingStop, User
from staff.models.reading_stop import ReadingStopQuerySet
from staff.policy import Action, SignedIn, permitted, teams_for

RELEASED = 20


class ReleaseForm(forms.Form):
    """Why somebody may go on."""

    reason = forms.CharField(
        label=gettext_lazy("Why it is released"),
        max_length=300,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=gettext_lazy("It stays on record with your name. Write nothing about anybody you serve."),
    )


@permitted(Action.RELEASE_READER)
@require_safe
@never_cache
def stops(request: SignedIn) -> HttpResponse:
    """Those of the supervisor's teams who wait for their release, and the last who were released."""
    mine = _stops_for(request.user).select_related("reader", "released_by")
    context = {"waiting": mine.waiting().order_by("at"), "released": mine.exclude(released_at=None)[:RELEASED]}
    return render(request, "staff/stops.html", context)


@permitted(Action.RELEASE_READER)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def release(request: SignedIn, pk: int) -> HttpResponse:
    """Let somebody go on, with a reason."""
    mine = _stops_for(request.user).waiting().select_related("reader")
    stop = get_object_or_404(mine, pk=pk)
    form = ReleaseForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            release_reader(stop, reason=form.cleaned_data["reason"], actor=request.user)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("Released."))
            return HttpResponseRedirect(reverse("staff:stops"))
    return render(request, "staff/release.html", {"stop": stop, "form": form}, status=422 if form.errors else 200)


@permitted(Action.OWN_PAGE)
@require_safe
@never_cache
def stopped(request: SignedIn) -> HttpResponse:
    """What somebody is told who opened too many files."""
    return render(request, "staff/stopped.html")


def _stops_for(user: User) -> ReadingStopQuerySet:
    return ReadingStop.objects.for_supervisor(user, teams=teams_for(user, Action.RELEASE_READER))
