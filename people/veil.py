"""A file that a reader may not know of is named by no one: not as a speaker, a relative, or a member."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from people.models import CohortOverlap, Identification, Kinship, Subject
from staff.models import User
from staff.record import collector


def veil(subjects: Iterable[Subject], *, reader: User) -> set[int]:
    """Take the names off those the reader may not know of, and give their keys; at most one query."""
    named = list(subjects)
    keys = {subject.pk for subject in named}
    if not keys:
        return set()
    hidden = keys - set(Subject.objects.visible_to(reader).filter(pk__in=keys).values_list("pk", flat=True))
    collector.listed(keys - hidden)
    for subject in named:
        if subject.pk in hidden:
            subject.display_name = _("someone whose name is kept back")
    return hidden


def mentioned(row: Any, name: str) -> Subject | None:
    """Whom a row speaks of in a field; row security hides a file of others, and somebody unnamed stands in for it."""
    key = getattr(row, f"{name}_id")
    if key is None:
        return None
    try:
        found: Subject | None = getattr(row, name)
    except Subject.DoesNotExist:
        found = None
    if found is None:
        found = Subject(pk=key)
        found.display_name = _("someone whose name is kept back")
        setattr(row, name, found)
    return found


def speaker_of(attribution: Any) -> Subject | None:
    """The speaker on file, or who stands in for one."""
    return mentioned(attribution, "speaker_subject")


def named_in(fact: Any) -> list[Subject]:
    """Whom the words of a fact name, beside the file it is on."""
    if isinstance(fact, Kinship):
        relative = mentioned(fact, "relative")
        return [fact.subject, relative] if relative else [fact.subject]
    if isinstance(fact, Identification):
        return [fact.cohort.subject, fact.person.subject]
    if isinstance(fact, CohortOverlap):
        return [fact.one.subject, fact.other.subject]
    return []


def is_about_hidden(fact: Any, hidden: set[int]) -> bool:
    """Whether the fact itself is hidden with them: that someone is of a group, or that two groups overlap."""
    joins = isinstance(fact, Identification | CohortOverlap)
    return joins and any(subject.pk in hidden for subject in named_in(fact))
