"""A page that has not all of its style sheets yet asks for nothing that our content policy would have to block."""

import pytest
from playwright.sync_api import Route

from tests.browser.door import CASEWORKER, Door

SHEETS = ("bootstrap/css/bootstrap.min", "css/bootstrap", "css/forms")


@pytest.mark.parametrize("late", SHEETS)
def test_it_asks_for_no_picture_of_bootstraps_own(door: Door, late: str) -> None:
    page = door.page(CASEWORKER)
    held: list[Route] = []
    page.route(f"**/static/{late}.css", lambda route: held.append(route))
    page.goto("/cases/", wait_until="commit")
    # Whoever measures a page looks at it as far as it has come; an add-on of a reader's may do so too.
    page.locator("main select").first.wait_for(state="attached")
    page.locator("main select").first.bounding_box()
    assert len(held) == 1, f"{late}.css is no sheet of this page."
    held[0].continue_()
    page.wait_for_load_state()


def test_every_sheet_is_fetched_once(door: Door) -> None:
    page = door.page(CASEWORKER)
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    page.goto("/cases/")
    sheets = sorted(url for url in fetched if url.endswith(".css"))
    assert len(sheets) > 6
    assert sheets == sorted(set(sheets))
