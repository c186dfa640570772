"""Triggers keep every change of a row, by whichever way it came, with who made it and without a readable secret."""

from __future__ import annotations

from typing import Any

import pghistory
import pytest
from django.apps import apps
from django.db import ProgrammingError, connection, transaction
from django.db.models import Field, ForeignKey, Model
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cases.actions import recall_referral
from cases.models import Referral
from people.actions import copy_of, correct_fact, end_override, retract_fact, withdraw_consent
from people.models import Consent, ConsentOverride, Erasure, Fact, LegalHold, Person, Rank, Stay, Subject
from staff.encryption.cipher import VERSION
from staff.encryption.fields import SealedField
from staff.models import Team, User
from tests.filled_form import submit
from tests.rows import (
    ROWS,
    SECRET,
    a_consent,
    a_fact,
    a_person,
    a_referral_with_consent,
    a_team,
    a_user,
    an_administrator,
    an_override,
)

pytestmark = pytest.mark.django_db

TRACKED: list[Any] = [
    model
    for app in ("staff", "people", "cases")
    for model in apps.get_app_config(app).get_models()
    if hasattr(model, "pgh_event_model")
]
EVERY_MODEL = [pytest.param(model, id=model._meta.label_lower) for model in TRACKED]
# Vocabularies and the story itself are not tracked: the story is its own history.
WITHOUT_HISTORY = {
    "cases.event",
    "cases.requestkind",
    "people.branch",
    "people.documentkind",
    "people.legalstatuskind",
    "people.locationkind",
    "people.rank",
    "staff.keyringcheck",
    # The record of reads is a history itself, and kept more strictly.
    "staff.chainhead",
    "staff.look",
    # Says itself when it was told and read.
    "staff.notice",
    "staff.read",
    # Gone when it ends: a trail of where colleagues sat would be one more thing to steal.
    "staff.session",
}


CHANGEABLE = {
    *("kind", "label_en", "extent", "sex", "size_as_said", "title", "paragraph", "until", "priority", "progress"),
    *("due_on", "certainty", "role", "username", "name", "files", "left_out", "months", "ended_at", "since", "issuer"),
}
# Of these a row changes once and for good, when it is withdrawn, called back, lifted or agreed to; see also
# tests/people/test_erasing.py.
KEPT = {Consent, ConsentOverride, Referral, Erasure, LegalHold}
MAY_CHANGE = [pytest.param(model, id=model._meta.label_lower) for model in TRACKED if model not in KEPT]


def events_of(row: Any) -> list[Any]:
    """What the triggers wrote of this row, oldest first."""
    return list(
        type(row).pgh_event_model.objects.filter(pgh_obj=row.pk).select_related("pgh_context").order_by("pgh_id")
    )


def who(event: Any) -> Any:
    """The id of the user whom the event names."""
    return event.pgh_context.metadata.get("user") if event.pgh_context else None


def changeable(model: Any) -> Field[Any, Any]:
    """A column that may change: of facts `accepted`, of others the first that holds a plain word, day or number."""
    if issubclass(model, Fact):
        accepted: Field[Any, Any] = model._meta.get_field("accepted")
        return accepted
    plain = [field for field in model._meta.concrete_fields if not isinstance(field, SealedField)]
    return next(field for field in plain if field.name in CHANGEABLE)


def another(field: Field[Any, Any], row: Any) -> Any:
    """A value that the column does not hold."""
    value = getattr(row, field.attname)
    if isinstance(value, bool):
        return not value
    if field.flatchoices:
        return next(choice for choice, _label in field.flatchoices if choice != value and choice)
    if field.get_internal_type() == "DateField":
        return "2031-01-01"
    if field.get_internal_type() == "DateTimeField":
        return timezone.now()
    if isinstance(field, ForeignKey):
        return ROWS[field.related_model](77).pk
    return value + 1 if isinstance(value, int) else f"{value}x"


def test_everything_that_holds_facts_or_work_is_tracked() -> None:
    all_of_ours = {
        model._meta.label_lower
        for app in ("staff", "people", "cases")
        for model in apps.get_app_config(app).get_models()
        if not hasattr(model, "pgh_tracked_model")
    }
    assert all_of_ours - {model._meta.label_lower for model in TRACKED} == WITHOUT_HISTORY


