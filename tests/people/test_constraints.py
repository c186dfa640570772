"""What must never be false about people: a form says why, and the database refuses whoever goes past forms."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Model
from django.utils import timezone

from people.models import (
    Citation,
    Cohort,
    CohortOverlap,
    Consent,
    ConsentOverride,
    Erasure,
    Fact,
    Grant,
    Identification,
    IdentityDocument,
    Kinship,
    LegalHold,
    LegalStatus,
    Location,
    LocationKind,
    MilitaryService,
    Passage,
    Purpose,
    Stay,
    Subject,
)
from people.span import Span
from tests.rows import (
    A_DIGEST,
    FACTS,
    a_cohort,
    a_draft,
    a_fact,
    a_passage,
    a_person,
    a_place,
    a_source,
    a_team,
    a_term,
    a_user,
    an_erasure,
    leave,
)
from tests.two_walls import ours, refused, write_past_the_forms

pytestmark = pytest.mark.django_db

Draft = Callable[[], Model]


def a_stay_over(stay: Stay, began: str, ended: str | None = None, **said: Any) -> Stay:
    """Another stay of the same subject."""
    when = {"began": Span.parse(began), "ended": Span.parse(ended) if ended else None}
    draft: Stay = a_draft(Stay, subject=stay.subject, location=a_place("elsewhere"), **when, **said)
    return draft


def overlapping_stay() -> Stay:
    return a_stay_over(a_fact(Stay), "2019-05")


def overlapping_status() -> LegalStatus:
    first = a_fact(LegalStatus, began=Span.parse("2019"))
    draft: LegalStatus = a_draft(LegalStatus, subject=first.subject, began=Span.parse("2021"))
    return draft


def the_same_overlap_again() -> CohortOverlap:
    one, other = a_cohort(), a_cohort()
    CohortOverlap.objects.create(one=one, other=other)
    return CohortOverlap(one=one, other=other)


def the_same_member_again() -> Identification:
    first = a_fact(Identification)
    return Identification(cohort=first.cohort, person=first.person)


def its_own_relative() -> Kinship:
    subject = a_person().subject
    return Kinship(subject=subject, relative=subject, relation=Kinship.Relation.SIBLING)


def its_own_overlap() -> CohortOverlap:
    cohort = a_cohort()
    return CohortOverlap(one=cohort, other=cohort)


def within_itself() -> Location:
    place = a_place("round-place")
    place.parent = place
    return place


def a_location(**said: Any) -> Location:
    kind = a_term(LocationKind, "city")
    return Location(**{"code": "new", "path": "new/", "kind": kind, "label_en": "New", "label_es": "Nuevo", **said})


def a_bounded_cohort() -> Cohort:
    subject = Subject.objects.create(kind="cohort", team=a_team(), name="Those")
    return Cohort(subject=subject, at_least=5, at_most=4)


def a_passage_draft(**said: Any) -> Passage:
    where = {"source": a_source(), "paragraph": 1, "start": 0, "end": 5, "sha256": A_DIGEST, **said}
    return Passage(paraphrase_en="So.", paraphrase_es="Así.", **where)


def retracted_before_recorded(model: type[Fact]) -> Draft:
    return lambda: a_draft(model, retracted_at=timezone.now() - timedelta(days=1))


def a_consent_draft(**said: Any) -> Consent:
    return Consent(**{**leave(how=Consent.How.SPOKEN), **said})


def an_override_draft(**said: Any) -> ConsentOverride:
    return ConsentOverride(**{**leave(reason="Somebody is in danger tonight."), **said})


def another_erasure() -> Erasure:
    return Erasure(subject=an_erasure().subject, why=Erasure.Why.WISH, reason="Again.", asked_by=a_user())


NOW = timezone.now()
YESTERDAY = {"until": timezone.localdate() - timedelta(days=1)}
TOO_SOON = {"withdrawn_at": NOW - timedelta(days=400)}
BEGINS, ENDS = Span.parse("2020"), Span.parse("2019")
A_DAY = date(2020, 1, 2)

BROKEN: dict[str, list[Draft]] = {
    "people_consent_begins_before_it_ends": [lambda: a_consent_draft(**YESTERDAY)],
    "people_consent_is_withdrawn_after_it_is_given": [lambda: a_consent_draft(**TOO_SOON, withdrawal_how="spoken")],
    "consent_is_withdrawn_in_some_way": [
        lambda: a_consent_draft(withdrawn_at=NOW + timedelta(days=1)),
        lambda: a_consent_draft(withdrawal_how="spoken"),
    ],
    "consent_to_own_work_is_given_to_us": [lambda: a_consent_draft(purpose=Purpose.OWN_WORK)],
    "people_consentoverride_begins_before_it_ends": [lambda: an_override_draft(**YESTERDAY)],
    "people_consentoverride_is_withdrawn_after_it_is_given": [lambda: an_override_draft(**TOO_SOON)],
    "override_is_for_somebody": [lambda: an_override_draft(recipient=None)],
    "one_erasure_at_a_time": [another_erasure],
    "whoever_lifted_a_hold_is_named_with_the_moment": [
        lambda: LegalHold(subject=a_person().subject, reason="A court.", placed_by=a_user(), lifted_at=NOW),
        lambda: LegalHold(subject=a_person().subject, reason="A court.", placed_by=a_user(), lifted_by=a_user()),
    ],
    "people_citation_has_a_speaker_unless_the_source_speaks": [
        lambda: Citation(subject=a_person().subject, passage=a_passage(), mode="claimed"),
        lambda: Citation(subject=a_person().subject, passage=a_passage(), speaker_subject=a_person().subject),
    ],
    "citation_belongs_to_exactly_one_fact": [
        lambda: Citation(passage=a_passage()),
        lambda: Citation(passage=a_passage(), subject=a_person().subject, stay=a_fact(Stay)),
    ],
    "cohort_bounds_are_ordered": [a_bounded_cohort],
    "cohort_overlaps_another_cohort": [its_own_overlap],
    "one_overlap_per_pair": [the_same_overlap_again],
    "identified_once_per_cohort": [the_same_member_again],
    "document_expires_after_its_issue": [lambda: a_draft(IdentityDocument, issued_on=A_DAY, expires_on=A_DAY)],
    "nobody_is_their_own_relative": [its_own_relative],
    "legal_status_begins_before_it_ends": [lambda: a_draft(LegalStatus, began=BEGINS, ended=ENDS)],
    "accepted_legal_statuses_do_not_overlap": [overlapping_status],
    "location_is_not_within_itself": [within_itself],
    "location_path_ends_in_its_code": [lambda: a_location(path="old/"), lambda: a_location(path="brandnew")],
    "coordinates_come_in_pairs_on_earth": [
        lambda: a_location(latitude="4.5"),
        lambda: a_location(longitude="4.5"),
        lambda: a_location(latitude="90.1", longitude="0"),
        lambda: a_location(latitude="0", longitude="-180.1"),
    ],
    "service_says_something": [lambda: MilitaryService(subject=a_person().subject)],
    "service_begins_before_it_ends": [lambda: a_draft(MilitaryService, began=BEGINS, ended=ENDS)],
    "passage_has_length": [lambda: a_passage_draft(start=5, end=5)],
    "paragraphs_count_from_one": [lambda: a_passage_draft(paragraph=0)],
    "stay_begins_before_it_ends": [lambda: a_draft(Stay, began=BEGINS, ended=ENDS)],
    "accepted_stays_do_not_overlap": [overlapping_stay],
    "grant_is_to_a_user_or_a_team": [
        lambda: Grant(subject=a_person().subject, reason="To nobody."),
        lambda: Grant(subject=a_person().subject, reason="To both.", user=a_user(), team=a_team()),
    ],
    "nobody_grants_to_themselves": [
        lambda: Grant(subject=a_person().subject, user=a_user(), given_by=a_user(), reason="To myself."),
        lambda: Grant(subject=a_person().subject, user=a_user(), given_by=a_user("b"), kind="kept", reason="For them."),
    ],
} | {
    f"people_{model._meta.model_name}_is_retracted_after_it_is_recorded": [retracted_before_recorded(model)]  # type: ignore[arg-type]
    for model in FACTS
}


def test_every_constraint_is_tried_here() -> None:
    tried = {*BROKEN, *PAST_FORMS, *SIGNED_WRONGLY}
    assert tried == {name for name, _constraint in ours("people")}


# Forms say in their own words that something must be chosen.
PAST_FORMS: dict[str, Draft] = {
    "people_consent_names_something": lambda: a_consent_draft(classes=[]),
    "people_consentoverride_names_something": lambda: an_override_draft(classes=[]),
}


@pytest.mark.parametrize("name", PAST_FORMS)
def test_leave_for_nothing_is_refused_by_form_and_database(name: str) -> None:
    with pytest.raises(ValidationError):
        PAST_FORMS[name]().full_clean()
    with pytest.raises(IntegrityError, match=name):
        write_past_the_forms(PAST_FORMS[name]())


# An erasure comes unsigned, and its reason cannot be sealed anew; so these are tried on the row that stands.
SIGNED_WRONGLY: dict[str, dict[str, Any]] = {
    "nobody_agrees_to_their_own_erasure": {"agreed_at": NOW, "agreed_by": "worker"},
    "erasure_cools_before_it_is_agreed_to": {"agreed_at": NOW - timedelta(days=2), "agreed_by": "second"},
    "whoever_withdrew_an_erasure_is_named_and_nobody_agreed": {"withdrawn_at": NOW},
    # The guard of the whole file speaks first.
    "nothing_is_erased_that_nobody_agreed_to": {"erased_at": NOW},
}


@pytest.mark.parametrize("name", SIGNED_WRONGLY)
def test_an_erasure_is_signed_as_it_must_be(name: str) -> None:
    erasure = an_erasure(asked_by=a_user())
    said = {key: a_user(value) if key == "agreed_by" else value for key, value in SIGNED_WRONGLY[name].items()}
    for key, value in said.items():
        setattr(erasure, key, value)
    sentence = next(str(c.violation_error_message) for c in Erasure._meta.constraints if c.name == name)
    with pytest.raises(ValidationError, match=re.escape(sentence)):
        erasure.full_clean()
    with pytest.raises(IntegrityError, match=f"{name}|only when two people have signed"), transaction.atomic():
        Erasure.objects.filter(pk=erasure.pk).update(**said)


@pytest.mark.parametrize(("name", "draft"), [(name, draft) for name, drafts in BROKEN.items() for draft in drafts])
def test_a_constraint_holds_in_a_form_and_past_it(name: str, draft: Draft) -> None:
    refused(draft(), name)


@pytest.mark.parametrize(
    ("began", "ended", "said"),
    [
        ("2019-05", None, {"accepted": False}),  # a claim stands beside what is accepted
        ("2018", "2019-04", {}),  # ended in the very month in which the other began: nobody knows on which day
        ("2018-01", "2018-12", {}),
    ],
)
def test_stays_that_need_not_overlap_stand_side_by_side(began: str, ended: str | None, said: dict[str, Any]) -> None:
    stay = a_stay_over(a_fact(Stay), began, ended, **said)
    stay.full_clean()
    write_past_the_forms(stay)


def test_a_stay_that_was_taken_back_makes_room() -> None:
    first = a_fact(Stay)
    Stay.objects.filter(pk=first.pk).update(retracted_at=timezone.now(), retraction_reason="Misread.")
    second = a_stay_over(first, "2019-05")
    second.full_clean()
    write_past_the_forms(second)


def test_a_claim_that_is_accepted_later_must_not_overlap_either() -> None:
    claim = a_stay_over(a_fact(Stay), "2019-05", accepted=False)
    claim.save()
    with pytest.raises(IntegrityError), transaction.atomic():
        Stay.objects.filter(pk=claim.pk).update(accepted=True)


def test_legal_statuses_of_two_countries_stand_side_by_side() -> None:
    first = a_fact(LegalStatus, began=Span.parse("2019"))
    other = a_draft(LegalStatus, subject=first.subject, country=a_place("elsewhere"), began=Span.parse("2019"))
    other.full_clean()
    write_past_the_forms(other)


def test_a_member_can_be_identified_again_after_it_was_taken_back() -> None:
    first = a_fact(Identification)
    Identification.objects.filter(pk=first.pk).update(retracted_at=timezone.now(), retraction_reason="Misread.")
    again = Identification(cohort=first.cohort, person=first.person)
    again.full_clean()
    write_past_the_forms(again)


def test_every_sentence_of_ours_ends_like_one() -> None:
    for app in ("staff", "people", "cases"):
        for name, constraint in ours(app):
            sentence = str(constraint.violation_error_message)
            assert sentence.endswith("."), name
            assert len(sentence) > 20, name
