"""Rows as a file that a spreadsheet opens, in which no cell is ever taken for a formula."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from dataclasses import dataclass

import pyrage
import xlsxwriter
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cases.marks import hidden, shown, without_signs

# What begins a formula in some spreadsheet, also in the wide letters of East Asian keyboards.
BEGINS = r"=+\-@\uff1d\uff0b\uff0d\uff20"
# A cell ends where the reader's own list separator stands, whatever ours is.
ENDS = ";|"
# Nothing stands before a formula but these: some readers take them away.
DANGEROUS = re.compile(rf"""(^|[{ENDS}])([\s"'`\u2018\u2019\u201c\u201d]*)(?=[{BEGINS}])""")
BEGINS_BADLY = ("\t", "\r", "\n", "\0")
LONGEST = 32_000  # letters; a spreadsheet takes 32,767 in a cell


@dataclass(frozen=True)
class Sheet:
    """What goes into a file: whose it is in one line, the mark, the headings and the rows."""

    head: str
    mark: str
    headings: list[str]
    rows: list[list[str]]

    @property
    def lines(self) -> list[list[str]]:
        """Every line as it is written: each cell harmless, each row marked twice."""
        headings = [safe(text) for text in [_("Mark"), *self.headings]]
        return [[safe(self.head)], headings, *(self._row(row) for row in self.rows)]

    def _row(self, row: list[str]) -> list[str]:
        cells = [shown(self.mark), *(safe(text) for text in row)]
        # In the last cell that says anything, so that it goes along with what is copied out of the row.
        last = max(place for place, text in enumerate(cells) if text)
        cells[last] += hidden(self.mark)
        return cells


def safe(text: str) -> str:
    """The text as a cell holds it: on one line, and with an apostrophe before whatever could begin a formula."""
    line = "".join(_plain(letter) for letter in without_signs(text))[:LONGEST]
    if text[:1] in BEGINS_BADLY and not DANGEROUS.match(line):
        line = f"'{line}"
    return DANGEROUS.sub(r"\1'\2", line)


def as_csv(sheet: Sheet) -> bytes:
    """Text with commas, every cell in quotes, with the sign by which spreadsheets know that it is UTF-8."""
    text = io.StringIO()
    csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerows(sheet.lines)
    return text.getvalue().encode("utf-8-sig")


def as_xlsx(sheet: Sheet) -> bytes:
    """A spreadsheet whose cells are all text, with the recipient in its properties as well."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    told = {"title": shown(sheet.mark), "author": "Amparo", "subject": sheet.head, "comments": sheet.head}
    book.set_properties({name: text[:255] for name, text in told.items()})
    page = book.add_worksheet()
    bold, quoted = book.add_format({"bold": True}), book.add_format({"quote_prefix": True})
    for y, line in enumerate(sheet.lines):
        for x, text in enumerate(line):
            # Never `write`, which looks into the text for what it may be.
            page.write_string(y, x, text, bold if y < 2 else quoted)
    page.freeze_panes(2, 0)
    page.set_column(0, len(sheet.headings), 18)
    book.close()
    return file.getvalue()


def require_age_key(key: str) -> None:
    """Raise ValidationError unless a file can be locked with this key."""
    try:
        pyrage.x25519.Recipient.from_str(key)
    except pyrage.RecipientError:
        raise ValidationError(
            _("This is no age key: it begins with age1 and has 62 letters and figures. Copy it once more."),
            code="age_key",
        ) from None


def locked(content: bytes, key: str) -> bytes:
    """The file in the age format: only whoever holds the other half of the key opens it."""
    sealed: bytes = pyrage.encrypt(content, [pyrage.x25519.Recipient.from_str(key)])
    return sealed


def _plain(letter: str) -> str:
    """The letter, or a space where it would break the line, or nothing where nobody sees it."""
    kind = unicodedata.category(letter)
    if kind in ("Cc", "Zl", "Zp"):
        return " "
    return "" if kind in ("Cf", "Cs", "Co", "Cn") else letter
