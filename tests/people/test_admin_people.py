"""Persons, groups and places in the administration: written by the same actions, so that names stay findable."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.db.models import Model
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from people.actions import add_alias
from people.models import (
    Alias,
    Citation,
    Cohort,
    CohortOverlap,
    Grant,
    Location,
    Person,
    Promise,
    PromiseAccount,
    Rank,
    Subject,
)
from staff.models import Membership, Role, Team, User
from tests.filled_form import complaints, submit
from tests.rows import (
    a_cohort,
    a_fact,
    a_passage,
    a_person,
    a_place,
    a_source,
    a_team,
    a_term,
    a_user,
    an_administrator,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def me() -> User:
    """The administrator who acts."""
    return an_administrator()


@pytest.fixture
def signed_in(client: Client, me: User) -> Client:
    """Their browser."""
    client.force_login(me)
    return client


def page(row: Any, name: str = "change") -> str:
    """The address of a page about a row."""
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_{name}", args=[row.pk])


def test_a_new_person_is_findable_by_every_name(signed_in: Client) -> None:
    answer = submit(
        signed_in,
        reverse("admin:people_person_add"),
        given_names="Eulalia",
        family_names="Zambrano Peña",
        birth="1975",
        team=a_team().pk,
        **{"aliases-0-kind": "nickname", "aliases-0-name": "La Garza"},
    )
    assert answer.status_code == 302
    found = Subject.objects.named_like("zambrano pena").get()
    assert found.display_name == "Eulalia Zambrano Peña"
    assert list(Subject.objects.named_like("garza")) == [found]


def test_a_corrected_name_replaces_the_old_one_everywhere(signed_in: Client) -> None:
    person = a_person("Eulalia", "Zambrano")
    submit(signed_in, page(person), family_names="Villalobos")
    subject = Subject.objects.named_like("villalobos").get()
    assert subject.display_name == "Eulalia Villalobos"
    assert not Subject.objects.named_like("zambrano").exists()


def test_another_name_that_is_corrected_or_removed_is_found_so(signed_in: Client) -> None:
    person = a_person()
    add_alias(person, name="La Garza", kind=Alias.Kind.NICKNAME, actor=a_user())
    submit(signed_in, page(person), **{"aliases-0-name": "El Turpial"})
    assert Subject.objects.named_like("turpial").exists()
    assert not Subject.objects.named_like("garza").exists()
    submit(signed_in, page(person), **{"aliases-0-DELETE": "on"})
    assert not Subject.objects.named_like("turpial").exists()


def test_a_person_without_any_name_is_refused_with_a_sentence(signed_in: Client) -> None:
    answer = submit(signed_in, reverse("admin:people_person_add"), team=a_team().pk)
    assert "kept as a group" in complaints(answer)


def test_a_group_is_made_and_renamed_through_its_actions(signed_in: Client) -> None:
    submit(signed_in, reverse("admin:people_cohort_add"), label="Those at the bridge", team=a_team().pk, at_least="3")
    cohort = Cohort.objects.get(at_least=3, subject__in=Subject.objects.named_like("bridge"))
    submit(signed_in, page(cohort), label="Those at the river")
    assert Subject.objects.named_like("river").get() == cohort.subject
    assert not Subject.objects.named_like("bridge").exists()


def test_a_group_with_bounds_the_wrong_way_round_comes_back(signed_in: Client) -> None:
    answer = submit(
        signed_in, reverse("admin:people_cohort_add"), label="Odd", team=a_team().pk, at_least="9", at_most="2"
    )
    assert "cannot be smaller than its smallest estimate" in complaints(answer)
    assert not Subject.objects.named_like("odd").exists()


def test_a_file_moves_to_another_office_on_the_page_of_the_subject_and_keeps_its_name(signed_in: Client) -> None:
    subject = a_person("Eulalia", "Zambrano").subject
    below = Team.objects.create(code="office-below", name="Office below", parent=a_team())
    submit(signed_in, page(subject), team=below.pk)
    subject.refresh_from_db()
    assert (subject.team.code, subject.display_name) == ("office-below", "Eulalia Zambrano")


def test_a_file_goes_nowhere_that_whoever_sends_it_does_not_work(signed_in: Client) -> None:
    subject = a_person().subject
    assert "valid choice" in complaints(submit(signed_in, page(subject), team=a_team("second-office").pk))
    subject.refresh_from_db()
    assert subject.team == a_team()


def test_who_may_see_a_file_is_shown_here_and_changed_on_its_own_page(signed_in: Client) -> None:
    subject = a_person().subject
    grant = Grant.objects.create(subject=subject, user=a_user("reader"), reason="Covers for a colleague.")
    signed_in.post(page(subject), {"restricted": "on", "team": subject.team_id})
    subject.refresh_from_db()
    assert not subject.restricted
    assert signed_in.get(reverse("admin:people_grant_add")).status_code == 403
    assert signed_in.post(page(grant), {"until": "2031-01-01"}).status_code == 403
    assert "Covers for" not in signed_in.get(page(grant)).content.decode()


def test_no_person_group_or_file_is_deleted(signed_in: Client) -> None:
    person, cohort = a_person(), a_cohort()
    for row in (person, cohort, person.subject):
        assert signed_in.post(page(row, "delete"), {"post": "yes"}).status_code == 403
    assert Person.objects.filter(pk=person.pk).exists()


def test_the_log_names_the_kind_and_the_public_id_only(signed_in: Client) -> None:
    submit(signed_in, page(a_person("Eulalia", "Zambrano")), given_names="Eulogia")
    entry = LogEntry.objects.latest("pk")
    said = f"{entry.object_repr} {entry.change_message}"
    assert "Eul" not in said
    assert "Zambrano" not in said


def test_a_place_that_moves_takes_what_lies_below_along(signed_in: Client) -> None:
    country = a_place("moving-country")
    city = a_place("moving-city", country, "city")
    shelter = a_place("moving-shelter", city, "shelter")
    other = a_place("other-country")
    submit(signed_in, page(city), parent=other.pk)
    shelter.refresh_from_db()
    assert shelter.path == "other-country/moving-city/moving-shelter/"


def test_a_place_cannot_lie_within_what_lies_in_it(signed_in: Client) -> None:
    country = a_place("moving-country")
    city = a_place("moving-city", country, "city")
    for parent in (country, city):
        assert "cannot lie within itself" in complaints(submit(signed_in, page(country), parent=parent.pk))
    assert Location.objects.get(pk=country.pk).parent is None


def test_a_place_with_half_a_position_comes_back(signed_in: Client) -> None:
    assert "latitude" in complaints(submit(signed_in, page(a_place()), latitude="4.5"))


def test_a_kind_that_is_in_use_is_kept_and_its_code_stays(signed_in: Client) -> None:
    kind = a_place().kind
    assert "protected" in signed_in.get(page(kind, "delete")).content.decode()
    submit(signed_in, page(kind), code="another", label_en="Land")
    kind.refresh_from_db()
    assert (kind.code, kind.label_en) == ("country", "Land")


def test_rows_that_came_with_the_fixtures_can_be_edited(signed_in: Client, me: User) -> None:
    rows = [Person.objects.order_by("pk")[0], Cohort.objects.order_by("pk")[0], Location.objects.order_by("pk")[0]]
    Membership.objects.create(user=me, team=Subject.objects.get(pk=rows[0].pk).team, role=Role.TEAM_ADMINISTRATOR)
    signed_in.force_login(me)
    for row in rows:
        before = Subject.objects.get(pk=row.pk).name_tokens if isinstance(row, Person | Cohort) else None
        assert submit(signed_in, page(row)).status_code == 302
        if before is not None:
            assert Subject.objects.get(pk=row.pk).name_tokens == before


def _grow(what: str) -> Any:
    subject, source, promise, cohort, person = (
        a_person().subject,
        a_source("growing"),
        a_fact(Promise),
        a_cohort(),
        a_person(),
    )
    makers: dict[str, tuple[Model, Any]] = {
        "citations": (subject, lambda n: Citation.objects.create(subject=subject, passage=a_passage(n))),
        "aliases": (person, lambda n: add_alias(person, name=f"Alias {n}", kind=Alias.Kind.COVER, actor=a_user())),
        "overlaps": (cohort, lambda n: CohortOverlap.objects.create(one=cohort, other=a_cohort())),
        "passages": (source, lambda n: a_passage(n, source)),
        "accounts": (promise, lambda n: a_fact(PromiseAccount, promise=promise)),
        "citations of a fact": (promise, lambda n: Citation.objects.create(promise=promise, passage=a_passage(n))),
    }
    return makers[what]


@pytest.mark.parametrize("what", ["citations", "aliases", "overlaps", "passages", "accounts", "citations of a fact"])
def test_a_page_takes_the_same_queries_for_ten_rows_below_it_as_for_two(signed_in: Client, what: str) -> None:
    row, make = _grow(what)
    signed_in.get(page(row))
    seen = []
    for numbers in (range(2), range(2, 10)):
        for n in numbers:
            make(n)
        with CaptureQueriesContext(connection) as queries:
            assert signed_in.get(page(row)).status_code == 200
        seen.append(len(queries))
    assert seen[0] == seen[1] <= 30


def test_an_entry_of_a_vocabulary_is_added_with_both_labels(signed_in: Client) -> None:
    url = reverse("admin:people_rank_add")
    assert complaints(submit(signed_in, url, code="corporal", label_en="Corporal"))
    submit(signed_in, url, code="corporal-of-tests", label_en="Corporal", label_es="Cabo", position="900")
    assert a_term(Rank, "corporal-of-tests").label_es == "Cabo"
