from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date

import pytest
from django import forms
from django.core import serializers
from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, connection, models, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.migrations.writer import MigrationWriter
from django.utils import translation

from people.fields import EncryptedSpanField, SpanField, SpanFormField
from people.models import Location, LocationKind, Person, Source, Stay, Subject
from people.span import Span
from staff.models import Team

pytestmark = pytest.mark.django_db

SHAPES = ["2019", "2019-04", "2019-04-30", "2019-04-01/2019-04-15", "../2019-12-09", "2019-12-09/.."]
MakeStay = Callable[..., Stay]
Persons = models.QuerySet[Person]
Sources = models.QuerySet[Source]


@pytest.fixture
def make_stay() -> MakeStay:
    """Make a stay of someone somewhere, not accepted, so that several may overlap."""
    subject = make_subject()
    kind = LocationKind.objects.create(code="spot")
    place = Location.objects.create(kind=kind, code="spot", path="spot/")

    def make(**spans: Span | None) -> Stay:
        return Stay.objects.create(subject=subject, location=place, accepted=False, **spans)

    return make


@pytest.fixture
def sources() -> Sources:
    """One source, as a queryset; the fixtures' own stay out of it."""
    Source.objects.create(code="spans", published=Span.parse("2019-12"))
    return Source.objects.filter(code="spans")


@pytest.fixture
def persons() -> Persons:
    """One person born in May 1978, as a queryset."""
    person = Person.objects.create(subject=make_subject(), birth=Span.parse("1978-05"))
    return Person.objects.filter(pk=person.pk)


def make_subject() -> Subject:
    team = Team.objects.create(code="spans", name="Spans")
    return Subject.objects.create(kind="person", team=team, name="Someone")


@pytest.mark.parametrize("machine", SHAPES)
def test_a_span_comes_back_from_the_database_as_it_went_in(make_stay: MakeStay, machine: str) -> None:
    stay = make_stay(began=Span.parse(machine))
    stay.refresh_from_db()
    assert stay.began == Span.parse(machine)
    assert stay.ended is None
    assert Stay.objects.values_list("began", "ended").get(pk=stay.pk) == (Span.parse(machine), None)


def test_the_column_keeps_the_day_after_the_last_as_postgresql_does(make_stay: MakeStay) -> None:
    stay = make_stay(began=Span.parse("2019-04"))
    with connection.cursor() as cursor:
        cursor.execute("SELECT began::text, pg_typeof(began)::text FROM people_stay WHERE id = %s", [stay.pk])
        assert cursor.fetchone() == ("[2019-04-01,2019-05-01)", "daterange")


def test_the_latest_year_fits_the_column(make_stay: MakeStay) -> None:
    stay = make_stay(began=Span.parse("2200"), ended=Span.parse("2200-12-31/.."))
    stay.refresh_from_db()
    assert (str(stay.began), str(stay.ended)) == ("2200", "2200-12-31/..")


@pytest.mark.parametrize(
    ("lookup", "value", "found"),
    [
        ("contains", date(2019, 4, 30), True),
        ("contains", date(2019, 5, 1), False),
        ("contains", Span.parse("2019-04-10/2019-04-12"), True),
        ("contained_by", Span.parse("2019"), True),
        ("contained_by", Span.parse("../2019-04-29"), False),
        ("overlap", "2019-04-30/2019-05-02", True),
        ("overlap", DateRange(date(2019, 5, 1), None), False),
        ("fully_lt", Span.parse("2019-05"), True),
        ("fully_gt", Span.parse("2019-05"), False),
        ("startswith", date(2019, 4, 1), True),
        ("exact", Span.parse("2019-04"), True),
        ("exact", Span.parse("2019-04-01"), False),
        ("in", [Span.parse("2019-04"), Span.parse("2020")], True),
        ("isnull", False, True),
    ],
)
def test_rows_are_found_by_the_days_their_span_covers(
    make_stay: MakeStay, lookup: str, value: object, found: bool
) -> None:
    stay = make_stay(began=Span.parse("2019-04"))
    assert Stay.objects.filter(pk=stay.pk, **{f"began__{lookup}": value}).exists() is found


def test_spans_compare_with_other_columns_and_order_by_their_first_day(make_stay: MakeStay) -> None:
    late, early = make_stay(began=Span.parse("2019-05")), make_stay(began=Span.parse("2019-04"))
    stays = Stay.objects.filter(pk__in=[late.pk, early.pk])
    assert list(stays.order_by("began")) == [early, late]
    assert not stays.filter(began__overlap=models.F("ended")).exists()


def test_an_update_of_many_rows_takes_a_span(sources: Sources) -> None:
    sources.update(published=Span.parse("2020"))
    assert sources.get().published == Span.parse("2020")
    sources.update(published=None)
    assert sources.get().published is None


def test_a_generated_column_and_the_row_history_read_the_span_too(make_stay: MakeStay) -> None:
    stay = make_stay(began=Span.parse("2019-04-30"), ended=Span.parse("2019-12-09"))
    stay.refresh_from_db()
    assert date(2019, 6, 1) in stay.held
    history = Stay._meta.apps.get_model("people", "StayEvent")
    assert [event.began for event in history._default_manager.filter(pgh_obj=stay)] == [Span.parse("2019-04-30")]


def test_constraints_are_checked_in_python_with_their_sentence(make_stay: MakeStay) -> None:
    stay = make_stay(began=Span.parse("2019-04"))
    stay.ended = Span.parse("2019-03")
    with translation.override("en"), pytest.raises(ValidationError) as refusal:
        stay.validate_constraints()
    assert "A stay cannot end before it began: check both dates." in refusal.value.messages


