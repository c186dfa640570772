"""Chromium tells the site itself what the content policy made it refuse, and the site's log says so in three words."""

from __future__ import annotations

import json

from tests.browser.door import CASEWORKER, Door
from tests.browser.screens import MAJORS_CASE

IMAGE = "() => { const picture = new Image(); picture.src = 'http://127.0.0.1:9/Xiomara.png?q=Xiomara'; }"


def test_what_the_browser_refuses_is_in_the_log_of_the_site(door: Door) -> None:
    page, watch = door.watched(CASEWORKER)
    page.goto(MAJORS_CASE)
    log = door.site.var / "web.log"
    before = len(log.read_text())

    def told() -> list[dict[str, str]]:
        found = [line for line in log.read_text()[before:].splitlines() if '"amparo.browser"' in line]
        return [json.loads(line) for line in found]

    page.evaluate(IMAGE)
    door.site.wait_until(lambda: bool(told()))
    line = told()[0]
    assert {key: line[key] for key in ("directive", "blocked", "page")} == {
        "directive": "img-src",
        "blocked": "http://127.0.0.1:9",
        "page": "cases:detail",
    }
    assert "Xiomara" not in log.read_text()[before:]
    watch.take()
