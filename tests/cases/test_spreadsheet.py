"""Files that people open with a spreadsheet: nothing in them is ever taken for a formula, and each row is marked."""

from __future__ import annotations

import csv
import io

import openpyxl
import pyrage
import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from cases.marks import SIGNS, hidden, marks_in, shown, without_signs
from cases.models.export import new_mark
from cases.spreadsheet import LONGEST, Sheet, as_csv, as_xlsx, locked, require_age_key, safe
from tests.exports import cells_of, lines_of

MARK = "7F3A22C1"
# What begins a formula, in narrow and in wide letters.
STARTS = "=+-@＝＋－＠"
PAYLOADS = [
    *(f"{start}1+1" for start in STARTS),
    *(f"{before}=1+1" for before in (" ", "   ", "\u00a0", "\u3000", "\t", "\r", "\n", "\0", "\x0b", "\x1f", "\u2028")),
    *(f"{before}@SUM(1)" for before in ('"', "'", '""', "' ", ' "', "“", "’", "`")),
    *(f"{before}+1" for before in ("\u200b", "\ufeff", "\u00ad", "\u202e", "\u2060", "\u2063")),
    *(f"x{end}=1+1" for end in (";", "; ", '";"', "|", "\t", "\r\n", "\n", ';"')),
    '=HYPERLINK("x","y")',
    "=cmd|'/C calc'!A0",
    "+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+9)*cmd|' /C calc'!A0",
    '=WEBSERVICE("x"&A1)',
    "=IMPORTXML(A1,A2)",
    "=DDE(A1;A2;A3)",
    "=1+1;=2+2|=3+3",
    "=",
    "-",
    "+57 300 555 0001",
    "-.5",
    '=""',
    "={1,2}",
    "=Ω",
    "\t\t\t",
    "\rtext",
    "\0text",
    ";=",
    "|+",
    ";;@x",
    "';=1",
    "=\u2060\u2061\u2062\u2063",
]


def begins_badly(text: str) -> bool:
    """Whether some spreadsheet could take a cell with this text for a formula."""
    bare = text.strip().strip("\"'`“”‘’ ").strip() if not text.lstrip().startswith("'") else "'"
    return bool(text) and (text[0] in "\t\r\n\0" or bare[:1] in tuple(STARTS))


def as_read(content: str, separator: str) -> list[str]:
    """The cells that a program finds whose list separator is this one."""
    csv.field_size_limit(10_000_000)
    rows = csv.reader(io.StringIO(content, newline=""), delimiter=separator)
    return [cell for row in rows for cell in row]


def sheet_of(*texts: str) -> Sheet:
    """A file with each text in a row of its own."""
    return Sheet(head="For the donor", mark=MARK, headings=["Text"], rows=[[text] for text in texts])


def test_there_are_payloads_enough_and_each_would_do_harm() -> None:
    assert len(set(PAYLOADS)) >= 60


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_text_becomes_a_formula_in_either_format(payload: str) -> None:
    sheet = Sheet(head=payload, mark=MARK, headings=[payload], rows=[[payload]])
    for cell in cells_of(as_xlsx(sheet)):
        assert cell.data_type == "s", cell.value
        assert not begins_badly(cell.value), cell.value
    text = as_csv(sheet).decode("utf-8-sig")
    for separator in (",", ";", "|", "\t"):
        assert [cell for cell in as_read(text, separator) if begins_badly(cell)] == [], separator


@given(
    st.text(alphabet=st.sampled_from([*STARTS, *"\t\r\n\0 ;|,\"'`", "a", "1", "\u200b", "\u2060", "é"]), max_size=12)
)
def test_however_signs_are_mixed_no_cell_begins_a_formula(text: str) -> None:
    content = as_csv(sheet_of(text)).decode("utf-8-sig")
    for separator in (",", ";", "|", "\t"):
        assert [cell for cell in as_read(content, separator) if begins_badly(cell)] == []
    assert not begins_badly(safe(text))


def test_a_harmless_text_stays_as_it_is() -> None:
    for text in ("Bogotá, Colombia", "2019-04", "a = b", "Ñandú (1-2)", "O'Higgins", "x@y", ""):
        assert safe(text) == text
    assert safe("Line one\nline two") == "Line one line two"
    assert len(safe("x" * 100_000)) == LONGEST


def test_every_row_is_marked_twice_and_the_head_says_for_whom() -> None:
    sheet = sheet_of("Bogotá", "", "Lima")
    for lines in (lines_of(as_csv(sheet)), rows_of(as_xlsx(sheet))):
        assert lines[0][0] == "For the donor"
        assert [line[0].strip(SIGNS) for line in lines[2:]] == [shown(MARK)] * 3
        assert marks_in(lines[2][1]) == marks_in(lines[4][1]) == {MARK}
        # Where no other cell says anything, the mark itself bears it.
        assert marks_in(lines[3][0].removeprefix(shown(MARK))) == {MARK}
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx(sheet)))
    assert (book.properties.title, book.properties.subject) == (shown(MARK), "For the donor")


def rows_of(content: bytes) -> list[list[str]]:
    """The lines of a spreadsheet."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    return [[str(value or "") for value in line] for line in book.active.iter_rows(values_only=True)]


@given(st.integers(min_value=0, max_value=2**32 - 1))
def test_a_hidden_mark_is_found_again_in_whatever_it_was_copied_into(number: int) -> None:
    mark = f"{number:08X}"
    assert marks_in(f"They said: Bogotá{hidden(mark)}, and so on") == {mark}
    assert without_signs(f"Bogotá{hidden(mark)}") == "Bogotá"
    assert not hidden(mark).strip(SIGNS)


def test_nobody_plants_the_mark_of_another_file_in_a_text() -> None:
    other = new_mark()
    (_head, _headings, row) = sheet_of(f"Bogotá{hidden(other)}").lines
    assert marks_in(row[1]) == {MARK}


def test_a_locked_file_opens_with_the_other_half_of_the_key_alone() -> None:
    mine, other = pyrage.x25519.Identity.generate(), pyrage.x25519.Identity.generate()
    sealed = locked(b"who and where", str(mine.to_public()))
    assert b"who" not in sealed
    assert sealed.startswith(b"age-encryption.org/v1")
    assert pyrage.decrypt(sealed, [mine]) == b"who and where"
    with pytest.raises(pyrage.DecryptError):
        pyrage.decrypt(sealed, [other])


@pytest.mark.parametrize("key", ["age1xyz", "ssh-ed25519 AAAA", "AGE-SECRET-KEY-1QQQ", "x", "age1" + "q" * 58, "ñ"])
def test_what_is_no_key_is_refused_in_a_sentence(key: str) -> None:
    with pytest.raises(ValidationError, match="age key"):
        require_age_key(key)
