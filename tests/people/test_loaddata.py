from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.core.serializers.base import DeserializationError
from django.db import IntegrityError, connection, transaction
from django.db.models import Model
from psycopg import sql

from config.demo_folder import ROOT
from config.postgres import Cluster
from config.postgres_roles import APPLICATION, OWNER
from people.actions import add_alias, copy_of, correct_fact, rename_cohort, retract_fact
from people.models import Actor, Alias, Cohort, LegalStatusKind, Location, Statement, Subject
from staff.encryption.fields import SealedField
from staff.models import KeyringCheck, Session
from tests.cluster import drop_database
from tests.people.article import ROWS
from tests.rows import FACTS, a_fact, a_person, a_user
from tests.rows import ROWS as MAKERS

pytestmark = pytest.mark.django_db


def _text(fixture: str) -> str:
    return (ROOT / "fixtures" / f"{fixture}.json").read_text()


# The nouns of the fixtures, as they are dumped.
LABELS = sorted({row["model"] for file in ("vocabulary", "article") for row in json.loads(_text(file))})
BY_NATURAL_KEY = ("--natural-foreign", "--natural-primary")


def load() -> None:
    call_command("loaddata", "vocabulary", "article", verbosity=0)


def every_table() -> dict[str, str]:
    """A digest of all rows of each table, history included: sealed bytes count by the byte."""
    digests = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(sql.SQL("SELECT t::text FROM {} t").format(sql.Identifier(table)))
            lines = sorted(line for (line,) in cursor.fetchall())
            digests[table] = f"{len(lines)} {hashlib.sha256(repr(lines).encode()).hexdigest()}"
    return digests


def test_loading_twice_changes_no_row_no_history_and_no_sealed_byte() -> None:
    load()
    before = every_table()
    load()
    assert every_table() == before
    assert not before["people_citation"].startswith("0 ")
    assert not before["people_citationevent"].startswith("0 ")


def test_what_a_caseworker_changed_survives_a_second_load() -> None:
    cohort = Cohort.objects.get(size_as_said="a handful")
    rename_cohort(
        cohort,
        label="Guests",
        description="Told by one of them.",
        size_as_said="five",
        at_least=5,
        at_most=5,
        actor=a_user(),
    )
    statement = Statement.objects.standing()[0]
    retract_fact(statement, reason="Told twice.", actor=a_user())
    load()
    cohort = Cohort.objects.get(pk=cohort.pk)
    assert (cohort.subject.display_name, cohort.size_as_said, cohort.at_least) == ("Guests", "five", 5)
    statement.refresh_from_db()
    assert statement.retraction_reason == "Told twice."


def test_a_release_can_improve_the_label_of_a_vocabulary_entry() -> None:
    LegalStatusKind.objects.filter(code="refugee").update(label_en="Old label")
    load()
    assert LegalStatusKind.objects.get(code="refugee").label_en == "Refugee"


def test_an_entry_that_an_administrator_retired_stays_retired() -> None:
    LegalStatusKind.objects.filter(code="refugee").update(label_en="Old label", retired=True)
    load()
    assert LegalStatusKind.objects.get(code="refugee").label_en == "Refugee"
    assert LegalStatusKind.objects.get(code="refugee").retired


def test_a_row_that_refers_to_one_further_down_is_left_alone_as_well(tmp_path: Path) -> None:
    rows = [row for row in ROWS if row["model"] in ("people.location", "people.actor")]
    (tmp_path / "backwards.json").write_text(json.dumps(rows[::-1]))
    Location.objects.filter(code="embassy-of-panama").update(label_en="Corrected")
    Actor.objects.filter(code="telemundo").update(label_en="Corrected")
    before = every_table()
    call_command("loaddata", str(tmp_path / "backwards.json"), verbosity=0)
    assert every_table() == before


def test_a_fixture_that_breaks_a_rule_loads_nothing_at_all(tmp_path: Path) -> None:
    team = {"model": "staff.team", "fields": {"code": "second-office", "name": "Second office"}}
    cohort = next(row for row in ROWS if row["model"] == "people.cohort")
    subject = next(row for row in ROWS if row["fields"].get("public_id") == cohort["fields"]["subject"][0])
    public_id = "0d3f6f0a-52b3-4d59-8f4e-9f5c9a1f6f11"
    rows = [
        team,
        {"model": "people.subject", "fields": {**subject["fields"], "public_id": public_id}},
        {"model": "people.cohort", "fields": {"subject": [public_id], "at_least": 9, "at_most": 3}},
    ]
    (tmp_path / "broken.json").write_text(json.dumps(rows))
    before = every_table()
    with pytest.raises(IntegrityError, match="cohort_bounds_are_ordered"), transaction.atomic():
        call_command("loaddata", str(tmp_path / "broken.json"), verbosity=0)
    assert every_table() == before


