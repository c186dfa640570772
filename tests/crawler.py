"""Finding pages and their forms as a reader does, by following links; a few of each kind are enough."""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from django.test import Client
from django.urls import Resolver404, resolve

LINK = re.compile(r'(?:href|hx-get)="(/[^"#]*)"')
# What ends the session, and files.
NOT_FOLLOWED = re.compile(r"^/(static|accounts/logout|leave|admin/logout)")


@dataclass
class Form:
    """One form of a page: where it goes, what it holds, which fields take text, are not typed, must be filled in."""

    action: str
    method: str
    values: dict[str, str] = field(default_factory=dict)
    texts: list[str] = field(default_factory=list)
    chosen: set[str] = field(default_factory=set)
    required: set[str] = field(default_factory=set)


def pages(client: Client, *starts: str, of_each: int = 1) -> Iterator[tuple[str, Any]]:
    """Open these pages (or "/") and those that links lead to, at most `of_each` of every view."""
    waiting, seen, opened = deque(starts or ("/",)), set(starts or ("/",)), Counter[str]()
    while waiting:
        address = waiting.popleft()
        view = view_of(address)
        if opened[view] >= of_each:
            continue
        opened[view] += 1
        answer = client.get(address)
        yield address, answer
        if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
            for link in LINK.findall(answer.content.decode().replace("&amp;", "&")):
                if link not in seen and not NOT_FOLLOWED.match(link):
                    seen.add(link)
                    waiting.append(link)


def view_of(address: str) -> str:
    """The name of the view that answers there; of the administration's pages, the view and the model alike."""
    try:
        return resolve(address.partition("?")[0]).view_name
    except Resolver404:
        return "nothing"


def forms(address: str, html: str) -> list[Form]:
    """The forms of a page, with what a browser would send from each."""
    reader = _Forms(address.partition("?")[0])
    reader.feed(html)
    return reader.found


class _Forms(HTMLParser):
    TEXT = ("text", "search", "email", "url", "tel", "number", "password", "date", "hidden", "")

    def __init__(self, address: str) -> None:
        super().__init__()
        self.found: list[Form] = []
        self._address = address
        self._form: Form | None = None
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        name = given.get("name", "")
        if tag == "form":
            self._form = Form(given.get("action") or self._address, given.get("method", "get").lower())
            self.found.append(self._form)
        elif self._form is None or not (name or tag == "option"):
            return
        elif tag in ("textarea", "input") and given.get("type", "") in self.TEXT:
            self._form.values[name] = given.get("value", "")
            self._form.texts.append(name)
            if "required" in given:
                self._form.required.add(name)
            if given.get("type") == "hidden":
                self._form.chosen.add(name)
        elif tag == "select":
            self._select = name
            self._form.values[name] = ""
            self._form.texts.append(name)
            self._form.chosen.add(name)
        elif tag == "option" and self._select and given.get("value") and not self._form.values[self._select]:
            self._form.values[self._select] = given["value"]
        elif tag == "input" and "checked" in given:
            self._form.values[name] = given.get("value", "on")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        elif tag == "select":
            self._select = ""
