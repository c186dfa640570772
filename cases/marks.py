"""The mark of an exported file in each of its rows: once to be read, and once in signs that take no room.

Whoever copies rows out of a file and leaves the column of the mark behind copies the second one along with a text.
`manage.py trace_mark` finds both.
"""

from __future__ import annotations

import re

# Signs without width that no text of ours needs: one for each of four values.
SIGNS = "\u2060\u2061\u2062\u2063"
VISIBLE = re.compile(r"\bA-([0-9A-F]{8})\b")
HIDDEN = re.compile(f"[{SIGNS}]{{16}}")


def shown(mark: str) -> str:
    """The mark as it is read, such as A-7F3A22C1."""
    return f"A-{mark}"


def hidden(mark: str) -> str:
    """The mark in sixteen signs that nobody sees."""
    number = int(mark, 16)
    return "".join(SIGNS[(number >> shift) & 3] for shift in range(30, -2, -2))


def marks_in(text: str) -> set[str]:
    """Every mark that a text holds, seen or not."""
    unseen = {_number(signs) for signs in HIDDEN.findall(text)}
    return {*VISIBLE.findall(text), *unseen}


def without_signs(text: str) -> str:
    """The text without any sign of ours: nobody brings a mark along in what they type."""
    return re.sub(f"[{SIGNS}]", "", text)


def _number(signs: str) -> str:
    number = 0
    for sign in signs:
        number = number << 2 | SIGNS.index(sign)
    return f"{number:08X}"
