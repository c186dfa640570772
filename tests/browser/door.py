"""The way into the site: signed in once for each role, then open in any language, theme and width."""

import time
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.chromium import Watch
from tests.running import RunningSite

CASEWORKER, SUPERVISOR, ADMINISTRATOR, AUDITOR = "caseworker", "supervisor", "administrator", "auditor"
WIDE, NARROW = 1280, 360  # px
HEIGHT = 900  # px
PATIENCE_MS = 20_000  # machines that test are busy
GOOD_FOR = 3 * 60  # seconds; what cannot be undone asks for a sign-in of at most five minutes


def sign_in(page: Page, site: RunningSite, role: str) -> None:
    """Come in through the sign-in page, from wherever the page is."""
    page.goto(f"{site.url}/accounts/login/")
    send_password(page, role, site.sign_ins[role])
    # Each role is led to where it has something to do.
    page.wait_for_url(lambda url: "/accounts/login/" not in url)


def send_password(page: Page, username: str, password: str) -> None:
    """Fill in and send the sign-in page that is open."""
    page.locator("[name=login]").fill(username)
    page.locator("[name=password]").fill(password)
    page.locator("form:has([name=password]) button[type=submit]").click()


class Door:
    """Opens contexts and pages, and closes them when a test is over."""

    def __init__(self, browser: Browser, site: RunningSite) -> None:
        """Nothing is opened yet."""
        self.browser, self.site = browser, site
        self._sessions: dict[str, tuple[float, Any]] = {}
        self._contexts: list[BrowserContext] = []
        self._watches: list[Watch] = []

    def context(
        self,
        role: str = "",
        *,
        language: str = "en",
        theme: str = "auto",
        width: int = WIDE,
        scripts: bool = True,
        fresh: bool = False,
    ) -> BrowserContext:
        """A browser of a reader; "" is a stranger. `fresh` signs in anew, for a session that the test will end."""
        state = self.session(role) if role and not fresh else None
        context = self.browser.new_context(
            base_url=self.site.url,
            locale=language,
            viewport={"width": width, "height": HEIGHT},
            java_script_enabled=scripts,
            storage_state=state,
        )
        self._contexts.append(context)
        context.set_default_timeout(PATIENCE_MS)
        self._choose(context, "django_language", language)
        self._choose(context, "theme", theme)
        if role and fresh:
            page = context.new_page()
            sign_in(page, self.site, role)
            page.close()
        return context

    def page(self, role: str = "", **wanted: Any) -> Page:
        """A page of a context of its own, open on nothing yet; what it complains about fails the test at its end."""
        page, watch = self.watched(role, **wanted)
        self._watches.append(watch)
        return page

    def watched(self, role: str = "", **wanted: Any) -> tuple[Page, Watch]:
        """A page and what it complains about, for a test that looks itself."""
        page = self.context(role, **wanted).new_page()
        return page, Watch(page)

    def close(self) -> None:
        """Close what is open and say whether anything went wrong."""
        for context in self._contexts:
            context.close()
        self._contexts = []
        trouble = [line for watch in self._watches for line in watch.take()]
        self._watches = []
        assert trouble == [], "\n".join(["The pages complained:", *trouble])

    def session(self, role: str) -> Any:
        """The cookies of a role that has signed in: once for many tests, anew before what asks for a recent sign-in."""
        since, state = self._sessions.get(role, (0.0, None))
        if state is None or time.monotonic() - since > GOOD_FOR:
            context = self.browser.new_context(locale="en")
            sign_in(context.new_page(), self.site, role)
            state = context.storage_state()
            self._sessions[role] = (time.monotonic(), state)
            context.close()
        return state

    def come_back(self, context: BrowserContext, role: str) -> None:
        """Let a browser that stays open go on with a session that is not too old."""
        if role:
            context.add_cookies(self.session(role)["cookies"])

    def _choose(self, context: BrowserContext, name: str, value: str) -> None:
        context.add_cookies([{"name": name, "value": value, "url": self.site.url}])
