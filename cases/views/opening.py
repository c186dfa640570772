"""Opening a case: first whose it is, then the case itself."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from cases.actions import open_case
from cases.forms.opening import NewCaseForm
from cases.models import Case
from cases.views.page import form_methods
from people.forms.asking import SearchForm
from people.forms.refusal import attempt
from people.models import Subject
from people.views.answer import SeeOther, page, saved, sent
from people.views.reach import file_to_read
from staff.policy import Action, SignedIn, permitted, require
from staff.record import collector

MOST_FOUND = 20


@permitted(Action.OPEN_CASE)
@form_methods
@never_cache
def new_case(request: SignedIn) -> HttpResponse:
    """Open a file of work on the person or group that the address names; warns where one is open already."""
    if not request.GET.get("subject"):
        return SeeOther(reverse("cases:choose_subject"))
    subject = _subject(request)
    form = NewCaseForm(sent(request), team=subject.team, initial={"caseworker": request.user.pk})
    opened: list[Case] = []
    if form.is_valid() and attempt(
        form, lambda: opened.append(open_case(subject, actor=request.user, **form.cleaned_data))
    ):
        return saved(request, opened[0].get_absolute_url(), _("Case opened."))
    already = Case.objects.visible_to(request.user).filter(subject=subject).select_related("caseworker")
    context = {"subject": subject, "form": form, "already": already}
    return page(request, "cases/new.html", context, status=422 if form.errors else 200)


@permitted(Action.OPEN_CASE)
@form_methods
@never_cache
def choose_subject(request: SignedIn) -> HttpResponse:
    """Find whom the case is about, by a name that is sent by POST."""
    form = SearchForm(sent(request))
    found: list[Subject] = []
    if form.is_valid():
        text = form.cleaned_data["q"]
        named = Subject.objects.visible_to(request.user).named_like(text).best_match_first(text)
        found = list(named.select_related("cohort").defer("name_tokens")[:MOST_FOUND])
        collector.listed(subject.pk for subject in found)
    context = {"form": form, "found": found, "searched": form.is_bound and form.is_valid()}
    return page(request, "cases/choose_subject.html", context, status=422 if form.errors else 200)


def _subject(request: SignedIn) -> Subject:
    """The subject, if the user may know of it (else 404) and may open a case on it (else 403)."""
    try:
        public_id = UUID(request.GET["subject"])
    except ValueError:
        raise Http404 from None
    subject = file_to_read(request, public_id)
    require(request, file=subject)
    return subject
