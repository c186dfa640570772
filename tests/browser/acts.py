"""What a caseworker does on the page of a case, with selectors that hold in any language."""

from playwright.sync_api import Locator, Page, expect


def open_form(page: Page, act: str) -> Locator:
    """Open a form of the case, such as "tasks/new", from its button or its menu; return the form."""
    link = page.locator(f'main a[data-opens][href*="/{act}/"]').first
    if not link.is_visible():
        page.locator("main details[data-menu]", has=page.locator(f'a[href*="/{act}/"]')).locator(
            "summary"
        ).first.click()
    link.click()
    form = page.locator("#inplace form")
    form.locator(".btn-primary").wait_for()
    return form


def send(form: Locator, **told: str) -> None:
    """Fill fields by name and send the form."""
    for name, value in told.items():
        field = form.locator(f'[name="{name.replace("__", "-")}"]')
        kind = field.first.evaluate("(one) => one.type")
        if kind.startswith("select"):
            field.select_option(value)
        elif kind == "radio":
            form.locator(f'[name="{name}"][value="{value}"]').check()
        else:
            field.fill(value)
    form.locator(".btn-primary[type=submit]").click()


def done(page: Page) -> None:
    """Wait until the page has said what was done, and the form is gone."""
    expect(page.locator("#messages .note-good, #messages .note").first).to_be_visible()
    expect(page.locator("#inplace form")).to_have_count(0)


def refused(page: Page) -> Locator:
    """The summary of what is wrong with a form, once it is there."""
    summary = page.locator("#inplace .errors-summary")
    summary.wait_for()
    return summary


def head(page: Page) -> Locator:
    """Who, where now, standing now, next step and progress."""
    return page.locator(".case-head")


def story(page: Page) -> Locator:
    """The timeline of the case."""
    return page.locator(".story")


def go_to(page: Page, address: str) -> None:
    """Follow the navigation, which is behind a menu on a small screen."""
    link = page.locator(f'.side a[href="{address}"]')
    if not link.is_visible():
        page.locator("details.menu > summary").click()
        link = page.locator(f'details.menu a[href="{address}"]')
    link.click()
