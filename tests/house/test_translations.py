"""Spanish and English are equals: the catalogue holds what the code says now, and in the words of the vocabulary."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import polib
import pytest
from django.apps import apps
from django.db.models import Choices
from django.urls import get_resolver
from django.utils.translation import override

from tests.house.ours import APPS, ROOT

CATALOGUE = Path("locale", "es", "LC_MESSAGES", "django.po")
WHAT_SPEAKS = ("config", *APPS, "templates", "static", "locale", "manage.py")
MISSING = "gettext is not installed. Run: sudo apt-get install --yes gettext"
COLLECT = "Run: make messages. Then translate into usted or impersonal Spanish, with the words of docs/vocabulary.md."
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|\{\w*\}")
ANONYMOUS = re.compile(r"%[sdif]|\{\}")
# Words that are the same in both languages.
ALIKE = {"No", "Plan", "actor", "probable"}


@pytest.fixture(scope="module")
def catalogue() -> polib.POFile:
    """The catalogue as committed."""
    return polib.pofile(str(ROOT / CATALOGUE))


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> polib.POFile:
    """What the code says now, collected by gettext's own programs in a copy of the house."""
    if shutil.which("xgettext") is None:
        pytest.fail(MISSING)
    copy = tmp_path_factory.mktemp("words")
    for name in WHAT_SPEAKS:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__", "*.po", "*.mo"))
        else:
            shutil.copy(ROOT / name, copy / name)
    command = [sys.executable, "manage.py", "makemessages", "--locale", "es"]
    subprocess.run(command, cwd=copy, env=os.environ | {"AMPARO_DEMO": "1"}, check=True, capture_output=True)
    return polib.pofile(str(copy / CATALOGUE))


def _said(catalogue: polib.POFile) -> set[tuple[str | None, str, str]]:
    return {(entry.msgctxt, entry.msgid, entry.msgid_plural) for entry in catalogue if not entry.obsolete}


def _forms(entry: polib.POEntry) -> Iterator[tuple[str, str]]:
    """Each text of an entry with the English it stands for."""
    if not entry.msgid_plural:
        yield entry.msgid, entry.msgstr
    for number, text in entry.msgstr_plural.items():
        yield (entry.msgid if number == 0 else entry.msgid_plural), text


def test_the_catalogue_holds_what_the_code_says(catalogue: polib.POFile, collected: polib.POFile) -> None:
    assert _said(collected) - _said(catalogue) == set(), COLLECT
    assert len(_said(collected)) > 900, "Too few strings were found: the test looks in the wrong place."


def test_the_catalogue_holds_nothing_else(catalogue: polib.POFile, collected: polib.POFile) -> None:
    assert _said(catalogue) - _said(collected) == set(), COLLECT
    assert [entry.msgid for entry in catalogue.obsolete_entries()] == []


def test_everything_is_translated_and_nothing_guessed(catalogue: polib.POFile) -> None:
    assert [entry.msgid for entry in catalogue.fuzzy_entries()] == []
    assert [entry.msgid for entry in catalogue for _english, text in _forms(entry) if not text.strip()] == []


def test_every_plural_has_all_its_forms(catalogue: polib.POFile) -> None:
    assert catalogue.metadata["Plural-Forms"] == "nplurals=2; plural=(n != 1);"
    counted = [entry for entry in catalogue if entry.msgid_plural]
    assert [entry.msgid for entry in counted if set(entry.msgstr_plural) != {0, 1}] == []
    assert len(counted) > 10


def test_a_translation_fills_in_the_same_values(catalogue: polib.POFile) -> None:
    unlike = [
        english
        for entry in catalogue
        for english, text in _forms(entry)
        if sorted(PLACEHOLDER.findall(english)) != sorted(PLACEHOLDER.findall(text))
    ]
    assert unlike == []


def test_placeholders_have_names(catalogue: polib.POFile) -> None:
    texts = [text for entry in catalogue for text in (entry.msgid, entry.msgid_plural)]
    # A doubled sign is a plain one.
    assert [text for text in texts if ANONYMOUS.search(text.replace("%%", ""))] == []


def _choices(kind: type[Choices] = Choices) -> Iterator[type[Choices]]:
    for below in kind.__subclasses__():
        yield from _choices(below)
        if below.__module__.split(".")[0] in APPS and list(below):
            yield below


def _labels() -> dict[str, str]:
    """Every label of ours and its Spanish."""
    # The addresses import every room, so that no list of choices is missed.
    assert get_resolver().url_patterns
    labels: list[object] = [member.label for kind in _choices() for member in kind]
    for model in (model for app in APPS for model in apps.get_app_config(app).get_models()):
        # The rows that pghistory writes have no page.
        if hasattr(model, "pgh_tracked_model"):
            continue
        labels += [model._meta.verbose_name, model._meta.verbose_name_plural]
        # What nobody can write has no name for people.
        labels += [field.verbose_name for field in model._meta.fields if field.editable and not field.primary_key]
    spoken: dict[str, str] = {}
    for label in labels:
        with override("en"):
            english = str(label)
        with override("es"):
            spoken[english] = str(label)
    return spoken


def test_every_label_has_a_spanish_of_its_own() -> None:
    labels = _labels()
    assert {english for english, spanish in labels.items() if english == spanish} - ALIKE == set()
    assert len(labels) > 250, "Too few labels were found: the test looks in the wrong place."


def test_choices_are_called_as_the_vocabulary_calls_them() -> None:
    rows = (ROOT / "docs" / "vocabulary.md").read_text().splitlines()
    said = {tuple(cell.strip() for cell in row.strip("|").split("|"))[:2] for row in rows if row.startswith("|")}
    known = {english for english, _spanish in said}
    unlike = []
    for member in (member for kind in _choices() for member in kind):
        with override("en"):
            english = f"{member.label} `{member.value}`"
        with override("es"):
            spanish = str(member.label)
        if english in known and (english, spanish) not in said:
            unlike.append((english, spanish))
    assert unlike == []
