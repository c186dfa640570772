"""Who says so: the citations of many facts at once, with everything a page shows of them fetched along."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import reduce
from operator import or_
from typing import Any, TypeVar

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from people.models import Attribution, Citation, Fact, Subject
from people.veil import speaker_of
from staff.models import User
from staff.record import collector

AttributionT = TypeVar("AttributionT", bound=Attribution)

SHOWN_ALONG = ("passage__source__publisher", "speaker_actor", "speaker_subject")


def citations_of(facts: Mapping[str, Iterable[Fact]], *, for_user: User) -> dict[tuple[str, int], list[Citation]]:
    """The citations of these facts by (column, primary key); one query, none where there is no fact.

    `facts` are grouped by their column of `Citation`. A speaker whose file the user may not know of stays unnamed.
    """
    keys = {column: [fact.pk for fact in some] for column, some in facts.items()}
    wanted = [Q(**{f"{column}__in": pks}) for column, pks in keys.items() if pks]
    found: dict[tuple[str, int], list[Citation]] = defaultdict(list)
    if wanted:
        for citation in with_speakers(Citation.objects.filter(reduce(or_, wanted)), for_user=for_user):
            column = next(name for name in keys if getattr(citation, f"{name}_id") is not None)
            found[column, getattr(citation, f"{column}_id")].append(citation)
    return found


def with_speakers(attributions: QuerySet[AttributionT], *, for_user: User) -> list[AttributionT]:
    """Attributions with passage, source and speaker; a speaker on a file the user may not know of is not named."""
    may_know = Exists(Subject.objects.visible_to(for_user).filter(pk=OuterRef("speaker_subject")))
    found: list[Any] = list(attributions.select_related(*SHOWN_ALONG).annotate(speaker_is_visible=may_know))
    collector.listed(one.speaker_subject_id for one in found if one.speaker_is_visible)
    for attribution in found:
        speaker = speaker_of(attribution)
        if speaker is not None and not attribution.speaker_is_visible:
            speaker.display_name = _("someone on file")
    return found
