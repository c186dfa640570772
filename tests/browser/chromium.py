"""Debian's Chromium, and everything it complains about while a page is open."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, Response, sync_playwright

FLAGS = [
    "--no-sandbox",  # tests may run as root, where Chromium refuses its sandbox
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
INSTALL = "The browser tests need Chromium. Install it with: apt-get install --yes chromium"
# What the browser blocked under our content security policy, said aloud so that `Watch` hears of it.
TELL_VIOLATIONS = """
addEventListener("securitypolicyviolation", (event) => {
  console.error(`CSP: ${event.effectiveDirective} blocked ${event.blockedURI} ${event.sample}`);
});
"""


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser without a window. A machine without Chromium fails the tests: they are never skipped."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        pytest.fail(INSTALL, pytrace=False)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()


class Watch:
    """What went wrong on one page since the last look, whoever noticed it: the console, the script, the network."""

    def __init__(self, page: Page) -> None:
        """Listen before the page is opened."""
        self.trouble: list[str] = []
        # The status that the page itself may have. A refused form is 422; an error page says its own.
        self.expected = {200, 422}
        page.add_init_script(TELL_VIOLATIONS)
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.trouble.append(f"script: {error}"))
        page.on("requestfailed", self._failed)
        page.on("response", self._response)

    def take(self) -> list[str]:
        """Return what went wrong and forget it."""
        seen, self.trouble = self.trouble, []
        return seen

    def _console(self, message: ConsoleMessage) -> None:
        # That a resource failed to load is noted with its status, below.
        if message.type in ("error", "warning") and not message.text.startswith("Failed to load resource"):
            self.trouble.append(f"console: {message.text}")

    def _failed(self, request: Request) -> None:
        # A page that is left breaks off what it was still loading.
        if request.failure != "net::ERR_ABORTED":
            self.trouble.append(f"network: {request.failure} {request.url}")

    def _response(self, response: Response) -> None:
        if response.status >= 400 and response.status not in self.expected:
            self.trouble.append(f"network: {response.status} {response.url}")
