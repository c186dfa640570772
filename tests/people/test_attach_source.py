from __future__ import annotations

import hashlib
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import translation

from people.actions import passage_text
from people.models import Passage, Source
from tests.people.article import the_article
from tests.rows import a_passage

pytestmark = pytest.mark.django_db

TEXT = "Ana said no.\n“Señor, ¿quién?” asked 𝔍osé of the guard.\nNothing else."
WORDS = "asked 𝔍osé"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The file with the text."""
    path = tmp_path / "text"
    path.write_bytes(TEXT.encode())
    return path


@pytest.fixture
def source() -> Source:
    """A source whose digest and one passage fit the text."""
    source = Source.objects.create(
        code="letter", kind=Source.Kind.REPORT, title="A letter", sha256=hashlib.sha256(TEXT.encode()).hexdigest()
    )
    start = TEXT.split("\n")[1].index(WORDS)
    Passage.objects.create(
        source=source,
        paragraph=2,
        start=start,
        end=start + len(WORDS),
        sha256=hashlib.sha256(WORDS.encode()).hexdigest(),
        paraphrase_en="Someone asked.",
        paraphrase_es="Alguien preguntó.",
    )
    return source


def attach(code: str, file: Path) -> str:
    said = StringIO()
    with translation.override("en"):
        call_command("attach_source", code, str(file), stdout=said)
    return said.getvalue()


def refusal(code: str, file: Path) -> str:
    with pytest.raises(CommandError) as refused:
        attach(code, file)
    return str(refused.value)


def row_of(source: Source) -> tuple[bytes, int]:
    """The sealed text, and how many lines of history the source has."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM people_source WHERE id = %s", [source.pk])
        sealed = bytes(cursor.fetchone()[0])
        cursor.execute("SELECT count(*) FROM people_sourceevent WHERE pgh_obj_id = %s", [source.pk])
        return sealed, cursor.fetchone()[0]


def test_the_text_is_attached_and_its_passages_are_found(source: Source, file: Path) -> None:
    assert "1 passage is in place" in attach("letter", file)
    source.refresh_from_db()
    assert source.text == TEXT


def test_the_text_is_stored_sealed(source: Source, file: Path) -> None:
    attach("letter", file)
    sealed, _ = row_of(source)
    assert len(sealed) > len(TEXT)
    assert b"guard" not in sealed


def test_attaching_the_same_text_twice_writes_nothing(source: Source, file: Path) -> None:
    attach("letter", file)
    before = row_of(source)
    assert "1 passage is in place" in attach("letter", file)
    assert row_of(source) == before


def test_a_text_with_another_digest_is_refused_and_nothing_is_stored(source: Source, file: Path) -> None:
    file.write_bytes(TEXT.encode() + b"\n")
    assert "its SHA-256 digest is another one" in refusal("letter", file)
    source.refresh_from_db()
    assert source.text == ""


def test_a_passage_in_the_wrong_place_is_refused_with_its_paragraph(source: Source, file: Path) -> None:
    source.passages.update(start=0)
    a_passage(source=source)
    assert refusal("letter", file).endswith("look at paragraphs 1, 2.")
    source.refresh_from_db()
    assert source.text == ""


def test_a_passage_beyond_the_last_paragraph_is_refused(source: Source, file: Path) -> None:
    source.passages.update(paragraph=9)
    assert refusal("letter", file) == "A passage is not where it is said to be: look at paragraph 9."


def test_an_unknown_code_is_refused(file: Path) -> None:
    assert refusal("no-such-source", file) == "There is no source with the code no-such-source."


def test_a_source_without_a_digest_takes_no_text(source: Source, file: Path) -> None:
    Source.objects.filter(pk=source.pk).update(sha256="")
    assert "no SHA-256 digest on file" in refusal("letter", file)


def test_a_file_that_cannot_be_read_is_refused(source: Source, tmp_path: Path) -> None:
    assert refusal("letter", tmp_path / "missing") == "The file cannot be read: No such file or directory."
    assert refusal("letter", tmp_path) == "The file cannot be read: Is a directory."


def test_a_file_that_is_not_utf_8_is_refused(source: Source, file: Path) -> None:
    content = TEXT.encode("utf-16")
    file.write_bytes(content)
    Source.objects.filter(pk=source.pk).update(sha256=hashlib.sha256(content).hexdigest())
    assert refusal("letter", file) == "The text cannot be read: it is not in UTF-8."


def test_characters_are_counted_as_code_points(source: Source) -> None:
    passage = source.passages.get()
    assert passage_text(passage, TEXT) == WORDS
    passage.end -= 1
    assert passage_text(passage, TEXT) == ""


def test_the_article_attaches_and_every_passage_of_the_fixture_is_in_place(tmp_path: Path) -> None:
    source = Source.objects.get(code="article")
    if not the_article():
        assert source.text == ""
        return
    file = tmp_path / "article"
    file.write_bytes(the_article().encode())
    assert f"all its {source.passages.count()} passages are in place" in attach("article", file)
