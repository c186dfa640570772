"""What the keyboard does: to the content, to the search, out of here; and where the focus is after each."""

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.acts import done, open_form
from tests.browser.door import CASEWORKER, PATIENCE_MS, Door
from tests.browser.own_files import Desk, OwnCase
from tests.browser.screens import MAJORS_CASE

# Whether the element that has the focus shows it. A choice of a day has stops inside, which the browser draws itself.
SHOWS_FOCUS = """() => {
  const seen = getComputedStyle(document.activeElement);
  if (document.activeElement.matches("input[type=date]")) return true;
  return document.activeElement !== document.body
    && ((seen.outlineStyle !== "none" && parseFloat(seen.outlineWidth) > 0) || seen.boxShadow !== "none");
}"""


@pytest.fixture
def own(desk: Desk) -> OwnCase:
    """A case of this test alone."""
    return desk.open_case()


@pytest.fixture
def page(door: Door) -> Page:
    """The caseworker on the major's case."""
    page = door.page(CASEWORKER)
    page.goto(MAJORS_CASE)
    return page


def test_the_first_key_leads_to_the_content(page: Page) -> None:
    page.keyboard.press("Tab")
    expect(page.locator("a.skip")).to_be_focused()
    expect(page.locator("a.skip")).to_be_in_viewport()
    assert page.evaluate(SHOWS_FOCUS)
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_every_stop_of_the_tab_key_is_seen(page: Page) -> None:
    for _stop in range(40):
        page.keyboard.press("Tab")
        assert page.evaluate(SHOWS_FOCUS), page.evaluate("document.activeElement.outerHTML.slice(0, 200)")


def test_a_slash_leads_to_the_search_but_not_while_writing(page: Page) -> None:
    page.keyboard.press("/")
    expect(page.locator("[data-search]")).to_be_focused()
    page.keyboard.type("1/2")
    expect(page.locator("[data-search]")).to_have_value("1/2")


def test_a_form_in_place_takes_the_focus_and_gives_it_back(page: Page) -> None:
    opener = page.locator('main a[data-opens][href*="/next/"]')
    opener.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#inplace [name=next_actor]")).to_be_focused()
    assert page.evaluate(SHOWS_FOCUS)
    page.locator("#inplace .btn-link").click()
    expect(opener).to_be_focused()


def test_esc_closes_a_menu_and_stays_here(page: Page) -> None:
    menu = page.locator("main details[data-menu]").first
    menu.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(menu).to_have_attribute("open", "")
    page.keyboard.press("Escape")
    expect(menu).not_to_have_attribute("open", "")
    page.wait_for_timeout(900)  # longer than the two presses may lie apart
    page.keyboard.press("Escape")
    expect(page.locator("h1")).to_be_visible()
    assert page.url.endswith(MAJORS_CASE)


def test_esc_once_leaves_nothing_however_new_the_page_is(door: Door) -> None:
    page = door.page(CASEWORKER, fresh=True)  # were it to leave, it would end the session
    # Sooner than anybody could press it: in the moment in which the scripts are there.
    press = "document.dispatchEvent(new KeyboardEvent('keydown', {key: 'Escape'}))"
    page.add_init_script(f"addEventListener('DOMContentLoaded', () => {press})")
    page.goto(MAJORS_CASE)
    page.wait_for_timeout(900)  # longer than the two presses may lie apart
    expect(page.locator("h1")).to_be_visible()
    assert page.url.endswith(MAJORS_CASE)


def test_esc_twice_leaves_and_nothing_comes_back(door: Door) -> None:
    page = door.page(CASEWORKER, fresh=True)
    page.goto("/")
    page.goto(MAJORS_CASE)
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.wait_for_url("**/today/")
    assert "Amparo" not in page.content()
    for _step in range(3):
        page.go_back()
        expect(page.locator("body")).not_to_contain_text("Parra")
    page.goto(MAJORS_CASE)
    page.wait_for_url("**/accounts/login/**")
    assert [cookie for cookie in page.context.cookies() if cookie.get("name") == "sessionid"] == []


def test_the_theme_changes_in_place_and_is_remembered(page: Page) -> None:
    page.evaluate("window.sameDocument = true")
    for theme in ("dark", "light"):
        before = page.evaluate("getComputedStyle(document.body).backgroundColor")
        button = page.locator(f".side [name=theme][value={theme}]")
        with page.expect_response("**/theme/"):
            button.focus()
            page.keyboard.press("Enter")
        expect(button).to_have_attribute("aria-pressed", "true")
        assert page.evaluate("window.sameDocument === true")
        if theme == "dark":
            assert page.evaluate("getComputedStyle(document.body).backgroundColor") != before
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-theme", "light")


def test_the_language_changes_and_the_page_stays(page: Page) -> None:
    page.locator(".side [name=language]").focus()
    page.keyboard.press("Enter")
    expect(page.locator("html")).to_have_attribute("lang", "es")
    assert page.url.endswith(MAJORS_CASE)
    expect(page.locator(".case-head")).to_contain_text("Centro Correccional Winn")


@pytest.mark.parametrize("in_place", [True, False], ids=["in place", "on its page"])
def test_a_form_sent_twice_counts_once(door: Door, own: OwnCase, *, in_place: bool) -> None:
    page = door.page(CASEWORKER)
    page.goto(own.url if in_place else f"{own.url}tasks/new/")
    form = open_form(page, "tasks/new") if in_place else page.locator("#inplace form")
    form.locator("[name=title]").fill("Only one")
    held: list[Route] = []  # what is on its way while the site is slow
    page.route("**/tasks/new/**", lambda route: held.append(route))
    for _press in range(3):
        page.keyboard.press("Enter")
        page.wait_for_timeout(150)
    for _look in range(PATIENCE_MS // 100):
        if held:
            break
        page.wait_for_timeout(100)
    assert len(held) == 1
    held[0].continue_()
    done(page)
    expect(page.locator("li.task", has_text="Only one")).to_have_count(1)
