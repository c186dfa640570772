"""The pictures of the README, taken from a running demonstration: `python -m tests.browser.screenshots`.

Start it in a folder of its own first, so that the pictures show the article's cases as they come:
`AMPARO_VAR=<folder> make run`; then run this with the same AMPARO_VAR.
"""

import os
from pathlib import Path

from config.demo_folder import ROOT
from tests.browser.chromium import chromium
from tests.browser.door import CASEWORKER, NARROW, WIDE, Door
from tests.browser.screens import MAJORS_CASE
from tests.running import RunningSite

FOLDER = ROOT / "docs" / "screenshots"
MOST = 200_000  # bytes
# name, address, language, theme, width and height in px
PICTURES = [
    ("my-work", "/", "en", "light", WIDE, 840),
    ("case", MAJORS_CASE, "en", "light", WIDE, 900),
    ("cases-dark-es-360", "/cases/", "es", "dark", NARROW, 780),
]


class Demonstration(RunningSite):
    """A demonstration that somebody else has started."""

    def __init__(self, var: Path, port: str) -> None:
        super().__init__(var)
        self.url = f"http://127.0.0.1:{port}"


def main() -> None:
    """Take every picture, and refuse one that is too heavy for a README."""
    var = Path(os.environ.get("AMPARO_VAR") or ROOT / "var")
    site = Demonstration(var, os.environ.get("PORT", "8000"))
    FOLDER.mkdir(exist_ok=True)
    with chromium() as browser:
        door = Door(browser, site)
        for name, address, language, theme, width, height in PICTURES:
            page = door.page(CASEWORKER, language=language, theme=theme, width=width)
            page.set_viewport_size({"width": width, "height": height})
            page.goto(address)
            path = FOLDER / f"{name}.png"
            page.screenshot(path=path)
            if path.stat().st_size > MOST:
                raise SystemExit(f"{path.name} weighs {path.stat().st_size} bytes; {MOST} is the most.")
        door.close()


if __name__ == "__main__":
    main()
