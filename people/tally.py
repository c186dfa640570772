"""How many people a list speaks of, without ever adding up what nobody has counted."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from people.keyset import COUNT_UP_TO, capped
from people.models import Subject


@dataclass(frozen=True)
class Tally:
    """Persons, groups whose size is known, and groups whose size is not. Groups may overlap, so nothing is summed."""

    persons: int = 0
    groups_of_known_size: int = 0
    groups_of_unknown_size: int = 0
    more: bool = False

    def __str__(self) -> str:
        """Such as "1 person and 3 groups of unknown size"."""
        if self.more:
            return _("more than %(count)s persons and groups") % {"count": COUNT_UP_TO}
        persons, known, unknown = self.persons, self.groups_of_known_size, self.groups_of_unknown_size
        parts = []
        if persons:
            parts.append(ngettext("%(count)s person", "%(count)s persons", persons) % {"count": persons})
        if known:
            parts.append(
                ngettext("%(count)s group of known size", "%(count)s groups of known size", known) % {"count": known}
            )
        if unknown:
            text = ngettext("%(count)s group of unknown size", "%(count)s groups of unknown size", unknown)
            parts.append(text % {"count": unknown})
        return _in_a_row(parts)


def tally(subjects: QuerySet[Subject]) -> Tally:
    """Count up to a thousand subjects; one query."""
    rows = list(capped(subjects).values_list("kind", "cohort__at_least", "cohort__at_most"))
    persons = sum(kind == Subject.Kind.PERSON for kind, _least, _most in rows)
    known = sum(kind == Subject.Kind.COHORT and least is not None and least == most for kind, least, most in rows)
    return Tally(persons, known, len(rows) - persons - known, more=len(rows) > COUNT_UP_TO)


def _in_a_row(parts: list[str]) -> str:
    if not parts:
        return _("nobody")
    if len(parts) == 1:
        return parts[0]
    return _("%(first)s and %(last)s") % {"first": ", ".join(parts[:-1]), "last": parts[-1]}
