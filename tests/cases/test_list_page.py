"""The list of cases: what its rows say, its pages, its order, and the way into a case and back."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cases.models import Case
from people.actions import retract_fact
from people.models import Stay
from tests.case_factories import (
    Cast,
    days_from_now,
    in_place,
    make_case,
    make_group,
    make_person,
    make_status,
    make_stay,
    make_task,
    span,
)
from tests.rows import a_place

LIST = reverse("cases:list")


def text(client: Client, url: str = LIST) -> str:
    return " ".join(client.get(url).content.decode().split())


def test_a_row_says_who_where_now_standing_work_risk_and_next_step(cast: Cast, browser: Client) -> None:
    city = a_place("a-city", parent=a_place("a-country"))
    case = make_case(cast, risk=3, next_step="", next_due_on=days_from_now(2))
    make_stay(case.subject, cast, city, custody=Stay.Custody.DETAINED, cited="probable")
    make_status(case.subject, cast, may_work="no", cited="verified")
    page = text(browser)
    for words in ("Xiomara Quiñonez", case.reference, "Intake", "a-city", "a-country · Held in detention", "probable"):
        assert words in page
    for words in ("Refugee", "verified", "High", "in 2 days", "Wanda"):
        assert words in page


def test_a_late_step_is_said_in_words_not_only_in_colour(cast: Cast, browser: Client) -> None:
    make_case(cast, next_due_on=days_from_now(-3))
    assert '<span class="late">late by 3 days</span>' in text(browser)


def test_what_is_accepted_is_shown_before_a_newer_claim(cast: Cast, browser: Client) -> None:
    case = make_case(cast)
    make_stay(case.subject, cast, a_place("accepted-place"))
    make_stay(case.subject, cast, a_place("claimed-place"), accepted=False, cited="unverified")
    row = browser.get(LIST).context["rows"][0]
    assert row.stay.location.code == "accepted-place"
    assert "claimed" not in text(browser).split("</thead>")[1]


def test_where_nothing_is_accepted_the_newest_claim_is_shown_as_a_claim(cast: Cast, browser: Client) -> None:
    case = make_case(cast)
    make_stay(case.subject, cast, a_place("older-claim"), accepted=False, cited="unverified")
    make_stay(case.subject, cast, a_place("newer-claim"), accepted=False, cited="contradicted")
    assert browser.get(LIST).context["rows"][0].stay.location.code == "newer-claim"
    assert '<small>claimed</small> <small> <span class="sure sure-contradicted">' in text(browser)


def test_what_has_ended_is_not_where_they_are_now(cast: Cast, browser: Client) -> None:
    case = make_case(cast)
    make_stay(case.subject, cast, a_place("an-embassy"), ended=span("2019-12"))
    page = text(browser)
    assert "after an-embassy" in page
    assert "Not known" in page


def test_what_was_taken_back_is_not_shown_at_all(cast: Cast, browser: Client) -> None:
    case = make_case(cast)
    retract_fact(make_stay(case.subject, cast, a_place("wrong-place")), reason="A slip", actor=cast.caseworker)
    assert browser.get(LIST).context["rows"][0].stay is None
    assert "wrong-place" not in text(browser).split("</thead>")[1]


def test_the_summary_counts_persons_and_groups_and_never_sums_sizes(cast: Cast, browser: Client) -> None:
    make_case(cast)
    for _ in range(3):
        make_case(cast, make_group(cast))
    make_case(cast, make_group(cast, at_least=12, at_most=12))
    page = text(browser)
    assert "5 cases: 1 person, 1 group of known size and 3 groups of unknown size" in page
    assert "12" not in page.split("5 cases:")[1].split("</span>")[0]


def test_two_cases_on_one_person_are_two_cases_and_one_person(cast: Cast, browser: Client) -> None:
    subject = make_person(cast)
    make_case(cast, subject)
    make_case(cast, subject)
    assert "2 cases: 1 person" in text(browser)


def test_a_synthetic_person_is_marked_as_such(cast: Cast, browser: Client) -> None:
    case = make_case(cast)
    type(case.subject).objects.filter(pk=case.subject_id).update(synthetic=True)
    assert "synthetic" in text(browser)


def test_a_synthetic_person_is_marked_wherever_a_case_names_them(cast: Cast, browser: Client) -> None:
    case = make_case(cast)
    make_task(case, cast)
    type(case.subject).objects.filter(pk=case.subject_id).update(synthetic=True)
    choosing = browser.post(reverse("cases:choose_subject"), {"q": case.subject.name})
    searching = browser.post(reverse("people:search"), {"q": case.reference})
    opening = browser.get(reverse("cases:new"), {"subject": str(case.subject.public_id)})
    form = browser.get(reverse("cases:new_note", args=[case.reference]))
    work = browser.get(reverse("cases:my_work"))
    for answer in (choosing, searching, opening, form, work, browser.get(case.get_absolute_url())):
        assert "synthetic" in answer.content.decode().casefold(), answer.request["PATH_INFO"]


def test_pages_follow_each_other_and_lead_back(cast: Cast, browser: Client) -> None:
    subject = make_person(cast)
    cases = [make_case(cast, subject, next_due_on=days_from_now(n // 2)) for n in range(52)]
    first = browser.get(LIST)
    second = browser.get(LIST + first.context["next_url"])
    assert [row.case for row in first.context["rows"]] == cases[:50]
    assert [row.case for row in second.context["rows"]] == cases[50:]
    assert not first.context["previous_url"]
    assert not second.context["next_url"]
    back = browser.get(LIST + second.context["previous_url"])
    assert [row.case for row in back.context["rows"]] == cases[:50]


def test_a_count_beyond_a_thousand_is_not_told_exactly(cast: Cast, browser: Client) -> None:
    subject = make_person(cast)
    Case.objects.bulk_create(
        Case(reference=f"AMP-2020-{n:06d}", subject=subject, team=cast.team) for n in range(1, 1003)
    )
    assert "more than 1000 cases" in text(browser)


def test_the_order_can_be_urgency_activity_or_opening(cast: Cast, browser: Client) -> None:
    now = timezone.now()
    late = make_case(cast, next_due_on=days_from_now(-1), last_activity_at=now, opened_on=days_from_now(-10))
    soon = make_case(cast, next_due_on=days_from_now(1), last_activity_at=now - timedelta(days=2))
    never = make_case(cast, last_activity_at=now - timedelta(days=1), opened_on=days_from_now(-5))

    def order(sort: str) -> list[Case]:
        return [row.case for row in browser.get(f"{LIST}?sort={sort}" if sort else LIST).context["rows"]]

    assert order("") == order("urgency") == order("nonsense") == [late, soon, never]
    assert order("activity") == [late, never, soon]
    assert order("opened") == [soon, never, late]


def test_the_filter_survives_going_into_a_case_and_back(cast: Cast, browser: Client) -> None:
    make_case(cast, risk=4)
    make_case(cast)
    address = f"{LIST}?risk=4&sort=opened"
    row = browser.get(address).context["rows"][0]
    assert parse_qs(urlsplit(row.url).query) == {"from": ["risk=4&sort=opened"]}
    case_page = browser.get(row.url)
    assert case_page.context["back"].url == address
    note = reverse("cases:new_note", args=[row.case.reference]) + case_page.context["back"].query
    saved = browser.post(note, {"kind": "note", "text": "Heard nothing."})
    assert saved["Location"] == row.url


def test_the_same_address_gives_htmx_the_part_alone(cast: Cast, browser: Client) -> None:
    make_case(cast)
    part = in_place(browser, "get", LIST)
    assert part.content.decode().strip().startswith('<div id="cases"')
    assert "<html" not in part.content.decode()
    assert "HX-Request" in part["Vary"]


def test_empty_fields_of_the_filter_form_do_not_stay_in_the_address(browser: Client) -> None:
    answer = browser.get(f"{LIST}?stage=&risk=3&location=")
    assert answer["Location"] == f"{LIST}?risk=3"
    assert browser.get(f"{LIST}?stage=")["Location"] == LIST


def test_a_list_without_cases_says_what_a_case_is(browser: Client) -> None:
    page = text(browser)
    assert "No case is open" in page
    assert reverse("cases:choose_subject") in page
    assert "No case fits these filters" in text(browser, f"{LIST}?risk=4")


def test_no_name_stands_in_the_title_or_in_an_address(cast: Cast, browser: Client) -> None:
    make_case(cast)
    page = browser.get(LIST)
    head = page.content.decode().split("</head>")[0]
    assert "Xiomara" not in head
    assert "Xiomara" not in "".join(part.split('"')[0] for part in page.content.decode().split('href="')[1:])