@pytest.mark.parametrize(
    "garbage", ["'empty'", "'(,)'", "'[1799-12-31,)'", "'[2019-01-01,2201-01-02)'", "'[2019-01-01,infinity]'"]
)
def test_the_database_refuses_every_range_that_is_no_span(sources: Sources, garbage: str) -> None:
    assert sources.exists()
    with pytest.raises((IntegrityError, DataError)), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE people_source SET published = {garbage}")  # noqa: S608  # the garbage is ours


def test_fixtures_hold_machine_text_and_read_what_people_write(sources: Sources) -> None:
    dumped = serializers.serialize("json", sources)
    assert json.loads(dumped)[0]["fields"]["published"] == "2019-12"
    for loaded in serializers.deserialize("json", dumped.replace('"2019-12"', '"April 2019"')):
        loaded.save()
    assert sources.get().published == Span.parse("2019-04")


def test_an_impossible_date_in_a_fixture_is_refused(sources: Sources) -> None:
    dumped = serializers.serialize("json", sources).replace('"2019-12"', '"2019-02-30"')
    with pytest.raises(serializers.base.DeserializationError, match="there is no day 30"), translation.override("en"):
        list(serializers.deserialize("json", dumped))


def test_a_migration_writes_the_field_in_one_line() -> None:
    field = SpanField("began", null=True, blank=True)
    written, imports = MigrationWriter.serialize(field)
    assert written == "people.fields.SpanField(blank=True, null=True, verbose_name='began')"
    assert imports == {"import people.fields"}


# Forms


SourceForm = forms.modelform_factory(Source, fields=["published"])


@pytest.mark.parametrize(
    ("language", "shown"), [("en", "9 December 2019"), ("es", "9 de diciembre de 2019")], ids=["en", "es"]
)
def test_a_form_shows_the_span_in_the_readers_language_and_reads_it_back(language: str, shown: str) -> None:
    source = Source(code="one", published=Span.parse("2019-12-09"))
    with translation.override(language):
        assert SourceForm(instance=source)["published"].value() == shown
        form = SourceForm({"published": shown}, instance=source)
        assert form.is_valid()
        assert not form.has_changed()
        assert form.save(commit=False).published == Span.parse("2019-12-09")


def test_a_form_shows_what_was_typed_again_with_a_sentence() -> None:
    with translation.override("en"):
        form = SourceForm({"published": "31 April 2019"})
        assert form.errors["published"] == ["In 2019, April has 30 days: there is no day 31."]
        assert form["published"].value() == "31 April 2019"
        assert form.has_changed()


def test_an_empty_field_means_that_nothing_is_known() -> None:
    form = SourceForm({"published": "  "}, instance=Source(code="one", published=Span.parse("2019")))
    assert form.is_valid()
    assert form.has_changed()
    assert form.save(commit=False).published is None
    with pytest.raises(ValidationError):
        SpanFormField(required=True).clean(" ")


def test_the_form_field_says_how_to_write_a_date_unless_the_model_says_more() -> None:
    with translation.override("en"):
        assert "30 April 2019" in str(SpanField(null=True, blank=True).formfield().help_text)
        assert SpanField(null=True, help_text="When it was read.").formfield().help_text == "When it was read."


# Sealed spans


@pytest.mark.parametrize("machine", SHAPES)
def test_a_sealed_span_comes_back_and_the_column_shows_nothing_of_it(persons: Persons, machine: str) -> None:
    persons.update(birth=Span.parse(machine))
    assert persons.get().birth == Span.parse(machine)
    with connection.cursor() as cursor:
        cursor.execute("SELECT birth FROM people_person WHERE subject_id = %s", [persons.get().pk])
        (sealed,) = cursor.fetchone()
    assert len(sealed) > len(machine)
    assert machine.encode() not in bytes(sealed)


def test_an_unknown_birth_stays_unknown(persons: Persons) -> None:
    persons.update(birth=None)
    assert persons.get().birth is None
    assert persons.filter(birth__isnull=True).exists()


def test_a_dump_seals_the_birth_and_loads_again_from_sealed_or_plain(persons: Persons) -> None:
    (row,) = serializers.serialize("python", persons)
    assert row["fields"]["birth"].startswith("sealed:")
    for written in (row["fields"]["birth"], "1978-05"):
        persons.update(birth=None)
        row["fields"]["birth"] = written
        for loaded in serializers.deserialize("python", [row]):
            loaded.save()
        assert persons.get().birth == Span.parse("1978-05")


BirthForm = forms.modelform_factory(Person, fields=["birth"])


def test_the_form_of_a_sealed_span_is_that_of_any_span(persons: Persons) -> None:
    assert isinstance(EncryptedSpanField(null=True).formfield(), SpanFormField)
    with translation.override("es"):
        assert BirthForm(instance=persons.get())["birth"].value() == "mayo de 1978"
        form = BirthForm({"birth": "mayo de 1978"}, instance=persons.get())
        assert form.is_valid()
        assert not form.has_changed()


def test_a_sealed_form_typed_into_a_date_is_not_opened(persons: Persons) -> None:
    (row,) = serializers.serialize("python", persons)
    form = BirthForm({"birth": row["fields"]["birth"]})
    assert not form.is_valid()
    assert "1978" not in str(form.errors)