@pytest.mark.parametrize("model", EVERY_MODEL)
def test_a_row_that_is_added_leaves_an_event_with_who_added_it(model: type[Model]) -> None:
    user = a_user("acts")
    with pghistory.context(user=user.pk):
        row = ROWS[model](41)
    events = events_of(row)
    assert events[0].pgh_label == "insert"
    assert {who(event) for event in events} == {user.pk}


def test_a_withdrawal_and_a_recall_leave_an_event_with_who_wrote_them_down() -> None:
    consent, override = a_consent(), an_override()
    referral = a_referral_with_consent()
    actor = a_user("acts")
    with pghistory.context(user=actor.pk):
        withdraw_consent(consent, how=Consent.How.SPOKEN, reason=SECRET, actor=actor)
        end_override(override, reason=SECRET, actor=actor)
        recall_referral(referral, reason=SECRET, actor=actor)
    newest = [events_of(row)[-1] for row in (consent, override, referral)]
    assert [(event.pgh_label, who(event)) for event in newest] == [("update", actor.pk)] * 3


@pytest.mark.parametrize("model", MAY_CHANGE)
def test_a_row_that_is_changed_by_any_way_leaves_an_event_with_who_changed_it(model: type[Model]) -> None:
    row = ROWS[model](42)
    field = changeable(model)
    before, after = getattr(row, field.attname), another(field, row)
    seen = len(events_of(row))
    users = [a_user(f"acts-{n}") for n in range(3)]
    with pghistory.context(user=users[0].pk):
        setattr(row, field.attname, after)
        row.save(update_fields=[field.name])
    with pghistory.context(user=users[1].pk):
        model._default_manager.filter(pk=row.pk).update(**{field.attname: before})
    with pghistory.context(user=users[2].pk), connection.cursor() as cursor:
        table, key = model._meta.db_table, model._meta.pk.column
        cursor.execute(f'UPDATE "{table}" SET "{field.column}" = %s WHERE "{key}" = %s', [after, row.pk])  # noqa: S608
    events = events_of(row)[seen:]
    assert [event.pgh_label for event in events] == ["update"] * 3
    values = [str(getattr(event, field.attname)) for event in events]
    assert values == [str(after), str(before), str(after)]
    # Three contexts in one test share a transaction, as three requests never do: the newest names them all.
    assert who(events[-1]) == users[2].pk


def test_a_change_on_the_bare_connection_leaves_an_event() -> None:
    stay = a_fact(Stay)
    raw: Any = connection.connection
    raw.execute("UPDATE people_stay SET accepted = false WHERE id = %s", [stay.pk])
    assert [event.accepted for event in events_of(stay)] == [True, False]


def test_an_edit_in_the_administration_names_the_administrator(client: Client) -> None:
    me = an_administrator()
    client.force_login(me)
    person, stay = a_person("Eulalia", "Zambrano"), a_fact(Stay)
    submit(client, reverse("admin:people_person_change", args=[person.pk]), family_names="Villalobos")
    submit(client, reverse("admin:people_stay_change", args=[stay.pk]), custody="guest", reason="Learnt later.")
    submit(client, reverse("admin:staff_team_change", args=[a_team().pk]), name="Another name")
    rows = [person, person.subject, stay, Stay.objects.get(corrects=stay), a_team()]
    assert [who(events_of(row)[-1]) for row in rows] == [me.pk] * 5


def test_reading_a_page_leaves_no_event(client: Client) -> None:
    client.force_login(an_administrator())
    person = a_person()
    seen = len(events_of(person))
    client.get(reverse("admin:people_person_change", args=[person.pk]))
    assert len(events_of(person)) == seen


@pytest.mark.parametrize("model", EVERY_MODEL)
def test_an_event_holds_what_was_sealed_as_sealed_bytes_only(model: Any) -> None:
    row = ROWS[model](43)
    if isinstance(row, Fact):
        retract_fact(row, reason=SECRET, actor=a_user())
    event = events_of(row)[-1]
    table = type(event)._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT e::text FROM "{table}" e WHERE e.pgh_obj_id = %s', [row.pk])  # noqa: S608
        texts = " ".join(text for (text,) in cursor.fetchall())
        for name in ("Xiomara", "Quiñonez"):
            assert name not in texts
            assert name.encode().hex() not in texts
        for field in (field for field in type(event)._meta.concrete_fields if isinstance(field, SealedField)):
            cursor.execute(f'SELECT "{field.column}" FROM "{table}" WHERE pgh_id = %s', [event.pgh_id])  # noqa: S608
            sealed = bytes(cursor.fetchone()[0] or b"")
            assert sealed == b"" or sealed[0] == VERSION
            assert getattr(event, field.name) == getattr(row, field.name) or field.name == "retraction_reason"


