"""A case on paper: the case alone, dark on white, whatever the theme."""

import pytest
from playwright.sync_api import expect

from tests.browser.door import CASEWORKER, Door
from tests.browser.screens import MAJORS_CASE

SCREEN_ONLY = (".side", ".top", ".demo", "a.back", "main .pick", ".story-kinds", "form.known-on")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_printed_case_holds_the_case_and_nothing_to_click(door: Door, theme: str) -> None:
    page = door.page(CASEWORKER, theme=theme)
    page.goto(MAJORS_CASE)
    for part in SCREEN_ONLY:
        expect(page.locator(part).first).to_be_visible()
    page.emulate_media(media="print")
    for part in SCREEN_ONLY:
        expect(page.locator(part).first).to_be_hidden()
    for part in ("h1", ".case-head", ".story", ".steps"):
        expect(page.locator(part).first).to_be_visible()
    assert page.evaluate("getComputedStyle(document.querySelector('h1 a, h1')).color") == "rgb(0, 0, 0)"
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
