"""Everything known of one person or group, as known on a day, in a number of queries that does not grow with it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Model, Q, QuerySet

from people.models import (
    CITABLE,
    KINDS,
    Alias,
    Citation,
    CohortOverlap,
    Fact,
    FactKind,
    Identification,
    Kinship,
    Subject,
)
from people.models.fact import end_of
from people.veil import is_about_hidden, named_in, speaker_of, veil
from staff.models import User

# What a line under a fact needs of each citation.
SAID = ("passage__source__publisher", "speaker_actor", "speaker_subject")


@dataclass
class Line:
    """One fact as a page shows it, with who says so."""

    fact: Any
    kind: FactKind
    citations: list[Citation] = field(default_factory=list)
    accounts: list[Line] = field(default_factory=list)
    # Whether the file of the reader's page is the other side: the member of a group, the relative of somebody.
    from_elsewhere: bool = False

    @property
    def masked(self) -> list[Any]:
        """The fields that hold something and are shown only when asked for."""
        # The file of a relative does not keep that very relative back.
        names = () if self.from_elsewhere else self.kind.masked_in(self.fact)
        return [self.fact._meta.get_field(name) for name in names]


@dataclass
class Dossier:
    """What is known of a subject: standing facts by kind, and what was taken back."""

    subject: Subject
    lines: dict[str, list[Line]]
    taken_back: list[Line]
    citations: list[Citation]
    aliases: list[Alias]
    overlaps: list[Line]

    def of(self, slug: str) -> list[Line]:
        """The standing facts of one kind."""
        return self.lines.get(slug, [])

    @property
    def is_bare(self) -> bool:
        """Whether nothing at all is known beyond who it is."""
        return not any(self.lines.values()) and not self.overlaps

    @property
    def stays_now(self) -> list[Line]:
        """Where they are: stays not known to have ended, what we hold to be so before mere claims."""
        return _now(self.of("stay"))

    @property
    def standing_now(self) -> list[Line]:
        """Their standing in law: statuses not known to have ended, what we hold to be so before mere claims."""
        return _now(self.of("legal-status"))


def dossier_of(subject: Subject, *, reader: User, on: date | None = None) -> Dossier:
    """Everything the reader may know of the subject: now, or as it was known at the end of the day `on`."""
    moment = end_of(on) if on else None
    kinds = [kind for kind in KINDS.values() if subject.is_person or not kind.persons_only]
    facts = {kind.slug: _facts(kind, subject, moment) for kind in kinds}
    overlaps = list(_overlaps(subject))
    said = citations_of([subject, *overlaps, *(fact for found in facts.values() for fact in found)])
    hidden = veil(_named(facts, overlaps, said), reader=reader)
    lines: dict[str, list[Line]] = {}
    taken_back = []
    for kind in kinds:
        shown = [_line(kind, fact, subject, said) for fact in facts[kind.slug] if not _leads_to(fact, subject, hidden)]
        lines[kind.slug] = _in_order(line for line in shown if line.fact.stood_at(moment))
        taken_back += [line for line in shown if not line.fact.stood_at(moment)]
    for promise in lines["promise"]:
        promise.accounts = [line for line in lines["account"] if line.fact.promise_id == promise.fact.pk]
    taken_back.sort(key=lambda line: line.fact.retracted_at, reverse=True)
    return Dossier(
        subject=subject,
        lines=lines,
        taken_back=taken_back,
        citations=said[("subject", subject.pk)],
        aliases=list(Alias.objects.filter(person=subject.pk)) if subject.is_person else [],
        overlaps=[
            Line(overlap, KINDS["member"], said[("overlap", overlap.pk)])
            for overlap in overlaps
            if not is_about_hidden(overlap, hidden)
        ],
    )


def citations_of(facts: Iterable[Model]) -> dict[tuple[str, int], list[Citation]]:
    """Who says so, for each fact under the column of `Citation` and the key; one query."""
    keys: dict[str, set[int]] = defaultdict(set)
    for fact in facts:
        keys[next(name for name, model in CITABLE.items() if isinstance(fact, model))].add(fact.pk)
    said: dict[tuple[str, int], list[Citation]] = defaultdict(list)
    if not keys:
        return said
    wanted = reduce(or_, (Q(**{f"{name}__in": pks}) for name, pks in keys.items()))
    for citation in Citation.objects.filter(wanted).select_related(*SAID):
        for name in keys:
            if (pk := getattr(citation, f"{name}_id")) is not None:
                said[(name, pk)].append(citation)
    return said


def _facts(kind: FactKind, subject: Subject, moment: datetime | None) -> list[Fact]:
    mine = Q(**{kind.owner: subject})
    if kind.model is Identification:
        mine |= Q(person=subject.pk)
    elif kind.model is Kinship:
        mine |= Q(relative=subject)
    rows: QuerySet[Any] = kind.model._default_manager.filter(mine)
    if moment is not None:
        rows = rows.filter(recorded_at__lt=moment)
    return list(rows.select_related(*kind.related, kind.owner, "recorded_by", "retracted_by", "corrected_by"))


def _overlaps(subject: Subject) -> QuerySet[CohortOverlap]:
    if subject.is_person:
        return CohortOverlap.objects.none()
    either = Q(one=subject.pk) | Q(other=subject.pk)
    return CohortOverlap.objects.filter(either).select_related("one__subject", "other__subject")


def _named(
    facts: dict[str, list[Fact]], overlaps: list[CohortOverlap], said: dict[tuple[str, int], list[Citation]]
) -> list[Subject]:
    named = [speaker for found in said.values() for citation in found if (speaker := speaker_of(citation))]
    for fact in [*overlaps, *(fact for found in facts.values() for fact in found)]:
        named += named_in(fact)
    return named


def _leads_to(fact: Fact, subject: Subject, hidden: set[int]) -> bool:
    if is_about_hidden(fact, hidden):
        return True
    return isinstance(fact, Kinship) and fact.subject_id != subject.pk and fact.subject_id in hidden


def _line(kind: FactKind, fact: Fact, subject: Subject, said: dict[tuple[str, int], list[Citation]]) -> Line:
    return Line(fact, kind, said[(kind.column, fact.pk)], from_elsewhere=kind.owner_of(fact).pk != subject.pk)


def _in_order(lines: Iterable[Line]) -> list[Line]:
    """What has a time: what goes on first, then the latest. Anything else as it was put on file."""
    put_on_file = sorted(lines, key=lambda line: (line.fact.recorded_at, line.fact.pk))
    return sorted(put_on_file, key=lambda line: _latest(line.fact), reverse=True)


def _latest(fact: Any) -> tuple[bool, date]:
    if not hasattr(fact, "ended"):
        return False, date.min
    known = fact.ended or fact.began
    return fact.ended is None, (known.last or known.first or date.min) if known else date.min


def _now(lines: list[Line]) -> list[Line]:
    return sorted((line for line in lines if line.fact.ended is None), key=lambda line: not line.fact.accepted)
