"""The main acts of the day in a browser that runs no script: every form has a page, and every button works."""

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from tests.browser.door import CASEWORKER, NARROW, Door, sign_in
from tests.browser.own_files import Desk, OwnCase
from tests.browser.screens import MAJORS_CASE
from tests.running import RunningSite


@pytest.fixture
def own(desk: Desk) -> OwnCase:
    """A case of this test alone."""
    return desk.open_case()


@pytest.fixture
def page(door: Door, own: OwnCase) -> Page:
    """The caseworker, without scripts, on the page of that case."""
    page = door.page(CASEWORKER, scripts=False)
    page.goto(own.url)
    return page


def form_of(page: Page, act: str) -> Locator:
    """Follow the link to a form; it has a page of its own."""
    link = page.locator(f'main a[href*="/{act}/"]').first
    if not link.is_visible():
        page.locator("main details.pick", has=page.locator(f'a[href*="/{act}/"]')).locator("summary").first.click()
    link.click()
    page.wait_for_url(f"**/{act}/**")
    return page.locator("main form", has=page.locator(".form-actions"))


def send(page: Page, form: Locator, back_to: OwnCase) -> None:
    """Send the form; the case then says what was done."""
    form.locator(".form-actions .btn-primary").click()
    page.wait_for_url(f"**{back_to.url}")
    expect(page.locator("#messages .note")).to_be_visible()


def test_signing_in_and_finding_the_major(door: Door, live_site: RunningSite) -> None:
    page = door.page(scripts=False, width=NARROW, language="es")
    sign_in(page, live_site, CASEWORKER)
    page.locator("details.menu > summary").click()
    page.locator('details.menu a[href="/cases/"]').click()
    page.locator(f'main .rows a[href^="{MAJORS_CASE}"]').click()
    expect(page.locator(".case-head")).to_contain_text("Centro Correccional Winn")
    page.locator('.two dl a[href^="/sources/article/#"]').first.click()
    page.wait_for_url("**/sources/article/#p-*")


def test_recording_a_stay_with_who_says_so(page: Page, own: OwnCase) -> None:
    form = form_of(page, "stay")
    form.locator("[name=location]").select_option("miami")
    form.locator("[name=began]").fill("April 2019")
    form.locator("[name=accepted]").check()
    if not form.locator("[name=cite-source]").is_visible():
        form.locator("details.cite > summary").click()
    form.locator("[name=cite-source]").select_option("article")
    form.locator("[name=show_passages]").click()
    expect(page.locator("[name=cite-passage] option")).not_to_have_count(1)
    page.locator("[name=cite-passage]").select_option(index=2)
    expect(page.locator("[name=began]")).to_have_value("April 2019")
    send(page, form, own)
    expect(page.locator(".case-head")).to_contain_text("Miami")
    expect(page.locator(".story")).to_contain_text("April 2019")
    expect(page.locator('.story a[href^="/sources/article/#"]')).to_be_visible()


def test_a_request_a_task_and_a_note(page: Page, own: OwnCase) -> None:
    form = form_of(page, "requests/new")
    form.locator("[name=kind]").select_option("health")
    send(page, form, own)
    form = form_of(page, "settle")
    form.locator('[name=outcome][value="refused"]').check()
    send(page, form, own)
    form = form_of(page, "tasks/new")
    form.locator("[name=title]").fill("Call the clinic")
    send(page, form, own)
    page.locator('form[action*="/done/"] button').click()
    expect(page.locator("s", has_text="Call the clinic")).to_be_visible()
    page.locator('form[action*="/undo/"] button').click()
    expect(page.locator('form[action*="/done/"] button')).to_be_visible()
    form = form_of(page, "notes/new")
    form.locator("[name=text]").fill("He rang at noon.")
    send(page, form, own)
    expect(page.locator(".story")).to_contain_text("He rang at noon.")


def test_moving_planning_and_closing(page: Page, own: OwnCase) -> None:
    form = form_of(page, "move")
    form.locator(".form-actions .btn-primary").click()
    expect(page.locator(".errors-summary")).to_be_visible()
    form.locator("[name=reason]").fill("Enough is known.")
    send(page, form, own)
    form = form_of(page, "next")
    form.locator("[name=next_step]").fill("Write to the court")
    form.locator("[name=next_due_on]").fill(str(timezone.localdate()))
    send(page, form, own)
    expect(page.locator(".next")).to_contain_text("Write to the court")
    form = form_of(page, "close")
    form.locator("[name=outcome]").select_option("partly")
    form.locator("[name=reason]").fill("As far as it went.")
    send(page, form, own)


def test_filters_and_chips(door: Door) -> None:
    page = door.page(CASEWORKER, scripts=False)
    page.goto("/cases/")
    page.locator("details.filters > summary").click()
    page.locator("details.filters [name=location]").select_option("united-states")
    page.locator("details.filters .btn-primary").click()
    page.wait_for_url("**/cases/?location=united-states")
    page.locator(f'main .rows a[href^="{MAJORS_CASE}"]').click()
    page.locator("a.back").click()
    page.wait_for_url("**/cases/?location=united-states")
    page.locator("a.chip-on").click()
    expect(page.locator("a.chip-on")).to_have_count(0)


def test_searching_for_a_name(page: Page, own: OwnCase) -> None:
    page.locator("[data-search]").fill(own.name)
    page.locator("[data-search]").press("Enter")
    page.wait_for_url("**/people/search/")
    expect(page.locator("main .rows")).to_contain_text(own.name)


def test_language_and_theme_change(page: Page, own: OwnCase) -> None:
    page.locator(".side [name=theme][value=dark]").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.locator(".side [name=language]").click()
    expect(page.locator("html")).to_have_attribute("lang", "es")
    assert page.url.endswith(own.url)


def test_leaving_quickly_ends_the_session(door: Door) -> None:
    page = door.page(CASEWORKER, scripts=False, fresh=True)
    page.goto("/")
    page.locator("form.leave button").click()
    page.wait_for_url("**/today/")
    page.goto("/cases/")
    page.wait_for_url("**/accounts/login/**")
