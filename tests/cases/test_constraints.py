"""What must never be false about work: a form says why, and the database refuses whoever goes past forms."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, ProgrammingError, transaction
from django.db.models import Model
from django.utils import timezone

from cases.models import (
    Case,
    Event,
    Export,
    Referral,
    RequestCitation,
    RequestKind,
    RetentionRule,
    SupportRequest,
    Task,
)
from people.models import Purpose
from tests.rows import a_case, a_passage, a_person, a_request, a_team, a_term, a_user, an_organisation
from tests.two_walls import ours, refused, write_past_the_forms

pytestmark = pytest.mark.django_db

Draft = Callable[[], Model]


def a_case_draft(**said: Any) -> Case:
    return Case(**{"reference": "AMP-2020-000001", "subject": a_person().subject, "team": a_team(), **said})


def a_request_draft(**said: Any) -> SupportRequest:
    return SupportRequest(case=a_case(), kind=a_term(RequestKind), **said)


def an_export_draft(**said: Any) -> Export:
    told = {"of": "cases", "columns": ["reference"], "language": "en", "purpose": "For a test", "recipient": "Nobody"}
    return Export(**{**told, "subject_count": 1, "state": "preparing", "asked_by": a_user(), **said})


TODAY = timezone.localdate()


def a_referral_draft(**said: Any) -> Referral:
    told = {"recipient": an_organisation(), "purpose": Purpose.LEGAL_AID, "classes": ["identity"], "until": TODAY}
    return Referral(**{**told, "case": a_case(), "asked": "Help him.", **said})


def a_rule_draft(**said: Any) -> RetentionRule:
    told = {"code": "of-the-tests", "request_kind": a_term(RequestKind), "months": 6}
    return RetentionRule(**{**told, "basis_en": "A law.", "basis_es": "Una ley.", **said})


def a_second_rule() -> RetentionRule:
    a_rule_draft(code="first-of-the-tests").save()
    return a_rule_draft()


BROKEN: dict[str, list[Draft]] = {
    "referral_is_recalled_after_it_is_made": [
        lambda: a_referral_draft(recalled_at=timezone.now() - timedelta(days=1), recalled_by=a_user())
    ],
    "one_rule_per_kind_of_case": [a_second_rule],
    "a_file_is_kept_a_month_at_least": [lambda: a_rule_draft(months=0)],
    "closed_case_has_an_outcome_and_a_day": [
        lambda: a_case_draft(stage="closed"),
        lambda: a_case_draft(stage="closed", closed_on=TODAY),
        lambda: a_case_draft(stage="closed", outcome="partly"),
        lambda: a_case_draft(stage="plan", outcome="partly"),
        lambda: a_case_draft(stage="plan", closed_on=TODAY),
    ],
    "case_closes_after_it_opens": [
        lambda: a_case_draft(stage="closed", outcome="partly", closed_on=TODAY - timedelta(days=1)),
    ],
    "case_reference_is_well_formed": [
        lambda: a_case_draft(reference="AMP-20-1"),
        lambda: a_case_draft(reference="XAMP-2020-00001"),
    ],
    "settled_request_has_an_outcome_and_a_day": [
        lambda: a_request_draft(progress="settled"),
        lambda: a_request_draft(progress="settled", settled_on=TODAY),
        lambda: a_request_draft(progress="settled", outcome="met"),
        lambda: a_request_draft(outcome="met", settled_on=TODAY),
    ],
    "cases_requestcitation_has_a_speaker_unless_the_source_speaks": [
        lambda: RequestCitation(request=a_request(), passage=a_passage(), mode="quoted"),
        lambda: RequestCitation(request=a_request(), passage=a_passage(), speaker_subject=a_person().subject),
    ],
    "large_export_has_a_second_person": [
        lambda: an_export_draft(subject_count=26, state="preparing"),
        lambda: an_export_draft(subject_count=26, state="ready", content="x", ready_at=timezone.now()),
        lambda: an_export_draft(subject_count=26, state="fetched"),
    ],
    "nobody_agrees_to_their_own_export": [lambda: an_export_draft(decided_by=a_user(), asked_by=a_user())],
    "export_holds_its_file_only_while_ready": [
        lambda: an_export_draft(state="ready", ready_at=timezone.now()),
        lambda: an_export_draft(state="ready", content="x"),
        lambda: an_export_draft(state="fetched", content="x"),
    ],
    "whoever_did_a_task_is_named_with_the_moment": [
        lambda: Task(case=a_case(), title="Call", done_at=timezone.now()),
        lambda: Task(case=a_case(), title="Call", done_by=a_user()),
    ],
}


def test_every_constraint_is_tried_here() -> None:
    assert {*BROKEN, "referral_names_something"} == {name for name, _constraint in ours("cases")}


def test_a_referral_of_nothing_is_refused_by_form_and_database() -> None:
    # The form says in its own words that something must be chosen.
    with pytest.raises(ValidationError):
        a_referral_draft(classes=[]).full_clean()
    with pytest.raises(IntegrityError, match="referral_names_something"):
        write_past_the_forms(a_referral_draft(classes=[]))


@pytest.mark.parametrize(("name", "draft"), [(name, draft) for name, drafts in BROKEN.items() for draft in drafts])
def test_a_constraint_holds_in_a_form_and_past_it(name: str, draft: Draft) -> None:
    refused(draft(), name)


def test_neither_a_case_nor_a_request_is_ever_deleted() -> None:
    for row in (a_case(), a_request()):
        with pytest.raises(ProgrammingError), transaction.atomic():
            type(row)._base_manager.filter(pk=row.pk)._raw_delete("default")


def test_the_story_is_never_rewritten() -> None:
    event = a_case().events.get()
    with pytest.raises(ProgrammingError), transaction.atomic():
        Event.objects.filter(pk=event.pk).update(verb="closed")
    with pytest.raises(ProgrammingError), transaction.atomic():
        Event.objects.filter(pk=event.pk)._raw_delete("default")
