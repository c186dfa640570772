"""The columns that a file taken out of Amparo may have: without identity, with it, and what pages keep back.

Only the first are in a file unless somebody ticks more, one by one, and may.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.models import Case, Export
from cases.models.case import Level
from people.models import (
    Alias,
    Answer,
    ContactMethod,
    IdentityDocument,
    Kinship,
    LegalStatus,
    Location,
    MilitaryService,
    Person,
    Stay,
    Subject,
)
from people.now import statuses_now, stays_now
from people.veil import veil
from people.wording import headline
from staff.models import User


class Sort(Enum):
    """How close a column leads to somebody."""

    PLAIN = "plain"
    IDENTITY = "identity"
    MASKED = "masked"


@dataclass(frozen=True)
class Row:
    """One line of the list: a case, or a person or group."""

    subject: Subject
    case: Case | None = None


class Known:
    """What is on file about everybody in the list, fetched when a column first asks for it; a query for each kind."""

    def __init__(self, rows: list[Row], *, reader: User) -> None:
        self.keys = list({row.subject.pk for row in rows})
        self.reader = reader

    @cached_property
    def stays(self) -> dict[int, Stay]:
        """Where they are now."""
        return {pk: stay for pk, stay in stays_now(self.keys).items() if stay.ended is None}

    @cached_property
    def statuses(self) -> dict[int, LegalStatus]:
        """What their standing is now."""
        return {pk: status for pk, status in statuses_now(self.keys).items() if status.ended is None}

    @cached_property
    def countries(self) -> dict[int, str]:
        """The country that each place lies in; nothing for a place that lies in none: its own name would lead there."""
        told = ("pk", "path", "code", "label_en", "label_es", "kind__code")
        places = list(Location.objects.select_related("kind").only(*told))
        labels = {place.code: place.label for place in places if place.kind.code == "country"}
        return {
            place.pk: next((labels[code] for code in reversed(place.path.split("/")) if code in labels), "")
            for place in places
        }

    @cached_property
    def persons(self) -> dict[int, Person]:
        """Those who are known by name."""
        return Person.objects.in_bulk(self.keys)

    @cached_property
    def aliases(self) -> dict[int, list[str]]:
        """Their other names."""
        return _gathered((alias.person_id, alias.name) for alias in Alias.objects.filter(person__in=self.keys))

    @cached_property
    def services(self) -> dict[int, list[str]]:
        """As what they served."""
        rows = self._standing(MilitaryService, "subject").select_related("branch", "rank")
        return _gathered((row.subject_id, headline(row)) for row in rows)

    @cached_property
    def contacts(self) -> dict[int, list[str]]:
        """How they are reached."""
        return _gathered(
            (row.subject_id, f"{row.get_kind_display()}: {row.value}")
            for row in self._standing(ContactMethod, "subject")
        )

    @cached_property
    def exact_places(self) -> dict[int, list[str]]:
        """Where exactly they are."""
        rows = self._standing(Stay, "subject").filter(ended=None)
        return _gathered((row.subject_id, row.exact_place) for row in rows if row.exact_place)

    @cached_property
    def documents(self) -> dict[int, list[str]]:
        """Numbers of their papers."""
        papers = self._standing(IdentityDocument, "person").select_related("kind")
        told = [(row.person_id, f"{row.kind.label}: {row.number}") for row in papers]
        standing = self._standing(LegalStatus, "subject").select_related("kind")
        told += [(row.subject_id, f"{row.kind.label}: {row.document}") for row in standing if row.document]
        return _gathered(told)

    @cached_property
    def relatives(self) -> dict[int, list[str]]:
        """Their families, without those whom the reader may not know of."""
        rows = list(self._standing(Kinship, "subject").select_related("relative", "location"))
        veil([row.relative for row in rows if row.relative is not None], reader=self.reader)
        return _gathered((row.subject_id, _kin(row)) for row in rows)

    def _standing(self, model: Any, owner: str) -> Any:
        return model.objects.standing().filter(**{f"{owner}__in": self.keys}).order_by("recorded_at", "id")


@dataclass(frozen=True)
class Column:
    """One column: what it is called, how close it leads to somebody, in which lists it stands, what a row has there."""

    key: str
    label: Any
    sort: Sort
    of: frozenset[str]
    value: Callable[[Row, Known], str]


BOTH = frozenset(Export.Of.values)
CASES, PEOPLE = frozenset({"cases"}), frozenset({"people"})


def columns_of(of: str, *sorts: Sort) -> list[Column]:
    """The columns that a list may have, of these sorts."""
    return [column for column in COLUMNS if of in column.of and column.sort in sorts]


def _gathered(pairs: Iterable[tuple[int, str]]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for pk, text in pairs:
        found[pk].append(text)
    return found


def _kin(row: Kinship) -> str:
    name = row.relative.display_name if row.relative else row.described_as
    return ", ".join(part for part in (row.get_relation_display(), name, row.location and row.location.label) if part)


def _month(day: date | None) -> str:
    """A month is enough to see how long something takes, and finds nobody in the news."""
    return f"{day:%Y-%m}" if day else ""


def _of_case(tell: Callable[[Case], str]) -> Callable[[Row, Known], str]:
    return lambda row, known: tell(row.case) if row.case else ""


def _of_many(name: str) -> Callable[[Row, Known], str]:
    return lambda row, known: ", ".join(getattr(known, name).get(row.subject.pk, ()))


def _claimed(text: str, fact: Any) -> str:
    return text if fact.accepted else _("%(fact)s (claimed)") % {"fact": text}


def _country(row: Row, known: Known) -> str:
    stay = known.stays.get(row.subject.pk)
    country = known.countries[stay.location_id] if stay else ""
    return _claimed(country, stay) if country else ""


def _place(row: Row, known: Known) -> str:
    stay = known.stays.get(row.subject.pk)
    return _claimed(headline(stay), stay) if stay else ""


def _standing(row: Row, known: Known) -> str:
    status = known.statuses.get(row.subject.pk)
    return _claimed(headline(status), status) if status else ""


def _may_work(row: Row, known: Known) -> str:
    status = known.statuses.get(row.subject.pk)
    return str((Answer(status.may_work) if status else Answer.UNKNOWN).label)


def _size(row: Row, known: Known) -> str:
    return "1" if row.subject.is_person else row.subject.cohort.size_in_words


def _born(row: Row, known: Known) -> str:
    person = known.persons.get(row.subject.pk)
    return person.birth.label() if person and person.birth else ""


COLUMNS: tuple[Column, ...] = (
    Column("reference", gettext_lazy("Reference"), Sort.PLAIN, CASES, _of_case(lambda case: case.reference)),
    Column("file", gettext_lazy("File"), Sort.PLAIN, PEOPLE, lambda row, known: str(row.subject.public_id)[:8]),
    Column(
        "kind", gettext_lazy("Person or group"), Sort.PLAIN, BOTH, lambda row, known: row.subject.get_kind_display()
    ),
    Column("size", gettext_lazy("How many"), Sort.PLAIN, BOTH, _size),
    Column("stage", gettext_lazy("Stage"), Sort.PLAIN, CASES, _of_case(lambda case: case.get_stage_display())),
    Column("risk", gettext_lazy("Risk"), Sort.PLAIN, CASES, _of_case(lambda case: str(Level(case.risk).label))),
    Column(
        "waiting",
        gettext_lazy("Waiting on"),
        Sort.PLAIN,
        CASES,
        _of_case(lambda case: case.get_next_actor_display() if case.next_actor else ""),
    ),
    Column("due", gettext_lazy("Due in"), Sort.PLAIN, CASES, _of_case(lambda case: _month(case.next_due_on))),
    Column("country", gettext_lazy("Country now"), Sort.PLAIN, BOTH, _country),
    Column("standing", gettext_lazy("Standing now"), Sort.PLAIN, BOTH, _standing),
    Column("may-work", gettext_lazy("May work"), Sort.PLAIN, BOTH, _may_work),
    Column("opened", gettext_lazy("Opened in"), Sort.PLAIN, CASES, _of_case(lambda case: _month(case.opened_on))),
    Column("closed", gettext_lazy("Closed in"), Sort.PLAIN, CASES, _of_case(lambda case: _month(case.closed_on))),
    Column(
        "outcome",
        gettext_lazy("Outcome"),
        Sort.PLAIN,
        CASES,
        _of_case(lambda case: case.get_outcome_display() if case.outcome else ""),
    ),
    Column(
        "on-file",
        gettext_lazy("On file since"),
        Sort.PLAIN,
        PEOPLE,
        lambda row, known: _month(row.subject.created_at.date()),
    ),
    Column("name", gettext_lazy("Name"), Sort.IDENTITY, BOTH, lambda row, known: row.subject.display_name),
    Column("other-names", gettext_lazy("Other names"), Sort.IDENTITY, BOTH, _of_many("aliases")),
    Column("born", gettext_lazy("Born"), Sort.IDENTITY, BOTH, _born),
    Column("service", gettext_lazy("Military service"), Sort.IDENTITY, BOTH, _of_many("services")),
    Column("place", gettext_lazy("Place now"), Sort.IDENTITY, BOTH, _place),
    Column(
        "caseworker",
        gettext_lazy("Caseworker"),
        Sort.IDENTITY,
        CASES,
        _of_case(lambda case: str(case.caseworker) if case.caseworker else ""),
    ),
    Column("next-step", gettext_lazy("Next step"), Sort.IDENTITY, CASES, _of_case(lambda case: case.next_step)),
    Column("contacts", gettext_lazy("Ways to reach"), Sort.MASKED, BOTH, _of_many("contacts")),
    Column("exact-places", gettext_lazy("Exact place"), Sort.MASKED, BOTH, _of_many("exact_places")),
    Column("documents", gettext_lazy("Document numbers"), Sort.MASKED, BOTH, _of_many("documents")),
    Column("relatives", gettext_lazy("Relatives"), Sort.MASKED, BOTH, _of_many("relatives")),
)
BY_KEY = {column.key: column for column in COLUMNS}
