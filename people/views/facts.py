"""Recording a fact, saying who says so, correcting it, taking it back: one page for each, whatever the kind of fact."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from people.actions import accept_fact, cite_fact, correct_fact, record_fact, retract_fact
from people.forms.asking import ReasonForm, SearchForm
from people.forms.citation import CitationForm
from people.forms.facts import FORMS, FactForm
from people.forms.refusal import attempt, keep_quiet
from people.models import Fact, FactKind, Promise, Subject
from people.views.answer import SeeOther, form_page, page, saved, sent
from people.views.people import found_by_name, rows_of
from people.views.reach import fact_to_read, fact_to_write, file_to_read, file_to_write, kind_or_404
from people.wording import value_of
from people.words import RECORD
from staff.models import User
from staff.policy import Action, SignedIn, permitted
from staff.recent import recently_signed_in
from staff.record import collector

form_methods = require_http_methods(["GET", "HEAD", "POST"])
# Kinds of fact that join two files: the second one is chosen first, by a search.
JOINING = {"member", "relative"}


@permitted(Action.CORRECT_PEOPLE)
@form_methods
@never_cache
def record(request: SignedIn, public_id: UUID, slug: str) -> HttpResponse:
    """Put a fact on file for a person or group, with who says so."""
    subject = file_to_write(request, public_id)
    kind = _recordable(slug, subject)
    other = _other(request) if slug in JOINING else None
    if slug == "member" and other is None:
        return SeeOther(reverse("people:choose", args=[public_id, slug]))
    form = FORMS[slug](sent(request), instance=_blank(kind, subject, other), subject=subject)
    cite = CitationForm(sent(request), subject=subject)
    if _settled(request, form, cite) and attempt(form, lambda: _record(form, cite, request.user)):
        return saved(request, subject.get_absolute_url(), _("Recorded."))
    context = {"subject": subject, "kind": kind, "title": RECORD[slug], "other": other}
    return _form_page(request, "people/record.html", context, form, cite)


@permitted(Action.CORRECT_PEOPLE)
@form_methods
@never_cache
def record_account(request: SignedIn, public_id: UUID) -> HttpResponse:
    """Write down what someone says became of a promise; whose word it is must be said."""
    promise = fact_to_write(request, "promise", public_id)
    account = FORMS["account"]._meta.model(promise=promise.fact)
    form = FORMS["account"](sent(request), instance=account, subject=promise.subject)
    cite = CitationForm(sent(request), subject=promise.subject, must_cite=True)
    if _settled(request, form, cite) and attempt(form, lambda: _record(form, cite, request.user)):
        return saved(request, promise.subject.get_absolute_url(), _("Recorded."))
    context = {"subject": promise.subject, "title": RECORD["account"], "promise": promise.fact}
    return _form_page(request, "people/record.html", context, form, cite)


@permitted(Action.CORRECT_PEOPLE)
@form_methods
@never_cache
def choose(request: SignedIn, public_id: UUID, slug: str) -> HttpResponse:
    """Find the other file that a fact joins to this one, by a name that is sent by POST."""
    subject = file_to_write(request, public_id)
    kind = _recordable(slug, subject)
    if slug not in JOINING:
        raise Http404
    form = SearchForm(sent(request))
    context: dict[str, Any] = {"subject": subject, "kind": kind, "title": RECORD[slug], "form": form, "rows": []}
    if form.is_bound and form.is_valid():
        found = [one for one in found_by_name(form.cleaned_data["q"], reader=request.user) if one.is_person]
        found = [one for one in found if one.pk != subject.pk]
        context |= {"rows": rows_of(found), "subjects": found, "searched": True}
    return form_page(request, "people/choose.html", context, refused=form.is_bound and not form.is_valid())


@permitted(Action.CORRECT_PEOPLE)
@form_methods
@never_cache
def correct(request: SignedIn, slug: str, public_id: UUID) -> HttpResponse:
    """Replace a fact by a better one; the old one is taken back and the new one names it."""
    found = fact_to_write(request, slug, public_id)
    form = _form_for(found.kind)(sent(request), instance=found.fact, old=found.fact, subject=found.subject)
    why = ReasonForm(sent(request), prefix="why")
    if form.is_bound and form.is_valid() and why.is_valid():
        reason = why.cleaned_data["reason"]
        if attempt(form, lambda: correct_fact(found.fact, form.instance, reason=reason, actor=request.user)):
            return saved(request, found.subject.get_absolute_url(), _("Corrected. What stood before is kept."))
    context = {"subject": found.subject, "found": found, "form": form, "why": why}
    return form_page(request, "people/correct.html", context, refused=form.is_bound)


@permitted(Action.CORRECT_PEOPLE)
@form_methods
@never_cache
def take_back(request: SignedIn, slug: str, public_id: UUID) -> HttpResponse:
    """Take a fact back; it stays on file as what we once held."""
    found = fact_to_write(request, slug, public_id)
    form = ReasonForm(sent(request))
    if form.is_bound and form.is_valid():
        reason = form.cleaned_data["reason"]
        if attempt(form, lambda: retract_fact(found.fact, reason=reason, actor=request.user)):
            return saved(
                request, found.subject.get_absolute_url(), _("Taken back. It is kept below as what we once held.")
            )
    context = {"subject": found.subject, "found": found, "form": form}
    return form_page(request, "people/take_back.html", context, refused=form.is_bound)


@permitted(Action.CORRECT_PEOPLE)
@form_methods
@never_cache
def cite(request: SignedIn, slug: str, public_id: UUID) -> HttpResponse:
    """Say who says so of a fact that is on file."""
    found = fact_to_write(request, slug, public_id)
    form = CitationForm(sent(request), subject=found.subject, must_cite=True)
    if "show_passages" in request.POST:
        keep_quiet(form)
    elif form.is_bound and form.is_valid():
        citation = form.to_citation()
        if citation and attempt(form, lambda: cite_fact(found.fact, citation, actor=request.user)):
            return saved(request, found.subject.get_absolute_url(), _("Source added."))
    context = {"subject": found.subject, "found": found, "cite": form}
    return form_page(request, "people/cite.html", context, refused=form.is_bound and not _asks(request))


@permitted(Action.CORRECT_PEOPLE)
@require_POST
def accept(request: SignedIn, slug: str, public_id: UUID) -> HttpResponse:
    """Hold a claim to be so, or hold it no longer."""
    found = fact_to_write(request, slug, public_id)
    accepted = request.POST.get("accepted") == "yes"
    form = ReasonForm({"reason": "-"})
    if attempt(form, lambda: accept_fact(found.fact, accepted=accepted, actor=request.user)):
        told = _("Held to be so.") if accepted else _("Kept as a claim.")
        return saved(request, found.subject.get_absolute_url(), told)
    context = {"subject": found.subject, "found": found, "form": form}
    return form_page(request, "people/accept.html", context, refused=True)


@permitted(Action.SEE_PEOPLE)
@require_POST
@never_cache
@recently_signed_in
def reveal(request: SignedIn, slug: str, public_id: UUID, name: str) -> HttpResponse:
    """Show one masked field of one fact."""
    found = fact_to_read(request, slug, public_id)
    if name not in found.kind.masked_in(found.fact):
        raise Http404
    collector.revealed(found.fact, name)
    field = found.fact._meta.get_field(name)
    context = {"subject": found.subject, "found": found, "field": field, "value": value_of(getattr(found.fact, name))}
    return page(request, "people/reveal.html", context)


def _recordable(slug: str, subject: Subject) -> FactKind:
    kind = kind_or_404(slug)
    fits = subject.is_person or not kind.persons_only
    if slug == "account" or not fits or (slug == "member" and subject.is_person):
        raise Http404
    return kind


def _other(request: SignedIn) -> Subject | None:
    named = request.GET.get("other", "")
    if not named:
        return None
    try:
        other = file_to_read(request, UUID(named))
    except ValueError:
        raise Http404 from None
    if not other.is_person:
        raise Http404
    return other


def _blank(kind: FactKind, subject: Subject, other: Subject | None) -> Fact:
    """A fact of this kind about this subject, with nothing said yet."""
    fact: Any = kind.model()
    if kind.slug == "member" and other is not None:
        fact.cohort, fact.person = subject.cohort, other.person
    elif kind.persons_only:
        fact.person = subject.person
    elif kind.model is Promise:
        fact.promisee = subject
    else:
        fact.subject = subject
    if kind.slug == "relative":
        fact.relative = other
    blank: Fact = fact
    return blank


def _form_for(kind: FactKind) -> type[FactForm]:
    return FORMS[kind.slug]


def _asks(request: SignedIn) -> bool:
    return "show_passages" in request.POST


def _settled(request: SignedIn, form: FactForm, cite: CitationForm) -> bool:
    """Whether both forms were sent and nothing is wrong with either."""
    if _asks(request):
        keep_quiet(form, cite)
        return False
    return form.is_bound and all([form.is_valid(), cite.is_valid()])


def _record(form: FactForm, cite: CitationForm, actor: User) -> None:
    record_fact(form.instance, actor=actor, citation=cite.to_citation(), ends=form.cleaned_data.get("ends"))


def _form_page(
    request: SignedIn, name: str, context: dict[str, Any], form: FactForm, cite: CitationForm
) -> HttpResponse:
    refused = form.is_bound and not _asks(request)
    return form_page(request, name, {**context, "form": form, "cite": cite}, refused=refused)
