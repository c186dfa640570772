"""The page of one person or group: everything known, as known today or on another day."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from people import line
from people.dossier import dossier_of
from people.forms.asking import KnownOnForm
from people.forms.facts import FORMS
from people.models import KINDS, Grant, Subject
from people.views.answer import page
from people.views.reach import file_to_read
from people.words import RECORD
from staff.policy import Action, SignedIn, may, permitted


@permitted(Action.SEE_PEOPLE)
@require_safe
@never_cache
def detail(request: SignedIn, public_id: UUID) -> HttpResponse:
    """What we hold of a person or group, each fact with who says so."""
    subject = file_to_read(request, public_id, erased_too=True)
    if subject.is_erased:
        return tombstone(request, subject)
    form = KnownOnForm(request.GET)
    day = form.cleaned_data["known_on"] if form.is_valid() else None
    dossier = dossier_of(subject, reader=request.user, on=day)
    context = {
        "subject": subject,
        "form": form,
        "day": day,
        "dossier": dossier,
        "stay_line": line.draw(dossier.of("stay")),
        "status_line": line.draw(dossier.of("legal-status")),
        "may_write": day is None and may(request.user, Action.CORRECT_PEOPLE, file=subject),
        "may_see_looks": may(request.user, Action.SEE_READS, file=subject),
        "may_see_consent": may(request.user, Action.SEE_CONSENT, file=subject),
        "may_hold": may(request.user, Action.PLACE_HOLD, file=subject),
        "may_ask_erasure": may(request.user, Action.ASK_ERASURE, file=subject),
        "may_agree": may(request.user, Action.AGREE_TO_ERASURE, file=subject),
        "sight": standing_grants(request, subject),
        "to_record": to_record(subject),
    }
    response = page(request, "people/detail.html", context, status=200 if form.is_valid() else 422)
    # However the part was asked for (a form saved or left, another day chosen), it replaces the whole file.
    response["HX-Retarget"], response["HX-Reswap"] = "#file", "outerHTML"
    return response


def tombstone(request: SignedIn, subject: Subject) -> HttpResponse:
    """What is left of an erased file, for those who could see it: that it was, and who let it go. Gone, not missing."""
    erasure = subject.erasures.done().select_related("asked_by", "agreed_by").get()
    looks = may(request.user, Action.SEE_READS, file=subject)
    context = {"subject": subject, "erasure": erasure, "may_see_looks": looks}
    return page(request, "people/tombstone.html", context, status=410)


def standing_grants(request: SignedIn, subject: Subject) -> list[Grant] | None:
    """Who is named to see this file, for those who may change it; None for anybody else."""
    if not may(request.user, Action.GRANT_SIGHT, file=subject):
        return None
    return list(subject.grants.standing().select_related("user", "team"))


def to_record(subject: Subject) -> list[tuple[str, str]]:
    """The kinds of fact that can be recorded on this page, each with what the menu calls it."""
    elsewhere = {"account", *(() if subject.kind == Subject.Kind.COHORT else ("member",))}
    offered = [kind for kind in KINDS.values() if kind.slug in FORMS and kind.slug not in elsewhere]
    return [(kind.slug, str(RECORD[kind.slug])) for kind in offered if subject.is_person or not kind.persons_only]
