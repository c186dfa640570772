"""The page of a case: who, how far, who must act next, and everything that happened, in one story."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cases.forms.story import StoryForm
from cases.known import known_about
from cases.models import Case
from cases.progress import met_of, steps_of
from cases.timeline import Asked, Kind, asked_for, story_of
from cases.views.back import Back, way_back
from cases.views.page import case_for
from people.views.answer import page
from staff.models import User
from staff.policy import Action, SignedIn, may, permitted


@permitted(Action.SEE_CASES)
@require_safe
@never_cache
def case_detail(request: SignedIn, reference: str) -> HttpResponse:
    """Everything about a case; or one kind of line, or what was known on a day, or the older lines of its story."""
    case = case_for(request, reference, erased_too=True)
    if case.subject.is_erased:
        return page(request, "cases/erased.html", {"case": case, "days": days_open(case)}, status=410)
    form = StoryForm(request.GET)
    asked = asked_for(form.narrowed_to, form.day, request.GET.get("before", ""), of=case)
    known = known_about(case.subject, for_user=request.user, known_on=asked.known_on)
    story = story_of(case, known, asked, for_user=request.user)
    back = way_back(request)
    context = {
        "case": case,
        "form": form,
        "asked": asked,
        "known": known,
        "story": story,
        "steps": steps_of(case, story.structure),
        "met": met_of(story.requests),
        "can": what_they_may(request.user, case),
        **addresses(case, asked, story.older, back),
    }
    response = page(request, "cases/case.html", context, status=422 if form.errors else 200)
    # However the part was asked for (a form saved or left, another part of the story), it replaces the whole case.
    response["HX-Retarget"], response["HX-Reswap"] = "#case", "outerHTML"
    return response


def days_open(case: Case) -> int:
    """How many days a closed case was worked on."""
    return (case.closed_on - case.opened_on).days if case.closed_on else 0


def what_they_may(user: User, case: Case) -> dict[str, bool]:
    """Which of the page's forms to offer; each view asks the policy again."""
    work = may(user, Action.WORK_ON_CASE, file=case.subject)
    return {
        "note": work,
        "work": work and case.is_open,
        "assign": case.is_open and may(user, Action.ASSIGN_CASE, file=case.subject),
        "close": case.is_open and may(user, Action.CLOSE_CASE, file=case.subject),
        "looks": may(user, Action.SEE_READS, file=case.subject),
        "refer": may(user, Action.REFER_CASE, file=case.subject),
        "reopen": not case.is_open and may(user, Action.REOPEN_CASE, file=case.subject),
    }


def addresses(case: Case, asked: Asked, older: str, back: Back) -> dict[str, Any]:
    """The addresses that the page links to, each with the way back and with what is asked for kept."""
    day = asked.known_on.isoformat() if asked.known_on else ""

    def url(**query: str) -> str:
        told = {**query, "from": back.kept}
        kept = urlencode({name: value for name, value in told.items() if value})
        return case.get_absolute_url() + (f"?{kept}" if kept else "")

    kinds = [("", _("Everything")), *((kind.value, kind.label) for kind in Kind)]
    return {
        "back": back,
        "case_url": back.case_url(case),
        "choices": [
            {"label": label, "url": url(kind=kind, known_on=day), "current": kind == asked.kind}
            for kind, label in kinds
        ],
        "older_url": url(kind=asked.kind, known_on=day, before=older) if older else "",
        "newest_url": url(kind=asked.kind, known_on=day) if asked.before else "",
        "today_url": url(kind=asked.kind) if day else "",
        "today": timezone.localdate(),
    }
