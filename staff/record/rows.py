"""Which files and cases the rows of the administration are about."""

from __future__ import annotations

from typing import Any

from staff.record import collector

# What a row of a page carries along: the numbers of the files and cases it is about.
ABOUT, ABOUT_CASE = "about_file_", "about_case_"


def note_row(row: Any, *, as_opened: bool) -> None:
    """Tell the record of reads which files and cases a row is about."""
    told = vars(row)
    subjects = [value for name, value in told.items() if name.startswith(ABOUT)]
    cases = [value for name, value in told.items() if name.startswith(ABOUT_CASE)]
    if as_opened:
        collector.opened(*subjects, cases=cases)
    else:
        collector.listed(subjects, cases)
