"""What pages about people show of the work done for them: `people` itself knows nothing of cases."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from django import template
from django.db.models import Count
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from cases.known import Known
from cases.lines import day_label
from cases.models import Case, Referral
from cases.rows import due_words
from people.models import Citation, Fact, Promise, PromiseAccount, Subject
from staff.policy import Action, may
from staff.record import collector

register = template.Library()

AT_MOST = 20
REFERENCE = re.compile(r"\s*(?:amp)?[\s-]*(\d{4})[\s-]+(\d{1,6})\s*", re.IGNORECASE)


@register.inclusion_tag("cases/_cases_of.html", takes_context=True)
def cases_of(context: dict[str, Any], subject: Subject) -> dict[str, Any]:
    """The cases about a person or group that the reader may see, open ones first; one query."""
    user = context["request"].user
    opens = not subject.is_erased and may(user, Action.OPEN_CASE, file=subject)
    cases = Case.objects.visible_to(user).filter(subject=subject).select_related("caseworker")
    return {
        # Who opened the file is on record for it; that its cases are named there adds nothing.
        "cases": list(cases.order_by("closed_on", "due_key", "id")[:AT_MOST]) if may(user, Action.SEE_CASES) else [],
        "new_url": f"{reverse('cases:new')}?subject={subject.public_id}" if opens else "",
    }


@register.inclusion_tag("cases/_referrals_of.html", takes_context=True)
def referrals_of(context: dict[str, Any], subject: Subject) -> dict[str, Any]:
    """What partners see of a person's file today, for the page of their consent; one query."""
    cases = Case.objects.visible_to(context["request"].user).filter(subject=subject)
    made: Any = Referral.objects.filter(case__in=cases)
    return {"referrals": list(made.in_force().with_leave().select_related("recipient", "case")[:AT_MOST])}


@register.simple_tag(takes_context=True)
def answer_link(context: dict[str, Any], subject: Subject) -> str:
    """The way to the answer for somebody who asks what we hold on them, where the reader may make it; else ""."""
    if not may(context["request"].user, Action.ANSWER_PERSON, file=subject):
        return ""
    url = reverse("cases:what_we_hold", args=[subject.public_id])
    return format_html('<a href="{}">{}</a>', url, _("What we hold on them"))


@register.simple_tag(takes_context=True)
def case_counts(context: dict[str, Any], subjects: Iterable[Subject]) -> dict[int, int]:
    """The number of open cases by the primary key of their subject; one query for a whole list."""
    user = context["request"].user
    visible = Case.objects.visible_to(user).open().filter(subject__in=[subject.pk for subject in subjects])
    return dict(visible.order_by().values_list("subject").annotate(count=Count("pk")))


@register.simple_tag(takes_context=True)
def case_called(context: dict[str, Any], text: str) -> Case | None:
    """The case whose reference was searched for, in full or as "2026-1"; no query where the text is none."""
    found = REFERENCE.fullmatch(text or "")
    if found is None:
        return None
    reference = f"AMP-{found[1]}-{int(found[2]):06d}"
    user = context["request"].user
    visible = Case.objects.visible_to(user).select_related("subject").defer("subject__name_tokens")
    case = visible.filter(reference=reference).first()
    collector.listed([case.subject_id] if case else [], cases=[case.pk] if case else [])
    return case


@register.filter
def day(value: date | None) -> str:
    """A day in the reader's language, written as the spans beside it are."""
    return day_label(value) if value else ""


@register.filter
def certainty_word(certainty: str) -> str:
    """The word for a stored certainty."""
    return str(dict(Citation.Certainty.choices).get(certainty, ""))


@register.simple_tag
def certainty_in(known: Known, fact: Fact) -> str:
    """The certainty to show of a fact on the page of a case."""
    return known.certainty(fact)


@register.inclusion_tag("people/_citations.html")
def said_in(known: Known, fact: Fact) -> dict[str, object]:
    """Who says so of a fact on the page of a case, one line for each; or that no source is recorded."""
    return {"citations": known.citations(fact)}


@register.simple_tag
def accounts_in(known: Known, promise: Promise) -> list[PromiseAccount]:
    """What is said on the page of a case to have become of a promise."""
    return known.accounts_of(promise)


@register.simple_tag
def due_in_words(case: Case) -> str:
    """When the next step is due: "in 2 days", "late by 3 days"."""
    return due_words(case)


@register.inclusion_tag("cases/_export_link.html", takes_context=True)
def export_link(context: dict[str, Any], of: str) -> dict[str, Any]:
    """The way to take a list out as it is filtered, for whoever may."""
    request = context["request"]
    kept = request.GET.copy()
    for name in ("after", "sort"):
        kept.pop(name, None)
    query = f"?{kept.urlencode()}" if kept else ""
    url = f"{reverse('cases:new_export', args=[of])}{query}" if may(request.user, Action.EXPORT) else ""
    return {"url": url}
