from __future__ import annotations

import copy
import json
import pickle
from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.core import serializers
from django.core.exceptions import FieldError, ValidationError
from django.db import ProgrammingError, connection, models, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.writer import MigrationWriter
from django.db.models.functions import Upper
from django.test.utils import isolate_apps
from pytest_django.fixtures import Settings

from people.models import Alias, Location, Person, Subject
from staff.encryption.cipher import UnsealError, key_id_of, seal, unseal
from staff.encryption.fields import EncryptedTextField
from staff.encryption.keyring import Keyring, forget_keyring
from staff.models import Team

PLACE = "people_person.given_names"
Persons = models.QuerySet[Person]


@pytest.fixture(autouse=True)
def keyring(tmp_path: Path, settings: Settings) -> Keyring:
    """A keyring of this test's own."""
    settings.KEYRING_FILE = tmp_path / "keyring.json"
    return Keyring.create(settings.KEYRING_FILE)


@pytest.fixture
def person(db: None) -> Person:
    team = Team.objects.create(code="north", name="North")
    subject = Subject.objects.create(kind="person", team=team, name="Nadie Conocido")
    return Person.objects.create(subject=subject, given_names="Nadie", family_names="Conocido")


@pytest.fixture
def persons(person: Person) -> Persons:
    """That person alone: what the fixtures brought is sealed with another keyring."""
    return Person.objects.filter(pk=person.pk)


def stored(column: str, person: Person, table: str = "people_person") -> bytes:
    """What the database itself holds of someone."""
    key = "person_id" if table == "people_alias" else "subject_id"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {table} WHERE {key} = %s", [person.pk])  # noqa: S608  # our own columns
        return bytes(cursor.fetchone()[0])


def history_of(person: Person) -> models.QuerySet[models.Model]:
    events: models.Manager[models.Model] = Person._meta.apps.get_model("people", "PersonEvent")._default_manager
    return events.filter(subject_id=person.pk)


# The column


@pytest.mark.parametrize(("table", "column"), [("people_person", "given_names"), ("people_personevent", "given_names")])
def test_the_table_and_its_history_hold_no_name(person: Person, table: str, column: str) -> None:
    assert b"Nadie" not in stored(column, person, table)
    assert unseal(stored(column, person, table), PLACE) == "Nadie"


def test_a_name_comes_back_however_it_is_read(person: Person, persons: Persons) -> None:
    assert persons.get().given_names == "Nadie"
    assert persons.only("subject").get().given_names == "Nadie"
    assert persons.defer("given_names").get().given_names == "Nadie"
    assert list(persons.values_list("given_names", "family_names")) == [("Nadie", "Conocido")]
    assert list(persons.values("given_names")) == [{"given_names": "Nadie"}]
    assert Subject.objects.select_related("person").get(person=person).person.given_names == "Nadie"
    assert Subject.objects.values_list("person__given_names", flat=True).get(person=person) == "Nadie"
    assert persons.annotate(again=models.F("given_names")).values_list("again", flat=True).get() == "Nadie"
    person.given_names = "Otra"
    person.refresh_from_db()
    assert person.given_names == "Nadie"
    assert str(person.given_names) == "Nadie"
    assert json.dumps(person.given_names) == '"Nadie"'


def test_a_name_is_sealed_however_it_is_written(person: Person, persons: Persons) -> None:
    persons.update(given_names="Alguien")
    assert persons.get().given_names == "Alguien"
    Alias.objects.bulk_create([Alias(person=person, kind="cover", name=name) for name in ("Uno", "Dos")])
    assert sorted(alias.name for alias in person.aliases.all()) == ["Dos", "Uno"]
    for alias in (aliases := list(person.aliases.all())):
        alias.name = alias.name.upper()
    Alias.objects.bulk_update(aliases, ["name"])
    assert sorted(person.aliases.values_list("name", flat=True)) == ["DOS", "UNO"]
    assert b"UNO" not in stored("string_agg(name, '')", person, "people_alias")


def test_an_empty_name_is_empty_bytes_and_a_missing_one_is_null(person: Person, persons: Persons) -> None:
    persons.update(given_names="")
    assert stored("given_names", person) == b""
    assert persons.get().given_names == ""
    assert not persons.filter(given_names__isnull=True).exists()


@pytest.mark.parametrize("text", ["a\x00b", "línea\r\notra\tmás", "😀", "sealed:AAAA"])
def test_the_column_keeps_every_character(persons: Persons, text: str) -> None:
    persons.update(given_names=text)
    assert persons.get().given_names == text


def test_half_a_character_is_refused_with_a_sentence(person: Person) -> None:
    person.given_names = "Nadie\ud800"
    with pytest.raises(ValidationError), transaction.atomic():
        person.save()
    with pytest.raises(ValidationError):
        person.full_clean()


