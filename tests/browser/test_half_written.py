"""What is half written is not lost by a slip."""

from typing import Any

import pytest
from playwright.sync_api import Dialog, Page, expect

from tests.browser.acts import open_form
from tests.browser.door import CASEWORKER, Door
from tests.browser.own_files import Desk, OwnCase

HALF = "Half a sentence"


@pytest.fixture
def own(desk: Desk) -> OwnCase:
    """A case of this test alone."""
    return desk.open_case()


@pytest.fixture
def asked(own: OwnCase, door: Door) -> "Asked":
    """The page of that case with a note half written, and what the browser asks on it."""
    return half_written(door.page(CASEWORKER), own)


class Asked:
    """The questions of a page, each answered with `stay` or not."""

    def __init__(self, page: Page) -> None:
        """Nothing was asked yet."""
        self.page, self.kinds, self.stay = page, list[str](), True
        page.on("dialog", self._answer)

    def _answer(self, dialog: Dialog) -> None:
        self.kinds.append(dialog.type)
        dialog.dismiss() if self.stay else dialog.accept()

    @property
    def note(self) -> Any:
        """The field that holds the half sentence."""
        return self.page.locator("#inplace [name=text]")


def half_written(page: Page, own: OwnCase) -> Asked:
    """Begin a note on the page of the case."""
    page.goto(own.url)
    open_form(page, "notes/new").locator("[name=text]").fill(HALF)
    return Asked(page)


def test_another_part_of_the_story_asks_before_it_takes_the_place_of_a_half_written_note(asked: Asked) -> None:
    chip = asked.page.locator('.story-kinds a[href*="kind=notes"]')
    chip.click()
    expect(asked.note).to_have_value(HALF)
    assert asked.kinds == ["confirm"]
    asked.stay = False
    chip.click()
    expect(asked.note).to_have_count(0)


def test_another_form_asks_before_it_takes_the_place_of_what_came_back_refused(asked: Asked) -> None:
    asked.note.fill(" ")
    asked.page.locator("#inplace .btn-primary").click()
    asked.page.locator("#inplace .errors-summary").wait_for()
    asked.page.locator('main a[data-opens][href*="/tasks/new/"]:visible').first.click()
    expect(asked.note).to_have_count(1)
    assert asked.kinds == ["confirm"]


def test_another_page_asks_before_a_half_written_note_is_left(asked: Asked, own: OwnCase) -> None:
    asked.stay = False
    asked.page.locator('.side a[href="/cases/"]').click()
    asked.page.wait_for_url("**/cases/")
    assert asked.kinds == ["beforeunload"]


def test_cancel_and_an_untouched_form_ask_nothing(asked: Asked) -> None:
    asked.page.locator("#inplace .form-actions a").click()
    expect(asked.note).to_have_count(0)
    open_form(asked.page, "move")
    open_form(asked.page, "notes/new")
    asked.page.locator('.side a[href="/cases/"]').click()
    asked.page.wait_for_url("**/cases/")
    assert asked.kinds == []


def test_nothing_is_asked_of_whoever_leaves_quickly(door: Door, own: OwnCase) -> None:
    asked = half_written(door.page(CASEWORKER, fresh=True), own)  # leaving ends the session
    asked.page.keyboard.press("Escape")
    asked.page.keyboard.press("Escape")
    asked.page.wait_for_url("**/today/")
    assert asked.kinds == []
