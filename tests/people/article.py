"""The article's fixture as data, and the article itself where it is at hand."""

from __future__ import annotations

import json
import os
import re
import warnings
from functools import cache
from pathlib import Path
from typing import Any

from people.models import CITABLE

ROOT = Path(__file__).resolve().parents[2]
ROWS: list[dict[str, Any]] = json.loads((ROOT / "fixtures/article.json").read_text())
COLUMN_OF = {model._meta.label_lower: column for column, model in CITABLE.items()}


def rows_of(*models: str) -> list[dict[str, Any]]:
    """The fields of each row of these models, in the order of the fixture."""
    return [row["fields"] for row in ROWS if row["model"] in models]


@cache
def the_article() -> str:
    """The text; "" where it is not at hand, which the report of the tests then says."""
    named = os.environ.get("AMPARO_ARTICLE")
    file = Path(named) if named else ROOT.parent / "shared/seed/article.txt"
    if named or file.is_file():
        return file.read_bytes().decode()
    warnings.warn(
        "The article is not at hand (set AMPARO_ARTICLE to its file): no passage was compared with its text.",
        stacklevel=2,
    )
    return ""


PASSAGES = {row["public_id"]: row for row in rows_of("people.passage")}
# Each citation with the kind of thing it belongs to: a column of `Citation`, or "request".
CITATIONS = [
    (next(name for name in (*CITABLE, "request") if name in row), row)
    for row in rows_of("people.citation", "cases.requestcitation")
]


def cited_for(column: str, public_id: str) -> list[dict[str, Any]]:
    """The citations of one fact, subject or request."""
    return [row for name, row in CITATIONS if name == column and row[name] == [public_id]]


def passage_of(citation: dict[str, Any]) -> dict[str, Any]:
    """The passage that a citation names."""
    return PASSAGES[citation["passage"][0]]


def words_of(passage: dict[str, Any]) -> str:
    """What the article says there; "" where the article is not at hand."""
    paragraphs = the_article().split("\n")
    return paragraphs[passage["paragraph"] - 1][passage["start"] : passage["end"]] if the_article() else ""


def texts_of(fields: dict[str, Any]) -> dict[str, str]:
    """The values of a row that are words."""
    return {name: value for name, value in fields.items() if isinstance(value, str) and re.search(r"[^\W\d_]", value)}


def plain_words(text: str) -> list[str]:
    """The words of a text without case, punctuation and the kind of its apostrophes."""
    return re.findall(r"[^\W_]+(?:'[^\W_]+)*", text.casefold().replace("’", "'"))
