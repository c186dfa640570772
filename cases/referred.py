"""A referral as the partner reads it: of each part that may be shared at this very request, what is on file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import F

from cases.models import Referral
from cases.shared import SHARED_WORK
from people.models import KINDS, FieldClass, Subject
from people.shared import SHARED, Shared
from people.sharing import SharedRow, is_masked, rows_to_share, shared_rows
from staff.models import User


@dataclass(frozen=True)
class PartShown:
    """One part of the file; without rows nothing is on file of it."""

    part: FieldClass
    rows: list[SharedRow]


def referred_to(user: User) -> Any:
    """The referrals that this partner may read at this moment, with what may be shared of each."""
    found = Referral.objects.to_partner(user).in_force().with_leave()
    # Made up or not is told of everybody whom a page shows, agreed or not.
    found = found.annotate(synthetic=F("case__subject__synthetic"))
    return found.select_related("case__team", "recipient").defer("case__next_step")


def parts_of(referral: Referral) -> list[PartShown]:
    """Everything that may be shared at this moment; `referral` comes from `referred_to`, in this very request."""
    return [
        PartShown(part, [row for entry in _entries(part) for row in shared_rows(entry, _owner(entry, referral))])
        for part in referral.agreed
    ]


def names_of(referrals: list[Referral]) -> list[tuple[Referral, str]]:
    """Each referral with the name of whom it is about, where that may be shared; one query."""
    named = [one.case.subject_id for one in referrals if FieldClass.IDENTITY in one.agreed]
    subjects = Subject.objects.filter(pk__in=named).only("name", "name_es").in_bulk()
    return [
        (one, subjects[one.case.subject_id].display_name if FieldClass.IDENTITY in one.agreed else "")
        for one in referrals
    ]


def masked_row(referral: Referral, slug: str, public_id: UUID, name: str) -> Any:
    """The row whose masked field may be shown to the partner at this moment, or None."""
    for entry in (entry for part in referral.agreed for entry in _entries(part)):
        kind = KINDS.get(slug)
        if kind is None or kind.model is not entry.model or name not in entry.fields:
            continue
        row = rows_to_share(entry, _owner(entry, referral)).filter(public_id=public_id).first()
        if row is not None and is_masked(row, name):
            return row
    return None


def _entries(part: FieldClass) -> list[Shared]:
    return [entry for entry in (*SHARED, *SHARED_WORK) if entry.part == part]


def _owner(entry: Shared, referral: Referral) -> int:
    return referral.case_id if entry in SHARED_WORK else referral.case.subject_id
