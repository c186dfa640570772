"""Where someone is now, and what their standing is: the one rule by which every page picks it among the facts on file.

What we accept comes before what is merely claimed, the newest record before older ones. Where nothing current is on
file, the newest fact that has ended is picked, so that a page can say "not known, after ...".
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, Protocol

from django.db.models import (
    BooleanField,
    Case,
    ExpressionWrapper,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)

from people.models import Citation, LegalStatus, Stay

# What we show of several certainties: that someone contradicts it, else the surest.
LOUDEST_FIRST = (
    Citation.Certainty.CONTRADICTED,
    Citation.Certainty.VERIFIED,
    Citation.Certainty.PROBABLE,
    Citation.Certainty.UNVERIFIED,
)


# What a list shows of a fact. The sealed columns are left closed: opening them is most of what a row would cost.
FACT = ("subject", "accepted", "recorded_at", "ended")
STAY = (
    *FACT,
    "custody",
    "location__code",
    "location__label_en",
    "location__label_es",
    "location__parent__label_en",
    "location__parent__label_es",
)
STATUS = (
    *FACT,
    "may_work",
    "kind__label_en",
    "kind__label_es",
    "country__label_en",
    "country__label_es",
)


class Certain(Protocol):
    """Anything that says how sure we are."""

    certainty: str


def stays_now(subjects: Iterable[int], *, known_on: date | None = None) -> dict[int, Stay]:
    """For each subject (by primary key) the stay that says where they are, with its `certainty`; one query.

    Whether it is current is told by its `ended` being None. Only what a list shows is fetched.
    """
    found = _picked(Stay.objects.select_related("location__parent").only(*STAY), "stay", subjects, known_on)
    return {stay.subject_id: stay for stay in found}


def statuses_now(subjects: Iterable[int], *, known_on: date | None = None) -> dict[int, LegalStatus]:
    """For each subject (by primary key) the legal status that says what their standing is, with its `certainty`."""
    statuses = LegalStatus.objects.select_related("kind", "country").only(*STATUS)
    found = _picked(statuses, "legal_status", subjects, known_on)
    return {status.subject_id: status for status in found}


def pick(facts: Iterable[Any]) -> Any:
    """The same choice among facts of one subject that stand; None where there is none."""
    return min(facts, key=_place, default=None)


def loudest(citations: Iterable[Certain]) -> str:
    """The certainty to show of a fact with these citations; "" where nobody is cited."""
    words = {citation.certainty for citation in citations}
    return next((word.value for word in LOUDEST_FIRST if word in words), "")


def _place(fact: Any) -> tuple[bool, bool, float, int]:
    return (fact.ended is not None, not fact.accepted, -fact.recorded_at.timestamp(), -fact.pk)


def _picked(facts: QuerySet[Any], column: str, subjects: Iterable[int], known_on: date | None) -> QuerySet[Any]:
    known: Any = facts.known_on(known_on) if known_on else facts.standing()  # type: ignore[attr-defined]
    ended = ExpressionWrapper(Q(ended__isnull=False), output_field=BooleanField())
    picked: QuerySet[Any] = (
        known.filter(subject__in=list(subjects))
        .annotate(over=ended, certainty=certainty_of(column))
        .order_by("subject_id", "over", "-accepted", "-recorded_at", "-id")
        .distinct("subject_id")
    )
    return picked


def certainty_of(column: str) -> Subquery:
    """The certainty to show of a fact, as part of the query that fetches it; `column` is its column of `Citation`."""
    rank = Case(
        *(When(certainty=word, then=Value(place)) for place, word in enumerate(LOUDEST_FIRST)),
        output_field=IntegerField(),
    )
    cited = Citation.objects.filter(**{column: OuterRef("pk")}).order_by(rank)
    return Subquery(cited.values("certainty")[:1])
