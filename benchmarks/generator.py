"""Synthetic people and cases, the same for the same seed. Every subject is marked synthetic."""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta

from django.utils import timezone

from cases.models import Case, NextActor, Note, RequestKind, Stage, SupportRequest, Task
from cases.models.case import Level
from people.blind_index import name_tokens
from people.models import LegalStatus, LegalStatusKind, Location, Person, Stay, Subject
from people.span import Span
from staff.models import Team, User

GIVEN = [
    "Ana",
    "Andrés",
    "Beatriz",
    "Carlos",
    "Carmen",
    "Daniel",
    "Elena",
    "Emilio",
    "Gabriela",
    "Héctor",
    "Inés",
    "Jesús",
    "Julia",
    "Leonardo",
    "Luisa",
    "Marcos",
    "Marta",
    "Miguel",
    "Nuria",
    "Óscar",
    "Pilar",
    "Rafael",
    "Rosa",
    "Sergio",
    "Teresa",
    "Tomás",
    "Verónica",
    "Víctor",
    "Yolanda",
    "Zoraida",
]
FAMILY = [
    "Acosta",
    "Aguilar",
    "Benítez",
    "Cárdenas",
    "Contreras",
    "Delgado",
    "Díaz",
    "Espinoza",
    "Figueroa",
    "Fuentes",
    "Gutiérrez",
    "Herrera",
    "Ibáñez",
    "Jiménez",
    "León",
    "Márquez",
    "Méndez",
    "Molina",
    "Muñoz",
    "Navarro",
    "Núñez",
    "Ortega",
    "Peña",
    "Pineda",
    "Quintero",
    "Ríos",
    "Rojas",
    "Salazar",
    "Sánchez",
    "Tovar",
    "Urdaneta",
    "Vargas",
    "Velásquez",
    "Villalobos",
    "Yánez",
    "Zambrano",
]
WORDS = [
    "habló",
    "llamó",
    "espera",
    "documento",
    "audiencia",
    "familia",
    "salud",
    "trabajo",
    "frontera",
    "permiso",
    "abogado",
    "cita",
    "respuesta",
    "oficina",
]
EPOCH = date(2021, 1, 1)


def generate(count: int, *, team: Team, workers: list[User], seed: int = 20190430, batch: int = 500) -> None:
    """Add `count` synthetic persons, each with a case of 2021 and all that hangs off it. Asked for as the house."""
    dice = random.Random(seed)
    places = list(Location.objects.exclude(parent=None))
    countries = list(Location.objects.countries())
    statuses, kinds = list(LegalStatusKind.objects.all()), list(RequestKind.objects.all())
    start = Case.objects.filter(reference__startswith="AMP-2021-").count()
    for offset in range(start, start + count, batch):
        size = min(batch, start + count - offset)
        subjects = [_subject(dice, team) for _ in range(size)]
        Subject.objects.bulk_create(subjects)
        Person.objects.bulk_create([_person(dice, subject) for subject in subjects])
        Stay.objects.bulk_create([stay for subject in subjects for stay in _stays(dice, subject, places)])
        LegalStatus.objects.bulk_create([_status(dice, subject, countries, statuses) for subject in subjects])
        cases = [_case(dice, subject, team, workers, offset + i + 1) for i, subject in enumerate(subjects)]
        Case.objects.bulk_create(cases)
        SupportRequest.objects.bulk_create([request for case in cases for request in _requests(dice, case, kinds)])
        Note.objects.bulk_create([note for case in cases for note in _notes(dice, case, workers)])
        Task.objects.bulk_create([_task(dice, case, workers) for case in cases])


def _subject(dice: random.Random, team: Team) -> Subject:
    name = f"{dice.choice(GIVEN)} {dice.choice(FAMILY)} {dice.choice(FAMILY)}"
    return Subject(kind=Subject.Kind.PERSON, team=team, name=name, name_tokens=name_tokens(name), synthetic=True)


def _person(dice: random.Random, subject: Subject) -> Person:
    given, _, family = subject.name.partition(" ")
    birth = Span.parse(str(dice.randint(1960, 2000)))
    return Person(
        subject=subject, given_names=given, family_names=family, birth=birth, sex=dice.choice(Person.Sex.values)
    )


def _stays(dice: random.Random, subject: Subject, places: list[Location]) -> list[Stay]:
    days = sorted(EPOCH + timedelta(days=n) for n in dice.sample(range(1800), 3))
    ends = [*days[1:], None]
    return [
        Stay(
            subject=subject,
            location=dice.choice(places),
            custody=dice.choice(Stay.Custody.values),
            began=Span(began, began),
            ended=Span(ended, ended) if ended else None,
        )
        for began, ended in zip(days, ends, strict=True)
    ]


def _status(
    dice: random.Random, subject: Subject, countries: list[Location], kinds: list[LegalStatusKind]
) -> LegalStatus:
    began = EPOCH + timedelta(days=dice.randrange(1800))
    return LegalStatus(
        subject=subject,
        kind=dice.choice(kinds),
        country=dice.choice(countries),
        may_work=dice.choice(("yes", "no", "unknown")),
        began=Span(began, began),
    )


def _case(dice: random.Random, subject: Subject, team: Team, workers: list[User], number: int) -> Case:
    opened = EPOCH + timedelta(days=dice.randrange(1800))
    touched = timezone.now() - timedelta(minutes=dice.randrange(90 * 24 * 60))
    return Case(
        reference=f"AMP-2021-{number:06d}",
        subject=subject,
        team=team,
        caseworker=dice.choice([*workers, None]),
        stage=dice.choice([Stage.INTAKE, Stage.ASSESSMENT, Stage.PLAN, Stage.ACTION, Stage.FOLLOW_UP]),
        stage_since=opened,
        opened_on=opened,
        risk=dice.choice(Level.values),
        priority=dice.choice(Level.values),
        next_actor=dice.choice([*NextActor.values, ""]),
        next_step=" ".join(dice.choices(WORDS, k=4)),
        next_due_on=timezone.localdate() + timedelta(days=dice.randint(-30, 90)) if dice.random() < 0.8 else None,
        last_activity_at=touched,
    )


def _requests(dice: random.Random, case: Case, kinds: list[RequestKind]) -> list[SupportRequest]:
    return [
        SupportRequest(case=case, kind=dice.choice(kinds), detail=" ".join(dice.choices(WORDS, k=8))) for _ in range(3)
    ]


def _notes(dice: random.Random, case: Case, workers: list[User]) -> list[Note]:
    return [
        Note(
            case=case,
            kind=dice.choice(Note.Kind.values),
            text=" ".join(dice.choices(WORDS, k=30)),
            author=dice.choice(workers),
            made_at=_moment(dice),
        )
        for _ in range(4)
    ]


def _moment(dice: random.Random) -> datetime:
    return timezone.now() - timedelta(minutes=dice.randrange(700 * 24 * 60))


def _task(dice: random.Random, case: Case, workers: list[User]) -> Task:
    due = timezone.localdate() + timedelta(days=dice.randint(-20, 60))
    return Task(case=case, title=" ".join(dice.choices(WORDS, k=4)), owner=dice.choice(workers), due_on=due)
