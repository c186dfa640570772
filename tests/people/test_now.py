"""Where someone is now, and what their standing is: one rule for lists and for pages."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from people.actions import retract_fact
from people.models import Citation, Stay
from people.now import loudest, pick, statuses_now, stays_now
from tests.case_factories import Cast, make_cast, make_group, make_person, make_status, make_stay, span
from tests.rows import a_passage, a_place


@pytest.fixture
def cast(db: None) -> Cast:
    """An office."""
    return make_cast()


def test_the_list_and_the_page_pick_the_same_stay(cast: Cast) -> None:
    subjects = [make_person(cast, f"Person{n} Zulueta") for n in range(4)]
    told: list[list[dict[str, Any]]]
    told = [
        [{"accepted": False}, {}, {"accepted": False}],
        [{"ended": span("2019")}, {"accepted": False}],
        [{"ended": span("2018")}, {"ended": span("2019"), "accepted": False}],
        [],
    ]
    for subject, cases in zip(subjects, told, strict=True):
        for n, said in enumerate(cases):
            make_stay(subject, cast, a_place(f"now-{n}"), **said)
    found = stays_now([subject.pk for subject in subjects])
    for subject in subjects:
        picked = pick(Stay.objects.standing().filter(subject=subject))
        assert found.get(subject.pk) == picked
    assert [found[subject.pk].location.code for subject in subjects[:3]] == ["now-1", "now-1", "now-0"]
    assert subjects[3].pk not in found


def test_of_several_claims_the_newest_counts(cast: Cast) -> None:
    subject = make_group(cast)
    for n in range(3):
        make_stay(subject, cast, a_place(f"now-{n}"), accepted=False)
    assert stays_now([subject.pk])[subject.pk].location.code == "now-2"


def test_what_was_taken_back_does_not_count(cast: Cast) -> None:
    subject = make_person(cast)
    stay = make_stay(subject, cast)
    retract_fact(stay, reason="A slip", actor=cast.caseworker)
    assert stays_now([subject.pk]) == {}


def test_the_rule_can_look_back_to_a_day(cast: Cast) -> None:
    subject = make_person(cast)
    week_ago = timezone.now() - timedelta(days=7)
    with time_machine.travel(week_ago):
        stay = make_stay(subject, cast, a_place("then"))
    retract_fact(stay, reason="Moved", actor=cast.caseworker)
    make_stay(subject, cast, a_place("now"))
    assert stays_now([subject.pk])[subject.pk].location.code == "now"
    then = stays_now([subject.pk], known_on=timezone.localdate(week_ago))
    assert then[subject.pk].location.code == "then"
    assert stays_now([subject.pk], known_on=timezone.localdate(week_ago) - timedelta(days=1)) == {}


def test_a_contradiction_is_shown_before_the_surest_source(cast: Cast) -> None:
    subject = make_person(cast)
    stay = make_stay(subject, cast, cited="probable")
    assert stays_now([subject.pk])[subject.pk].certainty == "probable"  # type: ignore[attr-defined]
    for certainty, shown in (("unverified", "probable"), ("verified", "verified"), ("contradicted", "contradicted")):
        Citation.objects.create(stay=stay, passage=a_passage(), certainty=certainty)
        assert stays_now([subject.pk])[subject.pk].certainty == shown  # type: ignore[attr-defined]
        assert loudest(Citation.objects.filter(stay=stay)) == shown


def test_a_fact_that_nobody_is_cited_for_has_no_certainty(cast: Cast) -> None:
    subject = make_person(cast)
    make_status(subject, cast)
    assert statuses_now([subject.pk])[subject.pk].certainty is None  # type: ignore[attr-defined]
    assert loudest([]) == ""
