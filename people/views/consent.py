"""What a person agreed to: with whom, for what, until when. Giving and withdrawing it, and sharing without it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from people.actions import end_override, give_consent, override_consent, withdraw_consent
from people.forms.consent import ConsentForm, EndForm, OverrideForm, WithdrawForm
from people.forms.refusal import attempt
from people.models import Consent, ConsentOverride, Subject
from people.models.field_class import in_words
from people.views.answer import SeeOther, form_page, page, saved, sent
from people.views.reach import file_to_write
from staff.policy import Action, SignedIn, may, permitted
from staff.recent import recently_signed_in

form_methods = require_http_methods(["GET", "HEAD", "POST"])
LANGUAGES = {"es": "Español", "en": "English"}
AT_MOST = 100
NAMED = ("recipient", "noted_by", "withdrawn_by")


@permitted(Action.SEE_CONSENT)
@require_safe
@never_cache
def consent(request: SignedIn, public_id: UUID) -> HttpResponse:
    """What was agreed and holds, what is shared without consent, and what ran out or was withdrawn."""
    subject = file_to_write(request, public_id)
    given = list(Consent.objects.filter(subject=subject).select_related(*NAMED)[:AT_MOST])
    overrides = list(ConsentOverride.objects.filter(subject=subject).select_related(*NAMED)[:AT_MOST])
    context = {
        "subject": subject,
        "holding": [one for one in given if one.is_in_force or one.is_to_come],
        "overrides": [one for one in overrides if one.is_in_force],
        "over": [one for one in given if not (one.is_in_force or one.is_to_come)],
        "overrides_over": [one for one in overrides if not one.is_in_force],
        "may_record": may(request.user, Action.RECORD_CONSENT, file=subject),
        "may_override": may(request.user, Action.OVERRIDE_CONSENT, file=subject),
    }
    return page(request, "people/consent.html", context)


@permitted(Action.RECORD_CONSENT)
@form_methods
@never_cache
def give(request: SignedIn, public_id: UUID) -> HttpResponse:
    """Write down that they agree. The address may name for whom and for what it is asked, never a person."""
    subject = file_to_write(request, public_id)
    asked = {name: request.GET[name] for name in ("recipient", "purpose") if name in request.GET}
    form = ConsentForm(sent(request), instance=Consent(subject=subject), initial=asked)
    if form.is_bound and form.is_valid() and attempt(form, lambda: give_consent(form.instance, actor=request.user)):
        return _done(request, subject, _("Consent written down."))
    context = {"subject": subject, "form": form, "title": _("Consent"), "submit": _("Write down")}
    help_text = _("Explain it in their language, and that they may withdraw it at any time without giving a reason.")
    return form_page(request, "people/consent_form.html", {**context, "help": help_text}, refused=form.is_bound)


@permitted(Action.RECORD_CONSENT)
@form_methods
@never_cache
def withdraw(request: SignedIn, public_id: UUID, consent_id: UUID) -> HttpResponse:
    """Write down that they no longer agree; it acts on the next request of whoever saw it."""
    subject = file_to_write(request, public_id)
    found = _of(Consent, subject, consent_id)
    form = WithdrawForm(sent(request))
    if (
        form.is_bound
        and form.is_valid()
        and attempt(form, lambda: withdraw_consent(found, **form.cleaned_data, actor=request.user))
    ):
        return _done(request, subject, _still_shared(found) or _("Withdrawn. Nothing is shared by it from now on."))
    context = {"subject": subject, "form": form, "found": found, "danger": True}
    words = {"title": _("Withdraw consent"), "submit": _("Withdraw")}
    return form_page(request, "people/consent_form.html", {**context, **words}, refused=form.is_bound)


@permitted(Action.OVERRIDE_CONSENT)
@form_methods
@never_cache
@recently_signed_in
def override(request: SignedIn, public_id: UUID) -> HttpResponse:
    """Share parts of the file without consent, because waiting for it would do harm."""
    subject = file_to_write(request, public_id)
    asked = {name: request.GET[name] for name in ("recipient", "purpose") if name in request.GET}
    form = OverrideForm(sent(request), instance=ConsentOverride(subject=subject), initial=asked)
    if form.is_bound and form.is_valid() and attempt(form, lambda: override_consent(form.instance, actor=request.user)):
        return _done(request, subject, _("Written down. It ends by itself on its day."))
    context = {
        "subject": subject,
        "form": form,
        "title": _("Share without consent"),
        "submit": _("Share"),
        "danger": True,
    }
    help_text = _(
        "Only where a life or freedom is in danger and they cannot be asked. Everybody who sees the file sees this."
    )
    return form_page(request, "people/consent_form.html", {**context, "help": help_text}, refused=form.is_bound)


@permitted(Action.OVERRIDE_CONSENT)
@form_methods
@never_cache
def finish_override(request: SignedIn, public_id: UUID, override_id: UUID) -> HttpResponse:
    """End an override before its day."""
    subject = file_to_write(request, public_id)
    found = _of(ConsentOverride, subject, override_id)
    form = EndForm(sent(request))
    if (
        form.is_bound
        and form.is_valid()
        and attempt(form, lambda: end_override(found, **form.cleaned_data, actor=request.user))
    ):
        return _done(request, subject, _still_shared(found) or _("Ended. Nothing is shared by it from now on."))
    context = {"subject": subject, "form": form, "found": found, "title": _("End the override"), "submit": _("End")}
    return form_page(request, "people/consent_form.html", context, refused=form.is_bound)


@permitted(Action.SEE_CONSENT)
@require_safe
@never_cache
def statement(request: SignedIn, public_id: UUID) -> HttpResponse:
    """What they agreed to, on paper for their signature, in the language they read."""
    subject = file_to_write(request, public_id)
    asked = request.GET.get("language", "")
    language = asked if asked in LANGUAGES else (get_language() or "en")[:2]
    agreed = Consent.objects.filter(subject=subject).in_force()
    context = {
        "subject": subject,
        "agreed": list(agreed.select_related(*NAMED)),
        "language": language,
        "languages": [
            {"label": LANGUAGES[code], "url": f"?language={code}", "current": code == language} for code in LANGUAGES
        ],
    }
    return page(request, "people/consent_statement.html", context)


def _of(model: Any, subject: Subject, public_id: UUID) -> Any:
    found = model.objects.filter(subject=subject, public_id=public_id).select_related("recipient").first()
    if found is None:
        raise Http404
    return found


def _still_shared(ended: Consent | ConsentOverride) -> str:
    """What other leave goes on sharing with the same recipient for the same purpose, of what this one was about."""
    asked = {"with_whom": ended.recipient, "purpose": ended.purpose}
    leave = [model.objects.filter(subject=ended.subject_id) for model in (Consent, ConsentOverride)]
    shared: set[str] = set().union(*(rows.in_force().to_share(**asked).classes() for rows in leave))
    left = in_words(shared & set(ended.classes))
    if not left:
        return ""
    told = {"parts": ", ".join(left)}
    return _("It holds no longer. But other leave stands, by which it is still shared: %(parts)s.") % told


def _done(request: SignedIn, subject: Subject, message: str) -> SeeOther:
    return saved(request, reverse("people:consent", args=[subject.public_id]), message)
