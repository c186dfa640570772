"""A list is taken out with a browser: the page waits for the file by itself, and says when it is gone."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.door import CASEWORKER, Door
from tests.exports import cells_of


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_list_is_taken_out_and_the_page_follows(language: str, door: Door, tmp_path: Path) -> None:
    page, watch = door.watched(CASEWORKER, language=language)
    watch.expected = {200}
    page.goto("/cases/?location=united-states")
    page.locator('.listbar a[href*="/exports/new/"]').click()
    assert "location=united-states" in page.url
    page.locator("[name=purpose]").fill("Numbers for the yearly report to the donor")
    page.locator("[name=recipient]").fill("Recipient-canary")
    page.locator("main form .btn-primary").click()
    fetch = page.locator('#export form[action$="/fetch/"] button')
    expect(fetch).to_be_visible()
    assert "canary" not in page.url
    with page.expect_download() as download:
        fetch.click()
    download.value.save_as(tmp_path / "list.xlsx")
    told = [str(cell.value) for cell in cells_of((tmp_path / "list.xlsx").read_bytes())]
    assert "Recipient-canary" in told[0]
    assert any("AMP-2026-000001" in text for text in told)
    assert not any("Parra" in text for text in told)
    # The page learns by itself that the file is gone.
    expect(page.locator("#export form")).to_have_count(0)
