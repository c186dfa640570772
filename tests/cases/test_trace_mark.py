"""What was copied out of a file says which file it was, to whoever may run commands on the server."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from cases.marks import SIGNS
from cases.models import Case
from tests.exports import fetch, lines_of, prepared


def traced(text: str, folder: Path) -> str:
    """What the command says of a copied text."""
    (folder / "copied.txt").write_text(text)
    said = io.StringIO()
    call_command("trace_mark", folder / "copied.txt", stdout=said)
    return said.getvalue()


def test_a_cell_copied_without_its_mark_still_says_who_took_it_out(browser: Client, case: Case, tmp_path: Path) -> None:
    export = prepared(browser)
    row = lines_of(fetch(browser, export).content)[2]
    (marked,) = [cell for cell in row if cell.strip(SIGNS) != cell]
    assert not marked.startswith("A-")
    told = traced(f"They wrote: {marked}.", tmp_path)
    assert f"A-{export.mark}: asked for by wanda" in told
    assert "for “The donor”" in told
    assert "fetched" in told
    assert "Xiomara" not in told
    assert told == traced(f"They wrote: A-{export.mark}.", tmp_path)


def test_a_mark_that_is_not_ours_and_a_text_without_one_are_told(db: None, tmp_path: Path) -> None:
    assert "no file of ours" in traced("A-00000000", tmp_path)
    with pytest.raises(CommandError, match="no mark"):
        traced("Nothing to see", tmp_path)
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("trace_mark", tmp_path / "missing.txt")
