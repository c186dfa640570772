"""Filling in a form as a browser shows it: what the page holds already, and what a person types on top."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

from django.test import Client


class Fields(HTMLParser):
    """The names and values that a browser would send from the forms of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.values: dict[str, str] = {}
        self._select: str | None = None
        self._text: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what is filled in, ticked or chosen."""
        given = {name: value or "" for name, value in attrs}
        name = given.get("name", "")
        if tag == "textarea":
            self._text = name
            self.values[name] = ""
        elif tag == "select":
            self._select = name
            self.values[name] = ""
        elif tag == "option" and self._select and "selected" in given:
            self.values[self._select] = given.get("value", "")
        elif tag == "input" and name and given.get("type") not in ("submit", "checkbox", "radio"):
            self.values[name] = given.get("value", "")
        elif tag == "input" and name and "checked" in given:
            self.values[name] = given.get("value", "on")

    def handle_endtag(self, tag: str) -> None:
        """The end of a text area or a choice."""
        if tag == "textarea":
            self._text = None
        elif tag == "select":
            self._select = None

    def handle_data(self, data: str) -> None:
        """What stands in a text area; the browser drops the first line break."""
        if self._text is not None:
            self.values[self._text] += data.removeprefix("\r\n").removeprefix("\n")


def submit(client: Client, url: str, **typed: Any) -> Any:
    """Open the form at `url`, type over what it holds (None unticks or empties) and send it."""
    page = client.get(url)
    assert page.status_code == 200, (url, page.status_code)
    fields = Fields()
    fields.feed(page.content.decode())
    values = {name: value for name, value in {**fields.values, **typed}.items() if value is not None}
    values.pop("q", None)
    answer: Any = client.post(url, values)
    return answer


def complaints(answer: Any) -> str:
    """The sentences with which a form came back; the form must have come back."""
    assert answer.status_code == 422, f"The form was taken: {answer.status_code}"
    return " ".join(str(sentence) for errors in answer.context["errors"] for sentence in _flat(errors))


def _flat(errors: Any) -> list[str]:
    return [str(one) for one in errors] if isinstance(errors, list | tuple) else [str(errors)]