def test_bytes_are_not_taken_for_text(persons: Persons) -> None:
    with pytest.raises(TypeError, match="takes text"):
        persons.update(given_names=b"Nadie")


def test_a_name_moved_between_columns_in_the_database_is_an_error_and_never_garbage(persons: Persons) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE people_person SET given_names = family_names")
    with pytest.raises(UnsealError):
        persons.get()


def test_a_copy_between_sealed_columns_is_refused_before_it_destroys_anything(persons: Persons) -> None:
    with pytest.raises(FieldError, match="cannot be copied"), transaction.atomic():
        persons.update(given_names=models.F("family_names"))
    with pytest.raises(FieldError, match="cannot be copied"), transaction.atomic():
        persons.update(given_names=models.functions.Coalesce("family_names", "given_names"))
    persons.update(given_names=models.F("given_names"))
    assert persons.get().given_names == "Nadie"


@pytest.mark.parametrize("lookup", ["exact", "iexact", "contains", "startswith", "in", "gt", "regex", "range", "upper"])
def test_the_database_is_never_asked_about_a_name(persons: Persons, lookup: str) -> None:
    with pytest.raises(TypeError, match=r"people_person\.given_names is sealed") as refusal:
        persons.filter(**{f"given_names__{lookup}": "Nadie"})
    assert "Nadie" not in str(refusal.value)
    assert isinstance(refusal.value, FieldError)


def test_nothing_is_computed_from_a_name_in_the_database(persons: Persons) -> None:
    with pytest.raises(ProgrammingError), transaction.atomic():
        list(persons.annotate(loud=Upper("given_names")))


def test_whether_there_is_a_name_can_be_asked(persons: Persons) -> None:
    assert persons.filter(given_names__isnull=False).count() == 1


# Saving without a change


def test_saving_an_unchanged_row_writes_the_same_bytes_and_no_history(person: Person, persons: Persons) -> None:
    history = history_of(person)
    before, events = stored("given_names", person), history.count()
    persons.get().save()
    assert stored("given_names", person) == before
    assert history.count() == events


def test_saving_after_a_rotation_takes_the_new_key(person: Person, persons: Persons, keyring: Keyring) -> None:
    newer = keyring.add_key()
    forget_keyring()
    persons.get().save()
    assert key_id_of(stored("given_names", person)) == newer.current
    assert persons.get().given_names == "Nadie"


def test_bytes_are_not_kept_when_a_text_goes_to_another_column(person: Person, persons: Persons) -> None:
    read = persons.get()
    read.family_names = read.given_names
    read.save()
    assert persons.values_list("given_names", "family_names").get() == ("Nadie", "Nadie")
    assert stored("given_names", person) != stored("family_names", person)


def test_a_text_out_of_the_database_can_be_copied_pickled_and_joined(persons: Persons) -> None:
    name = persons.get().given_names
    assert copy.deepcopy(name) == pickle.loads(pickle.dumps(name)) == "Nadie"  # noqa: S301  # our own pickle
    assert type(name + "") is str
    assert type(str(name)) is str


# History and migrations


def test_the_history_of_a_row_opens(person: Person) -> None:
    person.given_names = "Alguien"
    person.save()
    history = history_of(person)
    assert list(history.order_by("pgh_id").values_list("given_names", flat=True)) == ["Nadie", "Alguien"]


def test_the_models_of_migrations_open_rows_and_history(person: Person, persons: Persons) -> None:
    apps = MigrationLoader(connection).project_state().apps
    for name in ("Person", "PersonEvent"):
        manager: Any = apps.get_model("people", name)._default_manager
        assert manager.get(subject_id=person.pk).given_names == "Nadie"
    apps.get_model("people", "Person")._default_manager.filter(pk=person.pk).update(given_names="Alguien")
    assert persons.get().given_names == "Alguien"


def test_a_migration_writes_the_field_with_what_it_needs_and_no_more() -> None:
    plain = EncryptedTextField("name", max_length=5)
    assert MigrationWriter.serialize(plain)[0] == (
        "staff.encryption.fields.EncryptedTextField(max_length=5, verbose_name='name')"
    )
    renamed = EncryptedTextField(multiline=True, bound_to="old_table.old_column")
    assert MigrationWriter.serialize(renamed)[0] == (
        "staff.encryption.fields.EncryptedTextField(bound_to='old_table.old_column', multiline=True)"
    )
    assert renamed.clone().bound_to == "old_table.old_column"


