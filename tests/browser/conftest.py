"""A browser, a way in, and files of the tests' own to work on."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.chromium import chromium
from tests.browser.door import CASEWORKER, PATIENCE_MS, SUPERVISOR, Door
from tests.browser.own_files import Desk
from tests.running import RunningSite


# For this folder, not for the whole session: while playwright is at work, Django takes every other test in the same
# process for asynchronous and keeps it from the database.
@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Chromium, started once."""
    expect.set_options(timeout=PATIENCE_MS)
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="package")
def entrance(browser: Browser, live_site: RunningSite) -> Door:
    """The site's door; it remembers who has signed in."""
    return Door(browser, live_site)


@pytest.fixture
def door(entrance: Door) -> Iterator[Door]:
    """The site's door for one test: it closes behind it, and fails it if a page complained."""
    yield entrance
    entrance.close()


@pytest.fixture(scope="package")
def desk(browser: Browser, live_site: RunningSite, entrance: Door) -> Iterator[Desk]:
    """Opens cases for tests to work on, through the site's own forms."""
    context = browser.new_context(base_url=live_site.url, storage_state=entrance.session(CASEWORKER))
    supervisor = browser.new_context(base_url=live_site.url, storage_state=entrance.session(SUPERVISOR))
    yield Desk(entrance, context, supervisor)
    context.close()
    supervisor.close()
