from __future__ import annotations

import json
import re

from django.apps import apps
from django.utils.translation import override

from config.demo_folder import ROOT

PAGE = (ROOT / "docs/vocabulary.md").read_text()
ROWS = {
    tuple(cell.strip() for cell in line.strip("|").split("|")) for line in PAGE.splitlines() if line.startswith("|")
}
# English terms, without their code, and the Spanish beside them.
PAIRS = {(re.sub(r" `[^`]+`$", "", row[0]), row[1]) for row in ROWS}
MODELS = [
    model
    for app in ("staff", "people", "cases")
    for model in apps.get_app_config(app).get_models()
    if not hasattr(model, "pgh_tracked_model")
]


def test_every_choice_is_explained_with_its_code() -> None:
    with override("en"):
        fields = [field for model in MODELS for field in model._meta.fields if field.choices]
        choices = {f"{label} `{code}`" for field in fields for code, label in field.flatchoices}
    assert choices - {row[0] for row in ROWS} == set()
    assert len(choices) > 100


def test_every_noun_is_in_the_vocabulary() -> None:
    with override("en"):
        nouns = {str(model._meta.verbose_name) for model in MODELS}
    vocabularies = {noun for noun in nouns if noun.startswith("kind of ")}
    assert {noun for noun in nouns - vocabularies if noun not in PAGE} == set()
    for noun in vocabularies:
        assert f"### {noun.replace('kind', 'Kinds')}" in PAGE


def test_every_vocabulary_entry_stands_in_both_languages() -> None:
    rows = json.loads((ROOT / "fixtures/vocabulary.json").read_text())
    # The schedule's rules have codes and reasons, and no labels.
    entries = [row["fields"] for row in rows if row["model"] != "cases.retentionrule"]
    assert {(entry["label_en"], entry["label_es"]) for entry in entries} <= PAIRS


def test_no_term_lacks_its_spanish() -> None:
    assert [row for row in ROWS if len(row) < 3 or not row[1]] == []
