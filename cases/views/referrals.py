"""Referring a case to a partner, and calling it back."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cases.actions import recall_referral, refer_case
from cases.actions.referrals import NO_CONSENT
from cases.forms.referral import RecallForm, ReferralForm
from cases.models import Case, Referral
from cases.views.back import way_back
from cases.views.page import ask, case_for, form_methods
from people.forms.refusal import attempt
from people.views.answer import SeeOther, page, saved, sent
from staff.policy import Action, SignedIn, may, permitted

AT_MOST = 200


@permitted(Action.REFER_CASE)
@require_safe
@never_cache
def referrals(request: SignedIn, reference: str) -> HttpResponse:
    """To whom the case was referred, and what each partner sees at this moment."""
    case = case_for(request, reference)
    back = way_back(request)
    made: Any = Referral.objects.filter(case=case)
    context = {
        "case": case,
        "back": back,
        "case_url": back.case_url(case),
        "referrals": list(made.with_leave().select_related("recipient", "made_by", "recalled_by")[:AT_MOST]),
    }
    return page(request, "cases/referrals.html", context)


@permitted(Action.REFER_CASE)
@form_methods
@never_cache
def refer(request: SignedIn, reference: str) -> HttpResponse:
    """Refer the case to a partner; what was not agreed is refused, with the way to ask for it."""
    case = case_for(request, reference)
    form = ReferralForm(sent(request), instance=Referral())
    if form.is_valid() and attempt(form, lambda: refer_case(case, form.instance, actor=request.user)):
        return _done(request, case, _("Referred."))
    refused = form.is_bound and form.has_error("classes", NO_CONSENT)
    ways = ways_to_consent(request, case, form) if refused else {}
    return ask(request, case, form, title=_("Refer to a partner"), submit=_("Refer"), ways=ways)


@permitted(Action.REFER_CASE)
@form_methods
@never_cache
def recall(request: SignedIn, reference: str, public_id: UUID) -> HttpResponse:
    """Call a referral back; the partner sees nothing of it at their next request."""
    case = case_for(request, reference)
    referral = case.referrals.filter(public_id=public_id).select_related("recipient", "case").first()
    if referral is None:
        raise Http404
    form = RecallForm(sent(request))
    if form.is_valid() and attempt(form, lambda: recall_referral(referral, **form.cleaned_data, actor=request.user)):
        return _done(request, case, _("Called back. The partner sees nothing of it any more."))
    words = _("%(partner)s sees nothing of it from then on.") % {"partner": referral.recipient.label}
    return ask(request, case, form, title=_("Call the referral back"), submit=_("Call back"), help=words)


def _done(request: SignedIn, case: Case, message: str) -> SeeOther:
    address = reverse("cases:referrals", args=[case.reference])
    return saved(request, f"{address}{way_back(request).query}", message)


def ways_to_consent(request: SignedIn, case: Case, form: ReferralForm) -> dict[str, str]:
    """Where consent is written down, with what it is asked for filled in; and, for who may, where it is overridden."""
    asked = urlencode({"recipient": form.data.get("recipient", ""), "purpose": form.data.get("purpose", "")})
    subject = [case.subject.public_id]
    ways = {}
    if may(request.user, Action.RECORD_CONSENT, file=case.subject):
        ways["give_url"] = f"{reverse('people:give_consent', args=subject)}?{asked}"
    if may(request.user, Action.OVERRIDE_CONSENT, file=case.subject):
        ways["override_url"] = f"{reverse('people:override_consent', args=subject)}?{asked}"
    return ways
