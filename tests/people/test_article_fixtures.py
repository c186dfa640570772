from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from itertools import combinations, pairwise
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.dates import MONTHS
from django.utils.translation import override

from people.fields import SpanField
from people.models import CITABLE, Fact, Subject
from people.span import Span
from people.spelling import fold
from tests.people.article import (
    CITATIONS,
    COLUMN_OF,
    PASSAGES,
    ROOT,
    ROWS,
    cited_for,
    passage_of,
    plain_words,
    rows_of,
    texts_of,
    the_article,
    words_of,
)

RUN = 6  # this many words of the article in a row would be its sentence, not our own
NUMBER_WORDS = {
    *("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("dozen", "dozens", "hundred", "hundreds", "thousand", "thousands", "handful", "several"),
}
VOCABULARY: list[dict[str, Any]] = json.loads((ROOT / "fixtures/vocabulary.json").read_text())


def cited_rows() -> Iterator[tuple[dict[str, Any], list[dict[str, Any]]]]:
    """Every fact, group overlap, subject and request of the fixture, with its citations."""
    for row in ROWS:
        column = COLUMN_OF.get(row["model"]) or ("request" if row["model"] == "cases.supportrequest" else None)
        if column:
            yield row, cited_for(column, row["fields"]["public_id"])


def spans() -> Iterator[tuple[Span, list[dict[str, Any]]]]:
    """Every date of the fixture, with the citations of its fact."""
    for row, citations in cited_rows():
        for name, value in row["fields"].items():
            if value and isinstance(apps.get_model(row["model"])._meta.get_field(name), SpanField):
                yield Span.parse(value), citations


def numbers_in(text: str) -> set[str]:
    return set(re.findall(r"\d+", text)) | (set(plain_words(text)) & NUMBER_WORDS)


# Who says so


def test_every_fact_subject_overlap_and_request_has_a_citation() -> None:
    bare = [row["model"] for row, citations in cited_rows() if not citations]
    assert bare == []
    kinds = {row["model"] for row, _ in cited_rows()}
    assert len(kinds) >= 9
    assert "cases.supportrequest" in kinds


def test_every_citation_and_passage_is_in_use() -> None:
    on_file = {row["fields"]["public_id"] for row, _ in cited_rows()}
    assert [row for name, row in CITATIONS if row[name][0] not in on_file] == []
    assert {row["passage"][0] for _, row in CITATIONS} == set(PASSAGES)


def test_only_what_the_article_says_in_its_own_voice_is_accepted() -> None:
    for row, citations in cited_rows():
        if "accepted" in row["fields"]:
            own_voice = any(citation["mode"] == "asserted" for citation in citations)
            assert row["fields"]["accepted"] is own_voice, row


def test_one_article_verifies_nothing_and_what_a_speaker_says_is_not_even_probable() -> None:
    for _, citation in CITATIONS:
        allowed = {"probable", "unverified"} if citation["mode"] == "asserted" else {"unverified"}
        assert citation["certainty"] in allowed, citation


def test_the_refugee_status_and_the_lack_of_leave_to_work_are_both_claims() -> None:
    status = next(row for row in rows_of("people.legalstatus") if row["kind"] == ["refugee"])
    citations = cited_for("legal_status", status["public_id"])
    assert (status["may_work"], status["accepted"]) == ("no", False)
    assert len(citations) == 2
    assert {(row["mode"], row["certainty"]) for row in citations} == {("claimed", "unverified")}


def test_the_release_from_the_embassy_is_what_one_speaker_says_and_their_fate_stands_beside_it() -> None:
    stay = next(row for row in rows_of("people.stay") if row["location"] == ["embassy-of-panama"])
    release = [row for row in cited_for("stay", stay["public_id"]) if row["mode"] != "asserted"]
    assert stay["ended"] == "../2019-12-09"
    assert {row["speaker_actor"][0] for row in release} == {"juan-guaido"}
    fates = [row for row in rows_of("people.statement") if row["subject"] == stay["subject"] and row["topic"] == "fate"]
    assert sorted(row["accepted"] for row in fates) == [False, True]


def test_the_promise_and_the_account_that_it_was_not_kept_are_in_the_ledger() -> None:
    promise = next(row for row in rows_of("people.promise") if row["promisor"] == ["juan-guaido"])
    accounts = [row for row in rows_of("people.promiseaccount") if row["promise"] == [promise["public_id"]]]
    assert [account["state"] for account in accounts] == ["broken"]
    (citation,) = cited_for("promise_account", accounts[0]["public_id"])
    assert (citation["mode"], citation["speaker_actor"]) == ("reported", ["telemundo"])


# Where it says so


def test_every_passage_is_where_its_locator_says() -> None:
    for passage in PASSAGES.values():
        assert passage["paragraph"] >= 1
        assert 0 <= passage["start"] < passage["end"]
        assert re.fullmatch(r"[0-9a-f]{64}", passage["sha256"])
        if the_article():
            assert hashlib.sha256(words_of(passage).encode()).hexdigest() == passage["sha256"], passage["public_id"]


def test_the_source_is_known_by_the_digest_of_the_very_file() -> None:
    source = next(row for row in rows_of("people.source") if row["code"] == "article")
    assert re.fullmatch(r"[0-9a-f]{64}", source["sha256"])
    if the_article():
        assert hashlib.sha256(the_article().encode()).hexdigest() == source["sha256"]
    assert "publisher" not in source
    assert "published" not in source


def test_every_paragraph_of_the_article_is_drawn_from() -> None:
    read = {passage["paragraph"] for passage in PASSAGES.values()}
    paragraphs = the_article().split("\n") if the_article() else [""] * 18
    assert read == set(range(1, len(paragraphs) + 1))


def test_passages_do_not_overlap() -> None:
    places = sorted((row["paragraph"], row["start"], row["end"]) for row in PASSAGES.values())
    assert all(one[0] < other[0] or one[2] <= other[1] for one, other in pairwise(places))


def test_no_text_of_ours_repeats_the_article() -> None:
    said = plain_words(the_article())
    runs = {tuple(said[at : at + RUN]) for at in range(len(said) - RUN + 1)}
    for row in ROWS:
        for name, text in texts_of(row["fields"]).items():
            ours = plain_words(text)
            repeated = [ours[at : at + RUN] for at in range(len(ours) - RUN + 1) if tuple(ours[at : at + RUN]) in runs]
            assert repeated == [], (row["model"], name)
    assert runs or not the_article()


# Dates, numbers and names


def test_every_date_says_that_its_year_is_inferred() -> None:
    found = list(spans())
    assert len(found) == 4
    for span, citations in found:
        assert any("year" in row.get("inferred_en", "") and "año" in row.get("inferred_es", "") for row in citations), (
            span
        )


def test_every_date_is_printed_in_a_passage_of_its_fact_but_for_the_year() -> None:
    for span, citations in spans():
        day = span.last or span.first
        assert day is not None
        with override("en"):
            printed = f"{MONTHS[day.month]} {day.day}" if span.first is None or span.is_day else str(MONTHS[day.month])
        if the_article():
            assert any(printed in words_of(passage_of(citation)) for citation in citations), printed
            assert str(day.year) not in the_article()


def test_every_number_in_a_text_is_in_its_passage() -> None:
    for row, citations in cited_rows():
        told = " ".join(text for name, text in texts_of(row["fields"]).items() if name.endswith(("_en", "_es")))
        known = set().union(*(numbers_in(passage_of(citation)["paraphrase_en"]) for citation in citations))
        assert numbers_in(told) <= known, told
    for passage in PASSAGES.values():
        if the_article():
            printed = numbers_in(words_of(passage))
            assert numbers_in(passage["paraphrase_en"]) <= printed, passage["paraphrase_en"]
            assert set(re.findall(r"\d+", passage["paraphrase_es"])) <= printed, passage["paraphrase_es"]


def test_the_size_of_a_group_is_a_word_of_the_article_and_never_a_number() -> None:
    for group in rows_of("people.cohort"):
        assert group["size_as_said"]
        assert group["size_as_said_es"]
        assert not re.search(r"\d", group["size_as_said"] + group["size_as_said_es"])
        assert group["at_least"] is None
        assert group["at_most"] is None
        passages = [passage_of(row) for row in cited_for("subject", group["subject"][0])]
        if the_article():
            assert any(group["size_as_said"] in words_of(passage) for passage in passages), group["size_as_said"]


def test_every_name_is_printed_in_the_article() -> None:
    fields = ("name", "given_names", "family_names", "label_en")
    article = fold(the_article())
    told = [row["fields"] for row in ROWS if row["model"].startswith("people.")]
    names = [row[name] for row in told for name in fields if name in row]
    assert len(names) > 20
    for word in {fold(word) for name in names for word in re.findall(r"[A-Z]\w+", name)}:
        assert not article or word in article, word


# What is not said


def test_what_the_article_does_not_say_stays_empty() -> None:
    for person in rows_of("people.person"):
        assert set(person) == {"subject", "given_names", "family_names", "sex"}
    for stay in rows_of("people.stay"):
        assert not {"began", "exact_place", "remark"} & set(stay)
    for status in rows_of("people.legalstatus"):
        assert not {"began", "ended", "document", "document_expires_on"} & set(status)
    for case in rows_of("cases.case"):
        assert set(case) == {"reference", "subject", "team", "stage"}
        assert case["stage"] == "intake"
    for place in rows_of("people.location"):
        assert not {"address", "latitude", "longitude"} & set(place)
    absent = ("contactmethod", "identitydocument", "alias")
    assert rows_of(*(f"people.{model}" for model in absent), "cases.task", "cases.note", "cases.event") == []


def test_only_those_assisted_in_colombia_ask_for_anything() -> None:
    requests = rows_of("cases.supportrequest")
    assert {tuple(row["case"]) for row in requests} == {("AMP-2026-000002",)}
    assert [row["kind"] for row in requests] == [["leave-to-work"], ["family-reunification"]]


def test_one_person_and_four_groups_have_a_case() -> None:
    kinds = {row["public_id"]: row["kind"] for row in rows_of("people.subject")}
    cases = rows_of("cases.case")
    assert [kinds[row["subject"][0]] for row in cases] == ["person", "cohort", "cohort", "cohort", "cohort"]
    assert [row["reference"] for row in cases] == [f"AMP-2026-{number:06}" for number in range(1, 6)]


def test_of_every_two_groups_the_overlap_is_not_known() -> None:
    groups = [row["subject"][0] for row in rows_of("people.cohort")]
    overlaps = rows_of("people.cohortoverlap")
    pairs = [frozenset((row["one"][0], row["other"][0])) for row in overlaps]
    assert len(pairs) == len(set(pairs))
    assert set(pairs) == {frozenset(pair) for pair in combinations(groups, 2)}
    assert {row["extent"] for row in overlaps} == {"unknown"}


def test_contested_words_stand_in_no_name_or_label() -> None:
    for row in [*ROWS, *VOCABULARY]:
        for name in ("name", "description", "label_en", "label_es", "title"):
            assert not re.search(r"desert|defect|patriot|usurp", fold(row["fields"].get(name, ""))), row


# Form


def test_rows_have_natural_keys_only_and_random_public_ids() -> None:
    rows = [*ROWS, *VOCABULARY]
    assert [row for row in rows if set(row) != {"model", "fields"}] == []
    ids = [row["fields"]["public_id"] for row in rows if "public_id" in row["fields"]]
    assert len(ids) == len(set(ids))
    assert {UUID(public_id).version for public_id in ids} == {4}


def test_what_is_told_in_one_language_is_told_in_the_other() -> None:
    for row in [*ROWS, *VOCABULARY]:
        for name, text in row["fields"].items():
            if name.endswith("_en"):
                assert text, row
                assert row["fields"][f"{name.removesuffix('_en')}_es"], row


def test_codes_are_unique_and_vocabulary_labels_differ() -> None:
    for model in {row["model"] for row in VOCABULARY}:
        entries = [row["fields"] for row in VOCABULARY if row["model"] == model]
        for name in ("code", "label_en", "label_es", "position"):
            # A rule of the retention schedule has a code and no label.
            values = [entry[name] for entry in entries if name == "code" or "label_en" in entry]
            assert len(values) == len(set(values)), (model, name)


@pytest.mark.django_db
def test_every_loaded_row_passes_its_own_validation() -> None:
    checked = 0
    for model in {apps.get_model(row["model"]) for row in [*ROWS, *VOCABULARY]}:
        for row in model._default_manager.all():
            try:
                row.full_clean()
            except ValidationError as error:
                pytest.fail(f"{model.__name__}: {error}")
            checked += 1
    assert checked >= len(ROWS) + len(VOCABULARY)


@pytest.mark.django_db
def test_no_fact_in_the_database_lacks_a_citation() -> None:
    for column, model in CITABLE.items():
        assert not model._default_manager.filter(citations=None).exists(), column
    facts = [model for model in apps.get_models() if issubclass(model, Fact) and not model._meta.abstract]
    assert {model for model in facts if not _is_history(model)} <= set(CITABLE.values())


@pytest.mark.django_db
@pytest.mark.parametrize("spelling", ["Parra", "parr", "Pára", "hugo parra"])
def test_the_major_is_found_by_name(spelling: str) -> None:
    parra = next(row for row in rows_of("people.subject") if row["name"] == "Hugo Parra")
    assert [str(found.public_id) for found in Subject.objects.named_like(spelling)] == [parra["public_id"]]


def _is_history(model: type[models.Model]) -> bool:
    return hasattr(model, "pgh_tracked_model")
