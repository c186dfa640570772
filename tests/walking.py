"""Walking a running site as a person with a browser without scripts: cookies, forms and their tokens."""

from __future__ import annotations

import http.cookiejar
import re
import urllib.parse
import urllib.request
from dataclasses import dataclass

from tests.running import RunningSite


@dataclass(frozen=True)
class Answer:
    """What came back after all redirects."""

    status: int
    url: str
    text: str


class Walker:
    """Somebody who has signed in."""

    def __init__(self, site: RunningSite, role: str) -> None:
        """Come in through the sign-in page."""
        self.site = site
        cookies = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self._opener = urllib.request.build_opener(cookies)
        came = self.post("/accounts/login/", login=role, password=site.sign_ins[role])
        assert came.url == f"{site.url}/", came.url

    def get(self, path: str) -> Answer:
        """Open a page; raises HTTPError from 400 up."""
        return self._open(urllib.request.Request(self.site.url + path))  # noqa: S310

    def post(self, path: str, *, on: str = "", **fields: str) -> Answer:
        """Fill in the form of a page (`on`, where that is another one) and send it with its token."""
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', self.get(on or path).text)
        assert token, f"{path} has no form."
        body = urllib.parse.urlencode({**fields, "csrfmiddlewaretoken": token[1]}).encode()
        return self._open(urllib.request.Request(self.site.url + path, body))  # noqa: S310

    def _open(self, request: urllib.request.Request) -> Answer:
        with self._opener.open(request, timeout=60) as answer:
            return Answer(answer.status, answer.url, answer.read().decode())
