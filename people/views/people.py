"""The list of persons and groups, and the search for a name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.http import HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from people.filters import SubjectFilter, chips
from people.forms.asking import FindForm
from people.keyset import page_of
from people.models import LegalStatus, Location, MilitaryService, Stay, Subject
from people.now import statuses_now, stays_now
from people.spelling import words
from people.tally import tally
from people.views.answer import form_page, page, sent
from staff.models import User
from staff.policy import Action, SignedIn, may, permitted
from staff.record import collector

PAGE_SIZE = 50
MOST_FOUND = 50


@dataclass(frozen=True)
class Row:
    """One person or group in a list: where now, standing now (as `people.now` picks them), and what they served as."""

    subject: Subject
    stay: Stay | None
    status: LegalStatus | None
    service: MilitaryService | None


@permitted(Action.SEE_PEOPLE)
@require_safe
def people(request: SignedIn) -> HttpResponse:
    """Persons and groups, newest first."""
    found = SubjectFilter(request.GET, queryset=Subject.objects.visible_to(request.user).on_file())
    subjects = found.qs.select_related("cohort")
    kept = request.GET.copy()
    cursor = (kept.pop("after", [""]) or [""])[-1]
    part = page_of(subjects, by=("-created_at", "-id"), cursor=cursor, of=f"people?{kept.urlencode()}", size=PAGE_SIZE)
    context = {
        "filter": found,
        "chips": chips(found, path=request.path),
        "tally": tally(found.qs),
        "rows": rows_of(part.rows),
        "subjects": part.rows,
        "may_add": may(request.user, Action.ADD_PEOPLE),
        **beside(request, part),
    }
    return page(request, "people/list.html", context, status=200 if found.form.is_valid() else 422)


@permitted(Action.SEE_PEOPLE)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def search(request: SignedIn) -> HttpResponse:
    """Who may be meant by a name: whole words first, then beginnings, then what sounds like it. Places as well.

    Opened without a name (as when the language is changed on its answer) it asks again; no address ever holds one.
    """
    form = FindForm(sent(request))
    context: dict[str, Any] = {"form": form, "rows": [], "places": [], "searched": form.is_valid()}
    if form.is_valid():
        text = form.cleaned_data["q"]
        found = found_by_name(text, reader=request.user)
        context |= {"rows": rows_of(found), "subjects": found, "places": places_called(text)}
        context |= {"search_text": text, "more": len(found) == MOST_FOUND, "words": len(set(words(text)))}
    return form_page(request, "people/search.html", context, refused=form.is_bound and not form.is_valid())


def found_by_name(text: str, *, reader: User) -> list[Subject]:
    """The best matches among the files the reader may know of, best first."""
    named = Subject.objects.visible_to(reader).named_like(text).best_match_first(text)
    return list(named.select_related("cohort")[:MOST_FOUND])


def places_called(text: str) -> list[Location]:
    """Places whose name in either language holds the text; a few."""
    told = [word for word in re.split(r"\s+", text) if len(word) > 2]
    if not told:
        return []
    named = Location.objects.all()
    for word in told:
        named = named.filter(Q(label_en__icontains=word) | Q(label_es__icontains=word))
    return list(named.select_related("parent")[:10])


def rows_of(subjects: list[Subject]) -> list[Row]:
    """What a list shows of each subject; a constant number of queries."""
    keys = [subject.pk for subject in subjects]
    collector.listed(keys)
    stays = stays_now(keys) if keys else {}
    statuses = statuses_now(keys) if keys else {}
    served = MilitaryService.objects.standing().filter(subject__in=keys).order_by("accepted", "recorded_at", "id")
    services = {service.subject_id: service for service in served.select_related("branch", "rank").defer("unit")}
    return [
        Row(subject, stays.get(subject.pk), statuses.get(subject.pk), services.get(subject.pk)) for subject in subjects
    ]


def beside(request: SignedIn, part: Any) -> dict[str, str]:
    """The addresses of the pages beside this one, with the filters kept; "" where there is none."""
    addresses = {}
    for name, cursor in (("previous_url", part.previous), ("next_url", part.next)):
        query = request.GET.copy()
        query["after"] = cursor
        addresses[name] = f"{request.path}?{query.urlencode()}" if cursor else ""
    return addresses
