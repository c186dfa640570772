"""Recording a stay or a legal status from the case: the fact, who says so, and what it ends."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from cases.models import Case, Verb
from people.models import LegalStatusKind, Stay
from tests.case_factories import Cast, make_person, make_status, make_stay, span
from tests.rows import a_passage, a_place, a_source, a_term

STAY = {
    "custody": "detained",
    "began": "April 2019",
    "accepted": "on",
    "cite-mode": "asserted",
    "cite-certainty": "probable",
}
STATUS = {"may_work": "no", "accepted": "on", "cite-mode": "asserted", "cite-certainty": "probable"}


def url(name: str, case: Case) -> str:
    return reverse(f"cases:{name}", args=[case.reference])


def test_a_stay_is_recorded_as_precisely_as_it_is_known(case: Case, cast: Cast, browser: Client) -> None:
    a_place("a-prison")
    answer = browser.post(url("record_stay", case), {**STAY, "location": "a-prison"})
    assert (answer.status_code, answer["Location"]) == (303, case.get_absolute_url())
    stay = case.subject.stays.get()
    assert (stay.location.code, stay.custody, str(stay.began)) == ("a-prison", Stay.Custody.DETAINED, "2019-04")
    assert stay.recorded_by == cast.caseworker
    event = case.events.first()
    assert event is not None
    assert (event.verb, event.detail) == (Verb.STAY_RECORDED, {"stay": str(stay.public_id)})


def test_a_stay_names_who_says_so(case: Case, browser: Client) -> None:
    a_place("a-prison")
    passage = a_passage()
    told = {**STAY, "location": "a-prison", "cite-source": a_source().code, "cite-passage": str(passage.public_id)}
    assert browser.post(url("record_stay", case), told).status_code == 303
    citation = case.subject.stays.get().citations.get()
    assert (citation.passage, citation.certainty) == (passage, "probable")


def test_asking_for_the_passages_of_a_source_keeps_what_was_typed_and_complains_of_nothing(
    case: Case, browser: Client
) -> None:
    passage = a_passage()
    told = {"began": "sometime", "cite-source": a_source().code, "show_passages": "1"}
    answer = browser.post(url("record_stay", case), told)
    assert answer.status_code == 200
    assert str(passage.public_id) in answer.content.decode()
    assert 'value="sometime"' in answer.content.decode()
    assert "errors-summary" not in answer.content.decode()
    assert not case.subject.stays.exists()


def test_a_stay_can_end_the_one_before_it(case: Case, cast: Cast, browser: Client) -> None:
    earlier = make_stay(case.subject, cast, a_place("before"), began=span("2019-01"))
    a_place("after")
    told = {**STAY, "location": "after", "began": "2019-06-01", "ends": str(earlier.public_id)}
    assert browser.post(url("record_stay", case), told).status_code == 303
    standing = {stay.location.code: stay for stay in case.subject.stays.standing()}
    assert str(standing["before"].ended) == "2019-06-01"
    assert standing["after"].ended is None


def test_two_accepted_stays_at_one_time_are_refused_with_the_sentence_of_the_rule(
    case: Case, cast: Cast, browser: Client
) -> None:
    make_stay(case.subject, cast, a_place("before"), began=span("2019-01-01"))
    a_place("after")
    answer = browser.post(url("record_stay", case), {**STAY, "location": "after", "began": "2019-06-01"})
    assert answer.status_code == 422
    assert "Another accepted stay covers some of these days" in answer.content.decode()
    claimed = {**STAY, "location": "after", "began": "2019-06-01"}
    del claimed["accepted"]
    assert browser.post(url("record_stay", case), claimed).status_code == 303
    assert case.subject.stays.get(location__code="after").accepted is False


@pytest.mark.parametrize(
    "wrong",
    [
        {"location": "nowhere"},
        {"location": "\x00"},
        {"began": "30 February 2019"},
        {"ended": "2018"},
        {"custody": "jail"},
        {"ends": "not-a-uuid"},
        {"remark": "x" * 501},
        {"cite-source": "no-such-source"},
        {"cite-certainty": "sure"},
    ],
)
def test_what_cannot_be_so_is_refused_and_nothing_is_recorded(
    wrong: dict[str, str], case: Case, cast: Cast, browser: Client
) -> None:
    a_place("a-prison")
    if "ends" in wrong:
        make_stay(case.subject, cast, a_place("before"), began=span("2010"))
    count = case.subject.stays.count()
    answer = browser.post(url("record_stay", case), {**STAY, "location": "a-prison", **wrong})
    assert answer.status_code == 422
    assert "April 2019" in answer.content.decode() or "began" in wrong
    assert case.subject.stays.count() == count


def test_a_stay_of_someone_else_cannot_be_ended_from_here(case: Case, cast: Cast, browser: Client) -> None:
    make_stay(case.subject, cast, a_place("before"), began=span("2010"))
    foreign = make_stay(make_person(cast), cast, a_place("elsewhere"), began=span("2011"))
    told = {**STAY, "location": "before", "began": "2020", "ends": str(foreign.public_id)}
    assert browser.post(url("record_stay", case), told).status_code == 422
    foreign.refresh_from_db()
    assert foreign.is_standing


def test_a_legal_status_is_recorded_with_leave_to_work_apart(case: Case, browser: Client) -> None:
    kind, country = a_term(LegalStatusKind, "refugee"), a_place("a-land")
    told = {**STATUS, "kind": kind.pk, "country": country.code, "began": "2019"}
    assert browser.post(url("record_legal_status", case), told).status_code == 303
    status = case.subject.legal_statuses.get()
    assert (status.kind, status.country, status.may_work, str(status.began)) == (kind, country, "no", "2019")
    assert case.events.filter(verb=Verb.STATUS_RECORDED).count() == 1


def test_two_accepted_standings_in_one_country_are_refused(case: Case, cast: Cast, browser: Client) -> None:
    first = make_status(case.subject, cast, began=span("2019-01-01"))
    told = {**STATUS, "kind": first.kind.pk, "country": first.country.code, "began": "2019-02-01"}
    answer = browser.post(url("record_legal_status", case), told)
    assert answer.status_code == 422
    assert "Another accepted legal status in this country" in answer.content.decode()
