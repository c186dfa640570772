"""In the administration a fact is added, corrected with a reason, or taken back; nothing else happens to it."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.core.exceptions import ValidationError
from django.db import ProgrammingError, connection
from django.test import Client
from django.urls import reverse

from people.actions import retract_fact
from people.models import Citation, LegalStatus, Promise, PromiseAccount, Stay
from people.span import Span
from staff.models import User
from tests.filled_form import complaints, submit
from tests.rows import SECRET, a_fact, a_passage, a_person, a_place, a_user, an_actor, an_administrator

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


def test_a_new_stay_is_recorded_by_whoever_is_signed_in_with_who_says_so(signed_in: Client, me: User) -> None:
    subject = a_person().subject
    submit(
        signed_in,
        reverse("admin:people_stay_add"),
        subject=subject.pk,
        location=a_place().pk,
        custody="detained",
        began="April 2019",
        **{
            "citations-0-passage": a_passage().pk,
            "citations-0-mode": "claimed",
            "citations-0-speaker_actor": an_actor().pk,
        },
    )
    stay = Stay.objects.get(subject=subject)
    assert stay.recorded_by == me
    assert stay.began == Span.parse("2019-04")
    assert [citation.mode for citation in stay.citations.all()] == ["claimed"]


def test_a_change_is_a_correction_with_a_reason(signed_in: Client, me: User) -> None:
    stay = a_fact(Stay)
    Citation.objects.create(stay=stay, passage=a_passage())
    assert "Say why it is corrected" in complaints(submit(signed_in, page(stay), began="May 2019"))
    answer = submit(signed_in, page(stay), began="May 2019", reason="The month was misread.")
    assert answer.status_code == 302
    stay.refresh_from_db()
    newer = Stay.objects.get(corrects=stay)
    assert (stay.began, newer.began) == (Span.parse("2019-04"), Span.parse("2019-05"))
    assert (stay.retraction_reason, stay.retracted_by) == ("The month was misread.", me)
    assert newer.remark == SECRET
    assert newer.citations.count() == stay.citations.count() == 1


def test_after_a_correction_one_goes_on_with_the_row_that_stands(signed_in: Client) -> None:
    stay = a_fact(Stay)
    answer: Any = submit(signed_in, page(stay), custody="guest", reason="Learnt later.", _continue="1")
    assert answer.url == page(Stay.objects.get(corrects=stay))
    assert LogEntry.objects.latest("pk").object_id == str(Stay.objects.get(corrects=stay).pk)


def test_saving_without_a_change_records_nothing(signed_in: Client) -> None:
    stay = a_fact(Stay)
    submit(signed_in, page(stay))
    submit(signed_in, page(stay), reason="No reason at all.")
    assert list(Stay.objects.filter(subject=stay.subject)) == [stay]
    assert Stay.objects.get(pk=stay.pk).is_standing


def test_acceptance_alone_changes_in_place(signed_in: Client) -> None:
    stay = a_fact(Stay)
    submit(signed_in, page(stay), accepted=None)
    stay.refresh_from_db()
    assert not stay.accepted
    assert stay.is_standing


def test_a_citation_is_added_without_a_correction(signed_in: Client) -> None:
    stay = a_fact(Stay)
    submit(signed_in, page(stay), **{"citations-0-passage": a_passage().pk})
    assert stay.citations.count() == 1
    assert Stay.objects.filter(subject=stay.subject).count() == 1


def test_a_fact_is_taken_back_with_a_reason_and_then_stays_as_it_is(signed_in: Client, me: User) -> None:
    stay = a_fact(Stay)
    url = page(stay, "take_back")
    assert signed_in.get(url).status_code == 200
    assert signed_in.post(url, {"reason": "  "}).status_code == 422
    stay.refresh_from_db()
    assert stay.is_standing
    assert signed_in.post(url, {"reason": "It was someone else."}).status_code == 302
    stay.refresh_from_db()
    assert (stay.is_standing, stay.retraction_reason, stay.retracted_by) == (False, "It was someone else.", me)
    assert signed_in.post(url, {"reason": "Again."}).status_code == 403
    shown = signed_in.get(page(stay)).content.decode()
    assert "Take back" not in shown
    assert 'name="began"' not in shown
    assert signed_in.post(page(stay), {"custody": "free"}).status_code == 403


def test_a_fact_that_a_colleague_takes_back_meanwhile_comes_back_with_the_rule(
    signed_in: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    stay = a_fact(Stay)

    def colleague_first(fact: Stay, **said: Any) -> Stay:
        retract_fact(fact, reason="I was quicker.", actor=a_user())
        return retract_fact(fact, **said)

    monkeypatch.setattr("people.admin.fact.retract_fact", colleague_first)
    answer = signed_in.post(page(stay, "take_back"), {"reason": "Typed with care."})
    assert answer.status_code == 422
    assert "Typed with care." in answer.content.decode()
    stay.refresh_from_db()
    assert stay.retraction_reason == "I was quicker."


def test_no_fact_is_deleted(signed_in: Client) -> None:
    stay = a_fact(Stay)
    assert signed_in.post(page(stay, "delete"), {"post": "yes"}).status_code == 403
    assert Stay.objects.filter(pk=stay.pk).exists()


def test_an_overlapping_stay_comes_back_with_the_rule(signed_in: Client) -> None:
    stay = a_fact(Stay)
    answer = submit(
        signed_in,
        reverse("admin:people_stay_add"),
        subject=stay.subject.pk,
        location=a_place("elsewhere").pk,
        began="May 2019",
    )
    assert "Another accepted stay covers some of these days" in complaints(answer)


def test_a_rule_that_only_the_database_sees_comes_back_with_its_sentence(
    signed_in: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    stay = a_fact(Stay)
    monkeypatch.setattr(Stay, "validate_constraints", lambda self, exclude=None: None)
    answer = submit(
        signed_in,
        reverse("admin:people_stay_add"),
        subject=stay.subject.pk,
        location=a_place("elsewhere").pk,
        began="2020",
    )
    assert "Another accepted stay covers some of these days" in complaints(answer)
    assert Stay.objects.filter(subject=stay.subject).count() == 1


def test_a_day_that_does_not_exist_comes_back_with_a_sentence(signed_in: Client) -> None:
    stay = a_fact(Stay)
    assert complaints(submit(signed_in, page(stay), began="31 February 2019", reason="Misread."))


def test_a_fact_that_someone_else_took_back_meanwhile_is_refused_politely(
    signed_in: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    stay = a_fact(Stay)
    Stay.objects.filter(pk=stay.pk).update(retracted_at=stay.recorded_at, retraction_reason="First come.")
    monkeypatch.setattr("people.models.fact.Fact.is_standing", True, raising=True)
    monkeypatch.setattr(Stay, "retract", _already_taken_back)
    answer = submit(signed_in, page(stay), custody="guest", reason="Learnt later.")
    assert "already taken back" in complaints(answer)


def _already_taken_back(self: Stay, **said: Any) -> None:
    raise ValidationError("This was already taken back.")


def test_who_says_so_is_asked_by_the_rule_of_speakers(signed_in: Client) -> None:
    stay = a_fact(Stay)
    answer = submit(signed_in, page(stay), **{"citations-0-passage": a_passage().pk, "citations-0-mode": "claimed"})
    assert "anything else has exactly one" in complaints(answer)
    assert stay.citations.count() == 0


def test_accounts_of_a_promise_are_recorded_below_it(signed_in: Client, me: User) -> None:
    promise = a_fact(Promise)
    submit(signed_in, page(promise), **{"accounts-0-state": "broken", "accounts-0-said": "2019"})
    account = PromiseAccount.objects.get(promise=promise)
    assert (account.state, account.recorded_by) == ("broken", me)
    assert Promise.objects.filter(promisee=promise.promisee).count() == 1


def test_what_is_sealed_stands_on_the_form(signed_in: Client) -> None:
    stay = a_fact(Stay)
    assert SECRET in signed_in.get(page(stay)).content.decode()


def test_a_sealed_form_typed_into_a_field_is_stored_as_it_is_and_never_opened(signed_in: Client) -> None:
    status = a_fact(LegalStatus)
    field: Any = LegalStatus._meta.get_field("remark")
    sealed = field.value_to_string(status)
    submit(signed_in, page(status), remark=sealed, reason="A trick.")
    assert LegalStatus.objects.get(corrects=status).remark == sealed


def test_what_a_trigger_refuses_comes_back_with_a_sentence(signed_in: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    # As if a page forgot its action and saved the changed fact itself.
    monkeypatch.setattr("people.admin.facts.StayAdmin.save_model", lambda self, request, obj, form, change: obj.save())
    stay = a_fact(Stay)
    answer = submit(signed_in, page(stay), custody="guest", reason="Learnt later.")
    assert "stays as it was recorded" in complaints(answer)


def test_a_fault_of_ours_is_not_dressed_up_as_a_refusal(signed_in: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*args: Any, **kwargs: Any) -> None:
        connection.cursor().execute("SELECT no_such_column")

    monkeypatch.setattr("people.admin.facts.StayAdmin.save_model", broken)
    stay = a_fact(Stay)
    with pytest.raises(ProgrammingError):
        submit(signed_in, page(stay), custody="guest", reason="Learnt later.")
