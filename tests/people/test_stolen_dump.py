"""A dump of the whole database falls into the wrong hands: it names no one."""

from __future__ import annotations

import subprocess

import pytest
from django.apps import apps
from django.db import models

from config.postgres import Cluster
from config.postgres_roles import BACKUP
from people.models import Passage, Subject
from people.span import Span
from staff.encryption.fields import SealedField

# Shorter texts may stand in a dump for other reasons. The shortest name of the fixtures has four letters.
SHORTEST = 4


@pytest.fixture(scope="module")
def dump(cluster: Cluster, django_db_setup: None) -> bytes:
    """Everything that a backup takes away: the fixtures' rows, their history and what the tests committed."""
    program = cluster.binaries.program("pg_dump")
    return subprocess.run([program, "--inserts", cluster.url(BACKUP)], check=True, capture_output=True).stdout


def _sealed_values() -> set[str]:
    found: set[str] = set()
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, SealedField):
                found.update(_text(value) for value in model._base_manager.values_list(field.attname, flat=True))
    return {value for value in found if len(value) >= SHORTEST}


def _text(value: str | Span | None) -> str:
    return "" if value is None else str(value)


@pytest.mark.django_db
def test_no_text_of_a_sealed_column_is_in_the_dump(dump: bytes) -> None:
    values = _sealed_values()
    assert len(values) > 150
    assert {"Hugo Parra", "Parra", "Colina"} <= values
    assert [value for value in values if value.encode() in dump] == []


@pytest.mark.django_db
def test_the_dump_is_one_of_this_database(dump: bytes) -> None:
    public_ids = [str(public_id) for public_id in Subject.objects.values_list("public_id", flat=True)]
    assert len(public_ids) >= 7
    assert [public_id for public_id in public_ids if public_id.encode() not in dump] == []


@pytest.mark.django_db
def test_every_text_about_a_person_is_sealed() -> None:
    plain: set[str] = {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        if model._meta.app_label in ("people", "cases") and not hasattr(model, "pgh_tracked_model")
        for field in model._meta.concrete_fields
        if isinstance(field, models.TextField) or (isinstance(field, models.CharField) and not field.choices)
    }
    # Codes, labels of vocabularies, places and public figures, digests, and how large a group is said to be.
    known = (
        "code",
        "mark",
        "path",
        "sha256",
        "language",
        "reference",
        "size_as_said",
        "title",
        "label",
        # What a rule of the retention schedule rests on.
        "basis",
    )
    assert {name for name in plain if not name.split(".")[-1].removesuffix("_es").startswith(known)} == set()
    assert isinstance(Passage._meta.get_field("paraphrase_en"), SealedField)