def test_two_rows_that_refer_to_each_other_are_loaded(tmp_path: Path) -> None:
    labels = {"label_en": "Far", "label_es": "Lejos"}
    far = {"code": "far", "kind": ["country"], "path": "far/", "authority": ["ministry"], **labels}
    ministry = {"code": "ministry", "kind": "authority", "country": ["far"], **labels}
    rows = [{"model": "people.location", "fields": far}, {"model": "people.actor", "fields": ministry}]
    (tmp_path / "cycle.json").write_text(json.dumps(rows))
    call_command("loaddata", str(tmp_path / "cycle.json"), verbosity=0)
    place = Location.objects.get(code="far")
    assert place.authority is not None
    assert place.authority.country == place


def test_a_row_that_refers_to_nothing_on_file_is_named(tmp_path: Path) -> None:
    fields = {"code": "far", "kind": ["no-such-kind"], "path": "far/", "label_en": "Far", "label_es": "Lejos"}
    (tmp_path / "loose.json").write_text(json.dumps([{"model": "people.location", "fields": fields}]))
    with pytest.raises(DeserializationError, match=r"people\.location"):
        call_command("loaddata", str(tmp_path / "loose.json"), verbosity=0)


def test_names_from_a_fixture_are_findable_after_one_load() -> None:
    assert not Subject.objects.filter(name_tokens=[]).exists()


def test_another_name_that_a_later_fixture_gives_is_findable(tmp_path: Path) -> None:
    major = Subject.objects.named_like("Hugo Parra").get()
    fields = {"public_id": "3d1c5b0e-7f0a-4a57-9a0e-0c7f6f2f5b61", "person": [str(major.public_id)], "name": "Zorzal"}
    (tmp_path / "name.json").write_text(json.dumps([{"model": "people.alias", "fields": fields}]))
    call_command("loaddata", str(tmp_path / "name.json"), verbosity=0)
    assert Subject.objects.named_like("zorsal").get() == major
    assert Subject.objects.named_like("parra").get() == major


def test_a_dump_names_no_one() -> None:
    dump = dumped(*LABELS)
    values = {str(value) for row in dump for value in row["fields"].values()}
    sealed = [row for row in ROWS if row["model"].startswith("people.")]
    for row in sealed:
        for name in ("name", "name_es", "given_names", "family_names", "text_en", "paraphrase_es", "content_en"):
            assert row["fields"].get(name) not in values
    assert "Parra" not in json.dumps(dump)
    assert any(value.startswith("sealed:") for value in values)


def test_a_dump_of_every_noun_loads_into_an_empty_database_as_it_was(cluster: Cluster, tmp_path: Path) -> None:
    # The keyring's proof belongs to one database, and a session to the browser that holds it.
    nouns = set(MAKERS) - {KeyringCheck, Session}
    for model in nouns:
        MAKERS[model](45)
    for kind in FACTS:
        fact = a_fact(kind)
        correct_fact(fact, copy_of(fact), reason="Misheard.", actor=a_user())
    person = a_person()
    for name in ("La Garza", "El Zorzal"):
        add_alias(person, name=name, kind=Alias.Kind.COVER, actor=a_user())
    labels = [model._meta.label_lower for model in nouns]
    dump = dumped(*labels)
    (tmp_path / "dump.json").write_text(json.dumps(dump))
    cluster.make_roles_and_database("copy")
    try:
        manage(cluster.url(OWNER, "copy"), "build_database", "-v0")
        manage(cluster.url(APPLICATION, "copy"), "loaddata", str(tmp_path / "dump.json"), "-v0")
        again = manage(cluster.url(APPLICATION, "copy"), "dumpdata", *labels, *BY_NATURAL_KEY)
    finally:
        drop_database(cluster, "copy")
    assert opened(json.loads(again)) == opened(dump)
    assert {row["model"] for row in dump} == set(labels)


def dumped(*labels: str) -> list[dict[str, Any]]:
    """What `dumpdata` writes of these nouns."""
    out = StringIO()
    call_command("dumpdata", *labels, *BY_NATURAL_KEY, stdout=out)
    rows: list[dict[str, Any]] = json.loads(out.getvalue())
    return rows


def manage(database: str, *arguments: str) -> str:
    """Run `manage.py` on another database with the same keys, and return what it printed."""
    environment = os.environ | {"DATABASE_URL": database, "AMPARO_OWNER_DATABASE_URL": database}
    command = [sys.executable, str(ROOT / "manage.py"), *arguments]
    done = subprocess.run(command, env=environment, cwd=ROOT, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def opened(dump: list[dict[str, Any]]) -> list[str]:
    """The rows of a dump as comparable lines, sealed values opened."""
    lines = []
    for row in dump:
        model: type[Model] = apps.get_model(row["model"])
        for name, value in row["fields"].items():
            field = model._meta.get_field(name)
            if isinstance(field, SealedField):
                row["fields"][name] = str(field.to_python(value))
        # Dumps hold milliseconds, and leave out those of a whole second once the rest was cut off.
        lines.append(json.dumps(row, sort_keys=True).replace(".000Z", "Z"))
    return sorted(lines)