@pytest.mark.parametrize("model", EVERY_MODEL)
def test_history_itself_is_neither_changed_nor_deleted(model: Any) -> None:
    event = events_of(ROWS[model](44))[-1]
    table = type(event)._meta.db_table
    for sql in (f"UPDATE \"{table}\" SET pgh_label = 'x'", f'DELETE FROM "{table}"'):  # noqa: S608
        with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"{sql} WHERE pgh_id = %s", [event.pgh_id])


@pytest.fixture
def signed_in(client: Client) -> Client:
    """An administrator's browser."""
    client.force_login(an_administrator())
    return client


def an_office_below(code: str) -> Team:
    """A team whose files the administrator of the test office sees as well."""
    return Team.objects.get_or_create(code=code, defaults={"name": f"Office {code}", "parent": a_team()})[0]


def test_the_history_page_says_who_changed_which_field_and_when(signed_in: Client) -> None:
    subject = a_person().subject
    submit(
        signed_in, reverse("admin:people_subject_change", args=[subject.pk]), team=an_office_below("second-office").pk
    )
    page = signed_in.get(reverse("admin:people_subject_history", args=[subject.pk]))
    newest = page.context["lines"][0]
    assert str(newest.who) == "admin"
    assert [(c.label, c.before, c.after) for c in newest.changes] == [
        ("Team", "Office test-office", "Office second-office")
    ]


def test_the_history_page_says_that_a_sealed_field_changed_and_not_to_what(signed_in: Client) -> None:
    person = a_person("Eulalia", "Zambrano")
    submit(signed_in, reverse("admin:people_person_change", args=[person.pk]), family_names="Villalobos")
    page = signed_in.get(reverse("admin:people_person_history", args=[person.pk]))
    assert [change.label for change in page.context["lines"][0].changes] == ["Family names"]
    shown = page.content.decode()
    for name in ("Eulalia", "Zambrano", "Villalobos"):
        assert name not in shown


def test_the_history_page_takes_the_same_queries_for_ten_changes_as_for_two(
    signed_in: Client, django_assert_num_queries: Any
) -> None:
    subject = a_person().subject
    url = reverse("admin:people_subject_history", args=[subject.pk])
    for numbers in (range(2), range(2, 10)):
        for n in numbers:
            with pghistory.context(user=a_user(f"acts-{n}").pk):
                Subject.objects.filter(pk=subject.pk).update(team=an_office_below(f"office-{n}"))
        with django_assert_num_queries(10):  # one of them names the reader to the database
            signed_in.get(url)


def test_older_changes_are_one_page_further(signed_in: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("staff.admin.history.LINES", 2)
    person = a_person()
    for n in range(4):
        Person.objects.filter(pk=person.pk).update(sex=("male", "female")[n % 2])
    url = reverse("admin:people_person_history", args=[person.pk])
    first = signed_in.get(url)
    assert [line.changes[0].after for line in first.context["lines"]] == ["Female", "Male"]
    second = signed_in.get(f"{url}?before={first.context['older']}")
    assert [line.changes[0].after for line in second.context["lines"]] == ["Female", "Male"]
    third = signed_in.get(f"{url}?before={second.context['older']}")
    assert (len(third.context["lines"]), third.context["older"]) == (1, None)


def test_a_correction_shows_in_the_history_of_both_rows(signed_in: Client) -> None:
    stay = a_fact(Stay)
    newer = correct_fact(stay, copy_of(stay), reason=SECRET, actor=a_user())
    lines = signed_in.get(reverse("admin:people_stay_history", args=[stay.pk])).context["lines"]
    assert {change.label for change in lines[0].changes} == {"Taken back at", "Taken back by", "Why it was taken back"}
    assert len(signed_in.get(reverse("admin:people_stay_history", args=[newer.pk])).context["lines"]) == 1


def test_a_vocabulary_shows_what_was_done_in_the_administration(signed_in: Client) -> None:
    rank = ROWS[Rank](1)
    submit(signed_in, reverse("admin:people_rank_change", args=[rank.pk]), label_en="General of tests")
    lines = signed_in.get(reverse("admin:people_rank_history", args=[rank.pk])).context["lines"]
    assert [(line.who, line.deed) for line in lines] == [
        (User.objects.get(username="admin"), "Changed Label in English.")
    ]
