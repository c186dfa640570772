"""Who someone is: putting a person or a group on file, and correcting it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from people.actions import add_alias, create_cohort, create_person, rename_cohort, rename_person
from people.forms.identity import AliasForm, CohortForm, NamesForm, NewCohortForm, NewPersonForm, PersonForm
from people.forms.refusal import attempt
from people.models import Subject
from people.views.answer import form_page, saved, sent
from people.views.people import rows_of
from people.views.reach import file_to_write
from staff.models import User
from staff.policy import Action, SignedIn, permitted

MOST_ALIKE = 20

form_methods = require_http_methods(["GET", "HEAD", "POST"])


@permitted(Action.ADD_PEOPLE)
@form_methods
@never_cache
def new_person(request: SignedIn) -> HttpResponse:
    """Put a person on file: first the name, then who that may be already, then the rest.

    `seen` holds the files that the user looked at and said were someone else; only then is a new one made.
    """
    if request.method != "POST":
        return form_page(request, "people/new_person.html", _name_step(request, NamesForm()), refused=False)
    names = NamesForm(request.POST)
    if not names.is_valid():
        return form_page(request, "people/new_person.html", _name_step(request, names), refused=True)
    seen = {part for part in request.POST.get("seen", "").split(",") if part}
    alike = people_like(names.full_name, reader=request.user)
    form = NewPersonForm(request.POST if "sex" in request.POST else None, user=request.user, initial=names.cleaned_data)
    if {str(subject.public_id) for subject in alike} - seen:
        context = {"step": "alike", "names": names, "rows": rows_of(alike), "subjects": alike}
        return form_page(request, "people/new_person.html", _kept(request, context, alike), refused=form.is_bound)
    if form.is_bound and form.is_valid() and attempt(form, lambda: _create_person(form, request.user)):
        return saved(request, _next_after(request, form), _("Put on file."))
    context = {"step": "rest", "form": form, "any_alike": bool(alike)}
    return form_page(request, "people/new_person.html", _kept(request, context, alike), refused=form.is_bound)


@permitted(Action.ADD_PEOPLE)
@form_methods
def new_cohort(request: SignedIn) -> HttpResponse:
    """Put people on file who are known only together."""
    form = NewCohortForm(sent(request), user=request.user)
    if form.is_bound and form.is_valid() and attempt(form, lambda: _create_cohort(form, request.user)):
        return saved(request, form.made.get_absolute_url(), _("Put on file."))  # type: ignore[attr-defined]
    return form_page(request, "people/new_cohort.html", {"form": form}, refused=form.is_bound)


@permitted(Action.CORRECT_PEOPLE)
@form_methods
@never_cache
def edit(request: SignedIn, public_id: UUID) -> HttpResponse:
    """Correct who a person is, or what a group is called and how large it is said to be."""
    subject = file_to_write(request, public_id)
    form_class = PersonForm if subject.is_person else CohortForm
    form = form_class(sent(request), initial=_identity(subject))
    if form.is_bound and form.is_valid() and attempt(form, lambda: _rename(subject, form, request.user)):
        return saved(request, subject.get_absolute_url(), _("Corrected."))
    return form_page(request, "people/edit.html", {"subject": subject, "form": form}, refused=form.is_bound)


@permitted(Action.CORRECT_PEOPLE)
@form_methods
@never_cache
def new_alias(request: SignedIn, public_id: UUID) -> HttpResponse:
    """Write down another name, so that a search finds the person by it."""
    subject = file_to_write(request, public_id, of=Subject.Kind.PERSON)
    form = AliasForm(sent(request))
    told = form.cleaned_data if form.is_bound and form.is_valid() else None
    if told and attempt(
        form, lambda: add_alias(subject.person, name=told["name"], kind=told["kind"], actor=request.user)
    ):
        return saved(request, subject.get_absolute_url(), _("Name added."))
    return form_page(request, "people/new_alias.html", {"subject": subject, "form": form}, refused=form.is_bound)


def people_like(name: str, *, reader: User) -> list[Subject]:
    """Persons on file who may be the same, best match first; only files the reader may know of."""
    persons = Subject.objects.visible_to(reader).filter(kind=Subject.Kind.PERSON)
    return list(persons.perhaps_named(name).best_match_first(name)[:MOST_ALIKE])


def _name_step(request: SignedIn, names: NamesForm) -> dict[str, Any]:
    return _kept(request, {"step": "name", "names": names}, [])


def _kept(request: SignedIn, context: dict[str, Any], alike: list[Subject]) -> dict[str, Any]:
    """What every step carries along: whom the user has seen, and the group the person is to be a member of."""
    group = (request.POST or request.GET).get("member_of", "")
    seen = ",".join(str(subject.public_id) for subject in alike)
    return {**context, "seen": seen, "member_of": group if _is_uuid(group) else ""}


def _next_after(request: SignedIn, form: Any) -> str:
    group = request.POST.get("member_of", "")
    made: Subject = form.made.subject
    if not _is_uuid(group):
        return made.get_absolute_url()
    return f"{reverse('people:record', args=[group, 'member'])}?other={made.public_id}"


def _is_uuid(text: str) -> bool:
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False


def _create_person(form: Any, actor: User) -> None:
    form.made = create_person(**form.cleaned_data, actor=actor)


def _create_cohort(form: Any, actor: User) -> None:
    form.made = create_cohort(**form.cleaned_data, actor=actor).subject


def _identity(subject: Subject) -> dict[str, Any]:
    if subject.is_person:
        person = subject.person
        names = {"given_names": person.given_names, "family_names": person.family_names}
        return {**names, "birth": person.birth, "sex": person.sex}
    fields = ("description", "size_as_said", "size_as_said_es", "at_least", "at_most")
    labels = {"label": subject.name, "label_es": subject.name_es}
    return labels | {name: getattr(subject.cohort, name) for name in fields}


def _rename(subject: Subject, form: Any, actor: User) -> None:
    if subject.is_person:
        rename_person(subject.person, **form.cleaned_data, actor=actor)
    else:
        rename_cohort(subject.cohort, **form.cleaned_data, actor=actor)
