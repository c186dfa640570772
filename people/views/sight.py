"""Who may see a file, and changing that: for those who see it themselves and lead or administer its team."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from people.actions import give_grant, lift_restriction, restrict_file, take_back_grant, who_would_lose_sight
from people.forms.asking import ConfirmForm
from people.forms.refusal import attempt
from people.forms.sight import GrantForm, SightReasonForm
from people.models import Subject
from people.sight import named_to, sees_by_team, story_of, who_sees
from people.views.answer import SeeOther, form_page, page, saved, sent
from people.views.reach import file_to_write
from staff.policy import Action, SignedIn, When, permitted
from staff.recent import recently_signed_in

form_methods = require_http_methods(["GET", "HEAD", "POST"])


@permitted(Action.GRANT_SIGHT)
@require_safe
@never_cache
def sight(request: SignedIn, public_id: UUID) -> HttpResponse:
    """Everybody to whom the file is open and why, and what was done about it before."""
    subject = file_to_write(request, public_id)
    seers = who_sees(subject)
    grants = list(subject.grants.select_related("user", "team", "given_by", "taken_back_by"))
    context = {
        "subject": subject,
        "standing": [grant for grant in grants if grant.is_standing],
        "owners": [user for user in seers if named_to(subject, user, When.OWN_CASE)],
        "in_an_emergency": [user for user in seers if named_to(subject, user, When.EMERGENCY)],
        "by_team": [user for user in seers if sees_by_team(subject, user)],
        "story": story_of(subject, grants),
    }
    return page(request, "people/sight.html", context)


@permitted(Action.GRANT_SIGHT)
@recently_signed_in
@form_methods
@never_cache
def restrict(request: SignedIn, public_id: UUID) -> HttpResponse:
    """Show the file to named people only; before that, say who will lose sight of it."""
    subject = file_to_write(request, public_id)
    form = SightReasonForm(sent(request))
    if form.is_valid() and attempt(form, lambda: restrict_file(subject, **form.cleaned_data, actor=request.user)):
        return saved(request, _sight_of(subject), _("Restricted: only people whom the file names see it."))
    losing = [] if subject.restricted else who_would_lose_sight(subject, actor=request.user)
    return _ask(request, "people/restrict.html", subject, form, losing=losing)


@permitted(Action.GRANT_SIGHT)
@recently_signed_in
@form_methods
@never_cache
def lift_restriction_of(request: SignedIn, public_id: UUID) -> HttpResponse:
    """Show the file to its team again."""
    subject = file_to_write(request, public_id)
    form = ConfirmForm(sent(request))
    if form.is_valid() and attempt(form, lambda: lift_restriction(subject, actor=request.user)):
        return saved(request, _sight_of(subject), _("The restriction is lifted: the team sees the file again."))
    return _ask(request, "people/lift_restriction.html", subject, form)


@permitted(Action.GRANT_SIGHT)
@recently_signed_in
@form_methods
@never_cache
def give(request: SignedIn, public_id: UUID) -> HttpResponse:
    """Name a colleague or a team who may see the file as well."""
    subject = file_to_write(request, public_id)
    form = GrantForm(sent(request), subject=subject, actor=request.user)
    if form.is_valid() and attempt(form, lambda: give_grant(subject, **form.cleaned_data, actor=request.user)):
        return saved(request, _sight_of(subject), _("Named: the file is open to them now."))
    return _ask(request, "people/give_sight.html", subject, form)


@permitted(Action.GRANT_SIGHT)
@recently_signed_in
@form_methods
@never_cache
def take_back(request: SignedIn, public_id: UUID, pk: int) -> HttpResponse:
    """Close the file again to somebody, from their next request on."""
    subject = file_to_write(request, public_id)
    grant = get_object_or_404(subject.grants.standing().select_related("user", "team"), pk=pk)
    form = ConfirmForm(sent(request))
    if form.is_valid() and attempt(form, lambda: take_back_grant(grant, actor=request.user)):
        if not Subject.objects.filter(pk=subject.pk).exists():
            # They took it back from themselves.
            return saved(request, reverse("people:list"), _("Taken back."))
        return saved(request, _sight_of(subject), _("Taken back."))
    return _ask(request, "people/take_back_sight.html", subject, form, grant=grant)


def _sight_of(subject: Subject) -> str:
    return reverse("people:sight", args=[subject.public_id])


def _ask(request: SignedIn, name: str, subject: Subject, form: Any, **more: Any) -> HttpResponse | SeeOther:
    context = {"subject": subject, "form": form, "sight_url": _sight_of(subject), **more}
    return form_page(request, name, context, refused=form.is_bound)
