"""What a partner sees: the referrals to their organisation that are in force, and of each the agreed parts alone.

Every page asks the database anew what may be shared: a withdrawal, a recall and a day that is over act at once.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast
from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from cases.models import Referral
from cases.referred import masked_row, names_of, parts_of, referred_to
from people.sharing import words_for
from people.views.answer import page
from staff.policy import Action, SignedIn, permitted
from staff.recent import recently_signed_in
from staff.record import collector
from staff.wall.context import seen_by_partner

AT_MOST = 200
P = ParamSpec("P")


def within_referrals(
    view: Callable[Concatenate[SignedIn, P], HttpResponse],
) -> Callable[Concatenate[SignedIn, P], HttpResponse]:
    """Let row security answer with those files alone that a referral in force opens."""

    @wraps(view)
    def within(request: SignedIn, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        with seen_by_partner(request.user.pk, timezone.localdate()):
            return view(request, *args, **kwargs)

    return cast(Callable[Concatenate[SignedIn, P], HttpResponse], within)


@permitted(Action.SEE_REFERRED)
@require_safe
@never_cache
@within_referrals
def referred_list(request: SignedIn) -> HttpResponse:
    """Everything that is referred to the reader's organisation today."""
    referrals = list(referred_to(request.user)[:AT_MOST])
    collector.listed((one.case.subject_id for one in referrals), cases=[one.case_id for one in referrals])
    return page(request, "cases/referred_list.html", {"referrals": names_of(referrals)})


@permitted(Action.SEE_REFERRED)
@require_safe
@never_cache
@within_referrals
def referred(request: SignedIn, public_id: UUID) -> HttpResponse:
    """One referral with the parts of the file that are agreed at this moment."""
    referral = referral_for(request, public_id)
    return page(request, "cases/referred.html", {"referral": referral, "parts": parts_of(referral)})


@permitted(Action.SEE_REFERRED)
@require_POST
@never_cache
@recently_signed_in
@within_referrals
def reveal_referred(request: SignedIn, public_id: UUID, slug: str, fact_id: UUID, name: str) -> HttpResponse:
    """One masked value of an agreed part."""
    referral = referral_for(request, public_id)
    row = masked_row(referral, slug, fact_id, name)
    if row is None:
        raise Http404
    collector.revealed(row, name)
    context = {"referral": referral, "field": row._meta.get_field(name), "value": words_for(row, name)}
    return page(request, "cases/referred_value.html", context)


def referral_for(request: SignedIn, public_id: UUID) -> Referral:
    """The referral, if something of it may be shared with this partner at this moment, or 404; either is on record."""
    referral: Referral | None = referred_to(request.user).filter(public_id=public_id).first()
    if referral is None:
        hidden = Referral.objects.filter(public_id=public_id).values_list("case__subject", "case")
        collector.sought(*(subject for subject, _case in hidden), cases=[case for _subject, case in hidden])
        raise Http404
    collector.opened(referral.case.subject_id, cases=[referral.case_id])
    return referral
