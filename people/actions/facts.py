from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from people.models import CITABLE, Citation, Fact, Kinship, LegalStatus, Promise, PromiseAccount, Stay
from people.span import Span
from staff.models import User

FactT = TypeVar("FactT", bound=Fact)


@transaction.atomic
def record_fact(
    fact: FactT, *, actor: User, citation: Citation | None = None, ends: Stay | LegalStatus | None = None
) -> FactT:
    """Put a new fact on file.

    `citation` is not saved yet; its column for this fact is filled here. `ends` is a stay or status that ended when
    this one began: it is corrected to say so. Raises `ValidationError` with a sentence per field if the fact cannot
    stand.
    """
    if ends is not None and fact.accepted:
        began: Span | None = getattr(fact, "began", None)
        if began is None:
            raise ValidationError({"began": _("Say when it began: the earlier one ends then.")})
        _end(ends, began, actor=actor)
    fact.recorded_by = actor
    fact.full_clean()
    fact.save()
    if citation is not None:
        setattr(citation, citation_column(fact), fact)
        citation.full_clean()
        citation.save()
    return fact


@transaction.atomic
def cite_fact(fact: Fact, citation: Citation, *, actor: User) -> Citation:
    """Say who says so of a fact that is on file; `citation` is not saved yet. Other citations stay beside it."""
    locked = _lock(fact)
    if not locked.is_standing:
        raise ValidationError(_("This was taken back: cite what replaced it."))
    setattr(citation, citation_column(locked), locked)
    citation.full_clean()
    citation.save()
    return citation


@transaction.atomic
def correct_fact(old: FactT, new: FactT, *, reason: str, actor: User) -> FactT:
    """Replace a fact by a better one: the old row is taken back, the new row says what it corrects.

    Who said the old one stays cited on the old one; its citations are carried over to the new one as well.
    """
    locked = _lock(old)
    locked.retract(by=actor, reason=reason)
    locked.save(update_fields=["retracted_at", "retracted_by", "retraction_reason"])
    new.corrects = locked
    new.recorded_by = actor
    new.full_clean(exclude=_carried_over(new, locked))
    new.save()
    column = citation_column(new)
    _copy_citations(Citation.objects.filter(**{column: locked}), column, new)
    if isinstance(new, Promise):
        # What is said of a promise goes on being said of it when its wording or its day is put right.
        for account in PromiseAccount.objects.standing().filter(promise_id=locked.pk):
            followed = copy_of(account)
            followed.promise = new
            correct_fact(account, followed, reason=reason, actor=actor)
    return new


@transaction.atomic
def retract_fact(fact: FactT, *, reason: str, actor: User) -> FactT:
    """Take a fact back: it stays on file as what we once held."""
    locked = _lock(fact)
    locked.retract(by=actor, reason=reason)
    locked.save(update_fields=["retracted_at", "retracted_by", "retraction_reason"])
    return locked


@transaction.atomic
def accept_fact(fact: FactT, *, accepted: bool, actor: User) -> FactT:
    """Hold a claim to be so, or hold it no longer; the claim itself stays as it was recorded."""
    locked = _lock(fact)
    if not locked.is_standing:
        raise ValidationError(_("This was taken back: it can no longer be accepted."))
    locked.accepted = accepted
    locked.full_clean(exclude=_carried_over(locked, locked))
    locked.save(update_fields=["accepted"])
    return locked


def copy_of(fact: FactT) -> FactT:
    """An unsaved copy of a fact, ready to be changed and recorded as its correction."""
    computed = {
        "id",
        "public_id",
        "recorded_at",
        "recorded_by",
        "retracted_at",
        "retracted_by",
        "retraction_reason",
        "corrects",
    }
    values = {
        f.attname: getattr(fact, f.attname)
        for f in fact._meta.concrete_fields
        if f.name not in computed and not getattr(f, "generated", False)
    }
    return type(fact)(**values)


def citation_column(fact: Fact) -> str:
    """The column of `Citation` that names this kind of fact."""
    return next(name for name, model in CITABLE.items() if isinstance(fact, model))


def _carried_over(new: Fact, old: Fact) -> set[str]:
    """What needs no check because it stays: a relative on file, whose file the actor need not know of."""
    if isinstance(new, Kinship) and isinstance(old, Kinship) and new.relative_id == old.relative_id:
        return {"relative"}
    return set()


def _lock(fact: FactT) -> FactT:
    manager = type(fact)._default_manager
    return manager.select_for_update(of=("self",)).get(pk=fact.pk)  # type: ignore[return-value]


def _end(earlier: Stay | LegalStatus, when: Span, *, actor: User) -> None:
    ended = copy_of(earlier)
    ended.ended = when
    correct_fact(earlier, ended, reason=_("It ended when the next one began."), actor=actor)


def _copy_citations(citations: Iterable[Citation], column: str, new: Fact) -> None:
    for citation in citations:
        citation.pk = None
        citation._state.adding = True
        citation.public_id = Citation._meta.get_field("public_id").get_default()
        setattr(citation, column, new)
        citation.save()
