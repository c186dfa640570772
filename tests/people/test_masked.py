"""What can lead to somebody stands on no page until it is asked for, one value at a time: in no page's bytes at all."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from people.actions import retract_fact
from people.models import KINDS, Fact, FactKind, Kinship, Location, Stay
from staff.models import Role
from tests.people.conftest import signed_in
from tests.reads import put_on_record
from tests.rows import FACTS, a_case, a_fact, a_person, a_place, a_user

pytestmark = pytest.mark.django_db
CANARY = "Turpial-4711"
CHOICE = re.compile(r"<option(?![^>]*selected)[^>]*>.*?</option>", re.S)
MASKED = [pytest.param(kind, name, id=f"{kind.slug}-{name}") for kind in KINDS.values() for name in kind.masked]
ROLES = (Role.CASEWORKER, Role.SUPERVISOR, Role.TEAM_ADMINISTRATOR)


def test_what_leads_to_somebody_is_masked() -> None:
    assert {(kind.slug, name) for kind in KINDS.values() for name in kind.masked} == {
        ("stay", "exact_place"),
        ("legal-status", "document"),
        ("relative", "relative"),
        ("relative", "described_as"),
        ("relative", "location"),
        ("way-to-reach", "value"),
        ("way-to-reach", "code_word"),
        ("document", "number"),
    }


def with_canary(kind: FactKind, name: str) -> Any:
    """A fact whose one masked field holds the canary."""
    field = kind.model._meta.get_field(name)
    value: Any = CANARY
    if field.related_model is Location:
        value = Location.objects.get(code="venezuela")
        value = Location.objects.filter(label_en=CANARY).first() or a_place("town", value, "city")
        value.label_en = value.label_es = CANARY
        value.save()
    elif field.is_relation:
        value = a_person(CANARY, "Oropeza").subject
    said = {"described_as": ""} if kind.model is Kinship and name != "described_as" else {}
    return a_fact(kind.model, **{**said, name: value})


def is_told(answer: Any) -> bool:
    """Whether the canary is anywhere in what came back, as it is or escaped."""
    # That a place is one of all the places to choose from leads to nobody; that it is chosen does.
    said = CHOICE.sub("", answer.content.decode()) + str(answer.headers)
    return CANARY in said or CANARY.replace("-", "\\u002D") in said


def admin_page(row: Model, page: str, *args: Any) -> str:
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_{page}", args=args)


@pytest.mark.parametrize(("kind", "name"), MASKED)
def test_no_page_of_any_role_holds_it(kind: FactKind, name: str) -> None:
    fact = with_canary(kind, name)
    subject = kind.owner_of(fact)
    case = a_case(subject)
    pages = [
        subject.get_absolute_url(),
        case.get_absolute_url(),
        f"{case.get_absolute_url()}?kind=changes",
        *(reverse(f"people:{page}", args=[kind.slug, fact.public_id]) for page in ("correct", "take_back", "cite")),
        reverse("people:looks", args=[subject.public_id]),
        reverse("cases:list"),
        reverse("cases:my_work"),
        reverse("people:promises"),
        # The page of an error, too.
        reverse("people:reveal", args=[kind.slug, fact.public_id, "id"]),
        reverse("people:reveal", args=[kind.slug, fact.public_id, name]),
    ]
    for role in ROLES:
        client = signed_in(a_user(f"some-{role}", role))
        told = [url for url in pages if is_told(client.get(url))]
        assert told == [], role
        # A form that comes back with a mistake.
        assert not is_told(client.post(pages[3], {"began": "nonsense", "why-reason": ""}))
        assert not is_told(client.post(reverse("people:search"), {"q": "Xiomara"}))


@pytest.mark.parametrize(("kind", "name"), MASKED)
def test_it_is_shown_alone_when_asked_for_and_that_is_on_record(kind: FactKind, name: str, caseworker: Client) -> None:
    fact = with_canary(kind, name)
    with put_on_record() as reads:
        answer = caseworker.post(reverse("people:reveal", args=[kind.slug, fact.public_id, name]))
    assert is_told(answer)
    assert (reads[0].revealed, reads[0].revealed_of) == (f"people.{kind.model._meta.model_name}.{name}", fact.pk)
    assert kind.owner_of(fact).pk in reads[0].opened


@pytest.mark.parametrize(("kind", "name"), MASKED)
def test_the_administration_holds_it_back_as_well(kind: FactKind, name: str) -> None:
    admin = signed_in(a_user("sees-all", Role.TEAM_ADMINISTRATOR, is_staff=True, is_superuser=True))
    fact = with_canary(kind, name)
    choose = {"app_label": "people", "model_name": "citation", "field_name": kind.column, "term": ""}
    pages = [
        admin_page(fact, "change", fact.pk),
        admin_page(fact, "history", fact.pk),
        admin_page(fact, "take_back", fact.pk),
        admin_page(fact, "changelist"),
        reverse("admin:autocomplete") + "?" + "&".join(f"{key}={value}" for key, value in choose.items()),
        reverse("admin:people_subject_change", args=[kind.owner_of(fact).pk]),
        reverse("admin:index"),
    ]
    assert [url for url in pages if is_told(admin.get(url))] == []
    show = admin_page(fact, "show", fact.pk, name)
    assert show in admin.get(pages[0]).content.decode()
    assert admin.get(show).status_code == 405
    with put_on_record() as reads:
        assert is_told(admin.post(show))
    assert reads[0].revealed == f"people.{kind.model._meta.model_name}.{name}"
    assert kind.owner_of(fact).pk in reads[0].opened
    assert admin.post(admin_page(fact, "show", fact.pk, "retraction_reason")).status_code == 404
    retract_fact(fact, reason="It was someone else.", actor=a_user())
    assert [url for url in (pages[0], pages[1], pages[3]) if is_told(admin.get(url))] == []


def test_a_correction_in_the_administration_keeps_what_was_not_typed_anew() -> None:
    admin = signed_in(a_user("sees-all", Role.TEAM_ADMINISTRATOR, is_staff=True, is_superuser=True))
    stay = a_fact(Stay, exact_place=CANARY)
    page = admin_page(stay, "change", stay.pk)
    form = admin.get(page).context["adminform"].form
    said = {name: form[name].value() or "" for name in form.fields} | {"custody": "free", "reason": "He was let go."}
    management = {f"citations-{name}_FORMS": 0 for name in ("TOTAL", "INITIAL", "MIN_NUM", "MAX_NUM")}
    assert admin.post(page, {**said, **management, "accepted": "on"}).status_code == 302
    newer = Stay.objects.get(corrects=stay)
    assert (newer.custody, newer.exact_place) == ("free", CANARY)


def test_where_a_place_is_exactly_stands_on_no_page_either() -> None:
    admin = signed_in(a_user("sees-all", Role.TEAM_ADMINISTRATOR, is_staff=True, is_superuser=True))
    place = a_place("a-safe-house", a_place("andorra"), "city")
    before = a_fact(Stay, location=place)
    for number in (1, 2):
        place.address, place.latitude, place.longitude = f"{CANARY} {number}", f"41.1234{number}", f"2.1234{number}"
        place.save()
    signs = (CANARY, "41.1234", "2.1234")
    caseworker = signed_in(a_user("some-caseworker"))
    shown = [caseworker.get(url) for url in (place.get_absolute_url(), before.subject.get_absolute_url())]
    shown += [admin.get(admin_page(place, page, place.pk)) for page in ("change", "history")]
    shown.append(admin.get(admin_page(place, "changelist")))
    assert [sign for answer in shown for sign in signs if sign in answer.content.decode()] == []
    for name, sign in zip(("address", "latitude", "longitude"), signs, strict=True):
        with put_on_record() as reads:
            assert sign in admin.post(admin_page(place, "show", place.pk, name)).content.decode()
        assert (reads[0].revealed, reads[0].revealed_of) == (f"people.location.{name}", place.pk)


def test_every_kind_of_fact_was_looked_at() -> None:
    assert {kind.model for kind in KINDS.values()} == set(FACTS)
    assert all(issubclass(kind.model, Fact) for kind in KINDS.values())
