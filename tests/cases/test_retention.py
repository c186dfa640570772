"""What is due for review or erasure, by the schedule that administrators keep."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cases.models import Case, LongerKeeping, Outcome, RequestKind, RetentionRule
from cases.models.retention import due_files
from people.models import LegalHold, Subject
from tests.case_factories import Cast, days_from_now, make_case, make_person, make_request, signed_in
from tests.reads import put_on_record
from tests.rows import a_term, an_erasure
from tests.two_walls import refused

THEN = RetentionRule.Then
URL = reverse("cases:keeping")


def rule(code: str, months: int, then: str = THEN.REVIEW, kind: str = "", outcome: str = "") -> RetentionRule:
    """A line of the schedule."""
    said: dict[str, Any] = {"request_kind": a_term(RequestKind, kind) if kind else None, "outcome": outcome}
    return RetentionRule.objects.create(code=code, months=months, then=then, basis_en="-", basis_es="-", **said)


def closed(cast: Cast, on: str, outcome: str = "goals-achieved", subject: Subject | None = None, *kinds: str) -> Case:
    """A case that was closed on that day."""
    case = make_case(cast, subject)
    for kind in kinds:
        make_request(case, cast, kind)
    Case.objects.filter(pk=case.pk).update(
        opened_on="2000-01-01", closed_on=on, stage="closed", stage_since=on, outcome=outcome
    )
    case.refresh_from_db()
    return case


@pytest.fixture(autouse=True)
def schedule(db: None) -> RetentionRule:
    """One rule for every case: two years, then review."""
    RetentionRule.objects.all().delete()
    return rule("default", 24)


def due(on: str) -> dict[int, tuple[str, date]]:
    """What is due on a day, by case."""
    found: Any = due_files(Case.objects.all(), on=date.fromisoformat(on))
    return {case.pk: (case.then, case.due_on) for case in found}


def test_the_default_invents_no_law() -> None:
    RetentionRule.objects.all().delete()
    call_command("loaddata", "vocabulary", verbosity=0)
    (only,) = RetentionRule.objects.all()
    assert (only.request_kind, only.outcome, only.then) == (None, "", "review")
    assert (only.rests_on, only.checked_on) == ("house", None)
    assert "own proposal" in only.basis_en
    assert "propuesta propia" in only.basis_es


def test_a_file_is_due_so_long_after_its_last_case_was_closed(cast: Cast) -> None:
    case = closed(cast, "2020-01-31")
    assert due("2022-01-30") == {}
    assert due("2022-01-31") == {case.pk: ("review", date(2022, 1, 31))}
    again = closed(cast, "2021-06-01", subject=case.subject)
    assert due("2022-02-01") == {}
    assert due("2023-06-01") == {again.pk: ("review", date(2023, 6, 1))}
    make_case(cast, case.subject)
    assert due("2030-01-01") == {}


def test_what_names_more_of_a_case_comes_first_and_among_equals_the_longest(cast: Cast) -> None:
    plain = closed(cast, "2020-01-01")
    ineligible = closed(cast, "2020-01-01", "ineligible")
    health = closed(cast, "2020-01-01", "ineligible", None, "health")
    both = closed(cast, "2020-01-01", "goals-achieved", None, "health", "shelter")
    rule("outside", 3, THEN.ERASE, outcome="ineligible")
    rule("health", 12, kind="health")
    rule("shelter", 18, THEN.ERASE, kind="shelter")
    rule("health-outside", 6, kind="health", outcome="ineligible")
    assert due("2030-01-01") == {
        plain.pk: ("review", date(2022, 1, 1)),
        ineligible.pk: ("erase", date(2020, 4, 1)),
        health.pk: ("review", date(2020, 7, 1)),
        both.pk: ("erase", date(2021, 7, 1)),
    }


def test_a_file_waits_for_all_of_its_cases(cast: Cast) -> None:
    rule("health", 120, kind="health")
    early = closed(cast, "2020-01-01", "goals-achieved", None, "health")
    late = closed(cast, "2020-06-01", subject=early.subject)
    assert due("2022-06-01") == {}
    assert due("2030-01-01") == {late.pk: ("review", date(2022, 6, 1))}


def test_what_no_rule_fits_is_never_due_and_the_page_says_so(cast: Cast, schedule: RetentionRule) -> None:
    schedule.delete()
    closed(cast, "2020-01-01")
    assert due("2030-01-01") == {}
    shown = signed_in(cast.supervisor).get(URL).content.decode()
    assert "The schedule has no rule for every other case" in shown
    assert "The schedule is empty." in shown


def test_there_is_one_rule_for_each_kind_of_case(db: None) -> None:
    refused(RetentionRule(code="twice", months=3, basis_en="-", basis_es="-"), "one_rule_per_kind_of_case")
    refused(
        RetentionRule(code="none", months=0, outcome="other", basis_en="-", basis_es="-"),
        "a_file_is_kept_a_month_at_least",
    )


def test_supervisors_see_what_is_due_in_their_own_teams(cast: Cast) -> None:
    assert "Nothing is due" in signed_in(cast.supervisor).get(URL).content.decode()
    case = closed(cast, "2020-01-01", subject=make_person(cast, "Ana Zulueta"))
    by_role = {role: signed_in(user).get(URL) for role, user in cast.by_role.items()}
    assert {role: page.status_code for role, page in by_role.items()} == {
        "caseworker": 403,
        "supervisor": 200,
        "administrator": 403,
        "stranger": 200,
    }
    for words in (case.reference, "Ana Zulueta", "Review", "1 January 2022", "Our own choice, to be confirmed"):
        assert words in by_role["supervisor"].content.decode()
    assert case.reference not in by_role["stranger"].content.decode()
    case.subject.restricted = True
    case.subject.save(update_fields=["restricted"])
    assert case.reference not in signed_in(cast.supervisor).get(URL).content.decode()


def test_the_page_says_what_is_held_and_what_is_asked_for_and_is_on_record(cast: Cast) -> None:
    held, asked = closed(cast, "2020-01-01"), closed(cast, "2020-02-01")
    LegalHold.objects.create(subject=held.subject, reason="A court.", placed_by=cast.supervisor)
    an_erasure(asked.subject)
    with put_on_record() as reads:
        shown = signed_in(cast.supervisor).get(URL).content.decode()
    assert "held: nothing may be erased" in shown
    assert "erasure asked for" in shown
    assert [(read.page, set(read.listed_cases)) for read in reads] == [("cases:keeping", {held.pk, asked.pk})]


def test_the_page_costs_the_same_for_many_files(cast: Cast) -> None:
    counts = []
    client = signed_in(cast.supervisor)
    for _round in range(2):
        for _ in range(3):
            closed(cast, "2020-01-01", "goals-achieved", None, "health")
        with CaptureQueriesContext(connection) as asked:
            client.get(URL)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_what_is_due_comes_a_page_at_a_time(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cases.views.retention.PAGE_SIZE", 2)
    cases = [closed(cast, f"2020-0{month}-01") for month in (1, 2, 3)]
    client = signed_in(cast.supervisor)
    first = client.get(URL)
    assert [case.pk for case in first.context["cases"]] == [case.pk for case in cases[:2]]
    second = client.get(first.context["next_url"])
    assert [case.pk for case in second.context["cases"]] == [cases[2].pk]


def test_after_a_review_a_file_is_kept_longer_and_comes_back(cast: Cast) -> None:
    case = closed(cast, "2020-01-01")
    url = reverse("cases:keep_longer", args=[case.subject.public_id])
    clients = {role: signed_in(user) for role, user in cast.by_role.items()}
    told = {"until": str(days_from_now(30)), "reason": "Her appeal goes on."}
    assert {role: client.get(url).status_code for role, client in clients.items()} == {
        "caseworker": 403,
        "supervisor": 200,
        "administrator": 403,
        "stranger": 404,
    }
    past = clients["supervisor"].post(url, told | {"until": str(timezone.localdate())})
    assert past.status_code == 422
    assert "Choose a day that is still to come." in past.content.decode()
    assert clients["supervisor"].post(url, told).status_code == 303
    assert LongerKeeping.objects.get().decided_by == cast.supervisor
    assert case.reference not in clients["supervisor"].get(URL).content.decode()
    assert "Her appeal goes on." in clients["supervisor"].get(url).content.decode()
    LongerKeeping.objects.update(until=timezone.localdate())
    assert case.reference in clients["supervisor"].get(URL).content.decode()


def test_a_role_outside_the_team_keeps_nothing_longer(cast: Cast, client: Client) -> None:
    case = closed(cast, "2020-01-01", Outcome.OTHER)
    client.force_login(cast.stranger)
    url = reverse("cases:keep_longer", args=[case.subject.public_id])
    assert client.post(url, {"until": str(days_from_now(3)), "reason": "-"}).status_code == 404
