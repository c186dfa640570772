"""The rows of a list of cases: each with where its people are now and what their standing is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.lines import day_label, days
from cases.models import Case
from people.keyset import COUNT_UP_TO, capped
from people.models import Answer, Citation, LegalStatus, Stay, Subject
from people.now import statuses_now, stays_now
from people.tally import Tally
from staff.record import collector

# What a place is to somebody, where it says more than that they are there.
HELD_OR_HOUSED = (Stay.Custody.DETAINED, Stay.Custody.GUEST, Stay.Custody.SHELTERED)


@dataclass(frozen=True)
class Cell:
    """What is known of one thing: in few words, what stands below them, and how sure we are. No words: not known."""

    text: str = ""
    note: str = ""
    claimed: bool = False
    sure: str = ""


@dataclass(frozen=True)
class Row:
    """One case of a list, in words: a template that looks nothing up is most of what makes a list quick."""

    case: Case
    stay: Stay | None
    status: LegalStatus | None
    url: str
    who: str
    which: str
    stage: str
    in_stage: str
    where: Cell
    standing: Cell
    may_work: str
    risk: str
    due: str
    late: bool
    step: str
    worker: str


def with_subjects(cases: QuerySet[Case]) -> QuerySet[Case]:
    """Cases with everything a row shows of them fetched along."""
    sealed = ("subject__name_tokens", "subject__cohort__description")
    return cases.select_related("subject__cohort", "caseworker").defer(*sealed, "caseworker__password")


def rows_of(cases: Iterable[Case], *, kept: str = "") -> list[Row]:
    """Rows for these cases, two queries for them all; `kept` is what leads back to this list."""
    cases = list(cases)
    subjects = {case.subject_id for case in cases}
    collector.listed(subjects, cases=[case.pk for case in cases])
    stays = stays_now(subjects) if subjects else {}
    statuses = statuses_now(subjects) if subjects else {}
    query = f"?{urlencode({'from': kept})}" if kept else ""
    return [_row(case, stays.get(case.subject_id), statuses.get(case.subject_id), query) for case in cases]


def _row(case: Case, stay: Stay | None, status: LegalStatus | None, query: str) -> Row:
    answered = status is not None and status.ended is None and status.may_work != Answer.UNKNOWN
    return Row(
        case=case,
        stay=stay,
        status=status,
        url=case.get_absolute_url() + query,
        who=case.subject.display_name,
        which=_which(case.subject),
        stage=case.get_stage_display(),
        in_stage=days(case.days_in_stage) if case.days_in_stage else _("since today"),
        where=_where(stay),
        standing=_standing(status),
        may_work=drawn("_tag", status.get_may_work_display(), status.may_work) if status and answered else "",
        risk=drawn("_tag", case.get_risk_display(), str(case.risk)) if case.risk else "",
        due=due_words(case),
        late=case.is_overdue,
        step=case.next_step,
        worker=str(case.caseworker) if case.caseworker else "",
    )


def _which(subject: Subject) -> str:
    """What else tells one file from another: that it is a group, its size as said, that it is made up."""
    told = []
    if not subject.is_person and not subject.is_erased:
        size = subject.cohort.size_in_words
        told.append(_("group, “%(size)s”") % {"size": size} if size else _("group, size not known"))
    if subject.synthetic:
        told.append(_("synthetic"))
    return " · ".join(told)


def _where(stay: Stay | None) -> Cell:
    if stay is None:
        return Cell()
    if stay.ended is not None:
        return Cell(note=_("after %(place)s") % {"place": stay.location.label})
    parent = stay.location.parent
    custody = stay.get_custody_display() if stay.custody in HELD_OR_HOUSED else ""
    note = " · ".join(part for part in (parent.label if parent else "", custody) if part)
    return Cell(stay.location.label, note, not stay.accepted, sure(stay))


def _standing(status: LegalStatus | None) -> Cell:
    if status is None:
        return Cell()
    told = {"standing": status.kind.label, "country": status.country.label}
    if status.ended is not None:
        return Cell(note=_("after %(standing)s, %(country)s") % told)
    return Cell(told["standing"], told["country"], not status.accepted, sure(status))


def sure(fact: Any) -> str:
    """How sure we are of a fact of `people.now`, drawn; "" where nobody is cited."""
    label = dict(Citation.Certainty.choices).get(fact.certainty)
    return drawn("_certainty", str(label), fact.certainty) if label else ""


@lru_cache(maxsize=512)
def drawn(part: str, text: str, word: str) -> str:
    """A sign of the face, kept once it was drawn: a list shows the same few over and over."""
    return render_to_string(f"parts/{part}.html", {"text": text, "label": text, "word": word, "certainty": word})


def due_words(case: Case) -> str:
    """Such as "in 2 days", "today", "late by 3 days", or the date where it is far off; "" without a date."""
    if case.next_due_on is None:
        return ""
    ahead = (case.next_due_on - timezone.localdate()).days
    if ahead == 0:
        return _("today")
    if ahead == 1:
        return _("tomorrow")
    if ahead < 0:
        return ngettext("late by %(count)s day", "late by %(count)s days", -ahead) % {"count": -ahead}
    if ahead <= 14:
        return ngettext("in %(count)s day", "in %(count)s days", ahead) % {"count": ahead}
    return day_label(case.next_due_on)


@dataclass(frozen=True)
class Summary:
    """How many cases a filter finds, and how many persons and groups they are about."""

    count: int
    subjects: Tally

    def __str__(self) -> str:
        """Such as "5 cases: 1 person and 4 groups of unknown size". Sizes are never summed."""
        if self.count > COUNT_UP_TO:
            return _("more than %(count)s cases") % {"count": COUNT_UP_TO}
        cases = ngettext("%(count)s case", "%(count)s cases", self.count) % {"count": self.count}
        if not self.count:
            return cases
        return _("%(cases)s: %(subjects)s") % {"cases": cases, "subjects": self.subjects}


def summary_of(cases: QuerySet[Case]) -> Summary:
    """Count up to a thousand cases; one query."""
    columns = ("subject_id", "subject__kind", "subject__cohort__at_least", "subject__cohort__at_most")
    found = list(capped(cases).values_list(*columns))
    subjects = {pk: (kind, least, most) for pk, kind, least, most in found}.values()
    persons = sum(kind == Subject.Kind.PERSON for kind, _least, _most in subjects)
    known = sum(kind == Subject.Kind.COHORT and least is not None and least == most for kind, least, most in subjects)
    return Summary(len(found), Tally(persons, known, len(subjects) - persons - known))
