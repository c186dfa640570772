"""What a reader sees when something is refused, missing or broken: in their language, and nothing they may not know."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import pytest
from playwright.sync_api import expect

from config.postgres import Cluster
from config.postgres_roles import OWNER
from tests.browser.door import CASEWORKER, Door
from tests.browser.screens import MAJORS_CASE

OTHER = {"en": "es", "es": "en"}


@contextmanager
def without_promises(cluster: Cluster) -> Iterator[None]:
    """Take a table away, so that the page that reads it breaks."""
    with psycopg.connect(cluster.url(OWNER, "live"), autocommit=True) as connection:
        connection.execute("ALTER TABLE people_promise RENAME TO people_promise_away")
        try:
            yield
        finally:
            connection.execute("ALTER TABLE people_promise_away RENAME TO people_promise")


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize(
    ("status", "path"), [(404, "/cases/AMP-1999-000001/"), (403, f"{MAJORS_CASE}assign/"), (500, "/promises/")]
)
def test_an_error_page_speaks_the_readers_language_first(
    door: Door, cluster: Cluster, language: str, status: int, path: str
) -> None:
    page, watch = door.watched(CASEWORKER, language=language)
    watch.expected.add(status)
    if status == 500:
        with without_promises(cluster):
            answer = page.goto(path)
    else:
        answer = page.goto(path)
    assert answer is not None
    assert answer.status == status
    assert "content-security-policy" in answer.headers
    expect(page.locator("html")).to_have_attribute("lang", language)
    expect(page.locator("h1")).to_have_count(1)
    expect(page.locator(f"[lang={OTHER[language]}] h2")).not_to_be_empty()
    assert page.locator("h1").inner_text() != page.locator(f"[lang={OTHER[language]}] h2").inner_text()
    assert page.locator("h1").inner_text() in page.title()
    assert watch.take() == []
    page.locator('main a[href="/"]').click()
    expect(page.locator(".side [aria-current=page]")).to_be_visible()


def test_a_form_without_its_token_is_told_so(door: Door) -> None:
    page, watch = door.watched(CASEWORKER)
    watch.expected.add(403)
    page.goto(f"{MAJORS_CASE}notes/new/")
    token = page.locator("#inplace [name=csrfmiddlewaretoken]")
    token.evaluate("(one) => { one.value = 'x'.repeat(64); }")
    page.locator("#inplace [name=text]").fill("Lost?")
    page.locator("#inplace .btn-primary").click()
    expect(page.locator(".entrance h1")).to_be_visible()
    page.go_back()
    expect(page.locator("#inplace [name=text]")).to_be_visible()


def test_when_the_site_cannot_be_reached_the_reader_hears_of_it(door: Door) -> None:
    page, watch = door.watched(CASEWORKER)
    page.goto(MAJORS_CASE)
    page.locator('main a[data-opens][href*="/next/"]').click()
    page.locator("#inplace [name=next_step]").fill("Do not lose this")
    page.context.set_offline(True)
    page.locator("#inplace .btn-primary").click()
    expect(page.locator("#messages .note")).to_be_visible()
    expect(page.locator("#inplace [name=next_step]")).to_have_value("Do not lose this")
    page.context.set_offline(False)
    watch.take()