def test_a_migration_is_told_where_the_history_of_a_column_was_sealed() -> None:
    history = Person._meta.apps.get_model("people", "PersonEvent")
    assert history._meta.get_field("given_names").deconstruct()[3]["bound_to"] == PLACE
    assert "bound_to" not in Person._meta.get_field("given_names").deconstruct()[3]


@isolate_apps("staff")
def test_a_renamed_column_opens_under_the_place_it_was_sealed_for() -> None:
    class Renamed(models.Model):
        name = EncryptedTextField(bound_to=PLACE)

        class Meta:
            app_label = "staff"

    field = Renamed._meta.get_field("name")
    assert field.from_db_value(seal("Nadie", PLACE), None, connection) == "Nadie"


@isolate_apps("staff")
def test_a_sealed_column_cannot_be_unique() -> None:
    class Wrong(models.Model):
        name = EncryptedTextField(unique=True)

        class Meta:
            app_label = "staff"

    assert [error.id for error in Wrong._meta.get_field("name").check()] == ["staff.E001"]
    assert Person._meta.get_field("given_names").check() == []


# Fixtures


@pytest.mark.parametrize("form", ["json", "python", "jsonl"])
def test_a_dump_names_no_one_and_loads_again(persons: Persons, form: str) -> None:
    dumped = serializers.serialize(form, persons)
    assert "Nadie" not in str(dumped)
    assert "sealed:" in str(dumped)
    persons.update(given_names="Otra", family_names="")
    for loaded in serializers.deserialize(form, dumped):
        loaded.save()
    assert persons.values_list("given_names", "family_names").get() == ("Nadie", "Conocido")


def test_plain_text_in_a_fixture_is_loaded_and_sealed(person: Person, persons: Persons) -> None:
    (row,) = serializers.serialize("python", persons)
    row["fields"] |= {"given_names": "Alguien", "family_names": ""}
    for loaded in serializers.deserialize("python", [row]):
        loaded.save()
    assert persons.values_list("given_names", "family_names").get() == ("Alguien", "")
    assert b"Alguien" not in stored("given_names", person)


@pytest.mark.parametrize("text", ["sealed:", "sealed:AAAA", "sealed:ñ", "sealed:A", "sealed:====", "moved"])
def test_a_sealed_form_that_is_not_of_this_column_is_refused(persons: Persons, text: str) -> None:
    (row,) = serializers.serialize("python", persons)
    row["fields"]["given_names"] = row["fields"]["family_names"] if text == "moved" else text
    if text == "sealed:":
        loaded = next(iter(serializers.deserialize("python", [row]))).object
        assert Person._meta.get_field("given_names").value_from_object(loaded) == ""
        return
    with pytest.raises(serializers.base.DeserializationError) as refusal:
        list(serializers.deserialize("python", [row]))
    assert "Conocido" not in str(refusal.value)


# Forms


PersonForm = forms.modelform_factory(Person, fields=["given_names"])


def test_a_sealed_form_typed_into_a_page_is_stored_as_typed_and_never_opened(person: Person, persons: Persons) -> None:
    (row,) = serializers.serialize("python", persons)
    stolen = row["fields"]["given_names"]
    form = PersonForm({"given_names": stolen}, instance=person)
    assert form.is_valid()
    assert form.save().given_names == stolen
    assert persons.get().given_names == stolen


def test_a_form_that_changes_nothing_keeps_the_bytes(person: Person, persons: Persons) -> None:
    before = stored("given_names", person)
    form = PersonForm({"given_names": " Nadie "}, instance=persons.get())
    assert form.is_valid()
    assert not form.has_changed()
    form.save()
    assert stored("given_names", person) == before


@pytest.mark.parametrize("text", ["Na\x00die", "Nadie\ud800", "N" * 101])
def test_a_form_refuses_what_cannot_be_a_name(person: Person, text: str) -> None:
    form = PersonForm({"given_names": text}, instance=person)
    assert list(form.errors) == ["given_names"]
    person.given_names = text
    with pytest.raises(ValidationError):
        person.clean_fields()


def test_the_text_box_is_one_line_or_many_and_asks_the_browser_to_remember_nothing() -> None:
    one_line = PersonForm().fields["given_names"]
    many = forms.modelform_factory(Location, fields=["address"])().fields["address"]
    assert isinstance(one_line.widget, forms.TextInput)
    assert isinstance(many.widget, forms.Textarea)
    assert one_line.widget.attrs["maxlength"] == "100"
    for field in (one_line, many):
        assert field.widget.attrs["autocomplete"] == "off"


def test_a_field_that_may_be_missing_gives_none_for_an_empty_box() -> None:
    assert EncryptedTextField(null=True, blank=True).formfield().clean("") is None
    assert EncryptedTextField(blank=True).formfield().clean("") == ""
