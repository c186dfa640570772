"""Sources, and what was drawn from each of their passages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from people.dossier import SAID
from people.keyset import page_of
from people.models import CITABLE, KINDS, Citation, CohortOverlap, Passage, Source, Subject
from people.veil import is_about_hidden, named_in, speaker_of, veil
from people.views.answer import page
from people.views.people import beside
from staff.models import User
from staff.policy import Action, SignedIn, permitted

PAGE_SIZE = 50


@dataclass
class Drawn:
    """A fact that was drawn from a passage, and whose page shows it."""

    citation: Citation
    fact: Any
    subject: Subject

    @property
    def url(self) -> str:
        """The fact on the page that shows it."""
        page_of_subject = self.subject.get_absolute_url()
        return page_of_subject if self.fact == self.subject else f"{page_of_subject}#f-{self.fact.public_id}"

    @property
    def is_about_groups(self) -> bool:
        """Whether the fact is that two groups overlap: its words name both."""
        return isinstance(self.fact, CohortOverlap)


@dataclass
class PassageRow:
    """A passage with the facts that rest on it."""

    passage: Passage
    drawn: list[Drawn] = field(default_factory=list)


@dataclass(frozen=True)
class Piece:
    """A piece of a paragraph: plain, or the text of the passages that begin or lie here."""

    text: str
    passages: tuple[Passage, ...] = ()
    # Passages whose first piece this is; their address leads here.
    begins: tuple[Passage, ...] = ()


@permitted(Action.SEE_SOURCES)
@require_safe
def sources(request: SignedIn) -> HttpResponse:
    """Every document that facts were drawn from."""
    rows = Source.objects.defer("text").select_related("publisher").annotate(passage_count=Count("passages"))
    part = page_of(rows, by=("title", "id"), cursor=request.GET.get("after", ""), of="sources", size=PAGE_SIZE)
    return page(request, "people/sources.html", {"sources": part.rows, **beside(request, part)})


@permitted(Action.SEE_SOURCES)
@require_safe
def source(request: SignedIn, code: str) -> HttpResponse:
    """A source with its passages in order, and the facts drawn from each as far as the reader may know of them."""
    found = get_object_or_404(Source.objects.select_related("publisher", "parent"), code=code)
    passages = list(found.passages.order_by("paragraph", "start", "id"))
    for passage in passages:
        passage.source = found
    drawn = drawn_from(passages, reader=request.user)
    rows = [PassageRow(passage, drawn[passage.pk]) for passage in passages]
    context = {"source": found, "rows": rows, "paragraphs": in_place(found.text, passages)}
    return page(request, "people/source.html", context)


def drawn_from(passages: list[Passage], *, reader: User) -> dict[int, list[Drawn]]:
    """The standing facts that rest on each passage; those of files the reader may not know of are left out."""
    citations = list(Citation.objects.filter(passage__in=passages).select_related(*SAID))
    facts = {name: _facts(name, citations) for name in CITABLE}
    owners = {key: owner for name in facts for key, (_fact, owner) in facts[name].items()}
    named = [subject for found in facts.values() for fact, _owner in found.values() for subject in named_in(fact)]
    hidden = veil([*named, *_owners_and_speakers(owners.values(), citations)], reader=reader)
    drawn: dict[int, list[Drawn]] = defaultdict(list)
    for citation in citations:
        for name, found in facts.items():
            pair = found.get((name, getattr(citation, f"{name}_id")))
            if pair and pair[1].pk not in hidden and not is_about_hidden(pair[0], hidden):
                drawn[citation.passage_id].append(Drawn(citation, *pair))
    return drawn


def in_place(text: str, passages: list[Passage]) -> list[list[Piece]]:
    """The attached text by paragraphs, cut where passages begin and end; no paragraph where no text is attached."""
    if not text:
        return []
    by_paragraph: dict[int, list[Passage]] = defaultdict(list)
    for passage in passages:
        by_paragraph[passage.paragraph].append(passage)
    return [_cut(paragraph, by_paragraph[number]) for number, paragraph in enumerate(text.split("\n"), start=1)]


def _cut(paragraph: str, passages: list[Passage]) -> list[Piece]:
    cuts = sorted({0, len(paragraph), *(min(at, len(paragraph)) for p in passages for at in (p.start, p.end))})
    pieces = []
    for start, end in pairwise(cuts):
        here = tuple(p for p in passages if p.start <= start and end <= p.end)
        pieces.append(Piece(paragraph[start:end], here, tuple(p for p in here if p.start == start)))
    return pieces


def _facts(name: str, citations: list[Citation]) -> dict[tuple[str, int], tuple[Any, Subject]]:
    """The standing facts that citations name in one column, each with the subject whose page shows it."""
    keys = {pk for citation in citations if (pk := getattr(citation, f"{name}_id")) is not None}
    if not keys:
        return {}
    rows: Any = CITABLE[name]._default_manager.filter(pk__in=keys)
    if name == "subject":
        return {(name, fact.pk): (fact, fact) for fact in rows}
    if name == "overlap":
        rows = rows.select_related("one__subject", "other__subject")
        return {(name, fact.pk): (fact, fact.one.subject) for fact in rows}
    kind = next(kind for kind in KINDS.values() if kind.column == name)
    rows = rows.filter(retracted_at=None).select_related(kind.owner, *kind.related)
    return {(name, fact.pk): (fact, kind.owner_of(fact)) for fact in rows}


def _owners_and_speakers(owners: Iterable[Subject], citations: list[Citation]) -> list[Subject]:
    return [*owners, *(speaker for citation in citations if (speaker := speaker_of(citation)))]
