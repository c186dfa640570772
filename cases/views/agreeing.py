"""The second person: files of colleagues that are about many people, to agree to or to refuse."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from cases.actions import agree_to_export, refuse_export
from cases.columns import BY_KEY, Sort
from cases.forms.exports import DecisionForm
from cases.models import Export
from people.forms.refusal import attempt
from people.views.answer import page, saved, sent
from staff.policy import Action, SignedIn, permitted
from staff.recent import recently_signed_in
from staff.record import collector


@permitted(Action.AGREE_TO_EXPORT)
@require_safe
@never_cache
def waiting(request: SignedIn) -> HttpResponse:
    """Those that wait for a second person, the oldest first."""
    exports = Export.objects.for_second_person(request.user).waiting().select_related("asked_by").order_by("id")
    return page(request, "cases/waiting_exports.html", {"exports": exports})


@permitted(Action.AGREE_TO_EXPORT)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@recently_signed_in
def decide(request: SignedIn, public_id: UUID) -> HttpResponse:
    """Agree to a colleague's file, or refuse it with the reason."""
    export = _of_a_colleague(request, public_id)
    form = DecisionForm(sent(request))
    if form.is_valid() and attempt(form, lambda: _decide(request, export, form)):
        agreed = form.cleaned_data["decision"] == "agree"
        message = _("Agreed. It is being prepared for your colleague.") if agreed else _("Refused.")
        return saved(request, reverse("cases:waiting_exports"), message)
    columns = [BY_KEY[key] for key in export.columns]
    context = {
        "export": export,
        "form": form,
        "plain": [column.label for column in columns if column.sort is Sort.PLAIN],
        "identity": [column.label for column in columns if column.sort is Sort.IDENTITY],
        "masked": [column.label for column in columns if column.sort is Sort.MASKED],
    }
    return page(request, "cases/decide_export.html", context, status=422 if form.is_bound else 200)


def _of_a_colleague(request: SignedIn, public_id: UUID) -> Export:
    """One that waits for this supervisor, or 404."""
    theirs = Export.objects.for_second_person(request.user).waiting().select_related("asked_by")
    export = theirs.filter(public_id=public_id).first()
    if export is None:
        collector.sought()
        raise Http404
    return export


def _decide(request: SignedIn, export: Export, form: DecisionForm) -> None:
    if form.cleaned_data["decision"] == "agree":
        agree_to_export(export, actor=request.user)
    else:
        refuse_export(export, reason=form.cleaned_data["reason"], actor=request.user)
