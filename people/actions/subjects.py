from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from people.actions.facts import record_fact
from people.actions.sight import close_from_the_start
from people.blind_index import name_tokens
from people.models import Alias, Citation, Cohort, Identification, Person, Subject
from people.span import Span
from staff.models import Team, User


@transaction.atomic
def create_person(
    *,
    given_names: str,
    family_names: str,
    birth: Span | None,
    sex: str,
    team: Team,
    actor: User,
    restricted: bool = False,
) -> Person:
    """Put a person known by name on file, for one team."""
    person = Person(given_names=given_names, family_names=family_names, birth=birth, sex=sex)
    subject = Subject(kind=Subject.Kind.PERSON, team=team, name=person.full_name)
    subject.full_clean()
    subject.save()
    person.subject = subject
    person.full_clean()
    person.save()
    index_names(subject)
    if restricted:
        subject.restricted = close_from_the_start(subject, reason=_closed_from_the_start(), actor=actor).restricted
    return person


@transaction.atomic
def create_cohort(
    *,
    label: str,
    label_es: str = "",
    description: str,
    size_as_said: str,
    size_as_said_es: str = "",
    at_least: int | None,
    at_most: int | None,
    team: Team,
    actor: User,
    restricted: bool = False,
) -> Cohort:
    """Put a group of people known only together on file, for one team."""
    subject = Subject(kind=Subject.Kind.COHORT, team=team, name=label, name_es=label_es)
    subject.full_clean()
    subject.save()
    cohort = Cohort(
        subject=subject,
        description=description,
        size_as_said=size_as_said,
        size_as_said_es=size_as_said_es,
        at_least=at_least,
        at_most=at_most,
    )
    cohort.full_clean()
    cohort.save()
    index_names(subject)
    if restricted:
        subject.restricted = close_from_the_start(subject, reason=_closed_from_the_start(), actor=actor).restricted
    return cohort


@transaction.atomic
def rename_person(
    person: Person, *, given_names: str, family_names: str, birth: Span | None, sex: str, actor: User
) -> Person:
    """Correct who a person is; the earlier spelling stays in the row history."""
    subject = Subject.objects.select_for_update().get(pk=person.pk)
    _set(person, given_names=given_names, family_names=family_names, birth=birth, sex=sex)
    person.full_clean()
    person.save()
    _set(subject, name=person.full_name)
    subject.full_clean()
    subject.save(update_fields=["name"])
    index_names(subject)
    return person


@transaction.atomic
def rename_cohort(
    cohort: Cohort,
    *,
    label: str,
    label_es: str = "",
    description: str,
    size_as_said: str,
    size_as_said_es: str = "",
    at_least: int | None,
    at_most: int | None,
    actor: User,
) -> Cohort:
    """Correct what a group is called and how many are said to be in it."""
    subject = Subject.objects.select_for_update().get(pk=cohort.pk)
    _set(cohort, description=description, at_least=at_least, at_most=at_most)
    _set(cohort, size_as_said=size_as_said, size_as_said_es=size_as_said_es)
    cohort.full_clean()
    cohort.save()
    _set(subject, name=label, name_es=label_es)
    subject.full_clean()
    subject.save(update_fields=["name", "name_es"])
    index_names(subject)
    return cohort


@transaction.atomic
def add_alias(person: Person, *, name: str, kind: str, actor: User) -> Alias:
    """Write down another name a person goes by, so that a search finds them by it."""
    alias = Alias(person=person, name=name, kind=kind)
    alias.full_clean()
    alias.save()
    index_names(person.subject)
    return alias


@transaction.atomic
def identify_member(cohort: Cohort, person: Person, *, actor: User, citation: Citation | None = None) -> Identification:
    """Say that this person is one of that group; both keep their own file and the trace."""
    return record_fact(Identification(cohort=cohort, person=person), actor=actor, citation=citation)


def index_names(subject: Subject) -> None:
    """Make every name of the subject findable: shown name and other names."""
    names = [subject.name, subject.name_es]
    if subject.is_person:
        names += [alias.name for alias in Alias.objects.filter(person=subject.pk)]
    subject.name_tokens = name_tokens(*names)
    subject.save(update_fields=["name_tokens"])


def _closed_from_the_start() -> str:
    return _("Restricted when it was put on file.")


def _set(row: Model, **values: Any) -> None:
    # What stays the same keeps the bytes it was sealed as, so that the row history tells only what did change.
    for name, value in values.items():
        if getattr(row, name) != value:
            setattr(row, name, value)
