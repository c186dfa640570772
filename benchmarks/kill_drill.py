"""Kill the web at random moments, and compare the answers that reached a reader with the record of reads.

A page that was answered and is not on record would be an unlogged look; there must be none, whenever the web dies.
"""

from __future__ import annotations

import http.client
import os
import re
import secrets
import signal
import threading
import time
from collections import Counter
from pathlib import Path
from urllib.parse import urlencode

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
# Seconds to wait for a page to arrive on a busy machine before the next death.
PATIENCE = 20.0
FILE = re.compile(r'href="(/people/[0-9a-f-]{36}/)"')


class Reader:
    """Somebody with a browser of their own, who counts what arrives in full."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.cookies: dict[str, str] = {}
        self.headers: dict[str, str] = {}
        self.answers: Counter[str] = Counter()
        self.broken = 0

    def ask(self, path: str, sent: dict[str, str] | None = None) -> tuple[int, str]:
        """The status and body of a page, or (0, "") where the answer broke off."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        headers |= self.headers
        if sent is not None:
            headers |= {"Content-Type": "application/x-www-form-urlencoded"}
        try:
            connection.request("POST" if sent else "GET", path, urlencode(sent) if sent else None, headers)
            answer = connection.getresponse()
            body = answer.read().decode()
        except (OSError, http.client.HTTPException):
            return 0, ""
        finally:
            connection.close()
        for told in answer.headers.get_all("Set-Cookie") or ():
            name, _is, value = told.partition(";")[0].partition("=")
            self.cookies[name] = value
        return answer.status, body

    def sign_in(self, name: str, password: str) -> None:
        """Come in through the sign-in page."""
        page = TOKEN.search(self.ask("/accounts/login/")[1])
        token = page[1] if page else ""
        status, _body = self.ask(
            "/accounts/login/", {"csrfmiddlewaretoken": token, "login": name, "password": password}
        )
        if status != 302:
            raise RuntimeError(f"{name} was not let in: {status}")

    def files(self) -> list[str]:
        """The files on the first page of the list."""
        return sorted(set(FILE.findall(self.ask("/people/")[1])))

    def read(self, paths: list[str], until: threading.Event) -> None:
        """Open one file after the other and count those that arrive."""
        while not until.is_set():
            path = secrets.choice(paths)
            status, body = self.ask(path)
            if status == 200 and "</html>" in body:
                self.answers[path] += 1
            else:
                self.broken += 1


def children(pid: int) -> list[int]:
    """The processes that a process has started."""
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def workers_of(supervisor: int) -> list[int]:
    """The web's worker processes below `manage.py run`."""
    return [worker for web in children(supervisor) if _is_web(web) for worker in children(web)]


def drill(readers: list[Reader], *, supervisor: int, kills: int) -> Counter[str]:
    """Kill a worker `kills` times while the readers read; how often each file arrived in full."""
    paths = readers[0].files()
    over = threading.Event()
    threads = [threading.Thread(target=reader.read, args=[paths, over]) for reader in readers]
    for thread in threads:
        thread.start()
    killed = 0
    while killed < kills:
        # Some pages arrive between two deaths; the death itself comes at any moment of a page.
        wanted = _arrived(readers) + 1 + secrets.randbelow(12)
        deadline = time.monotonic() + PATIENCE
        while _arrived(readers) < wanted and time.monotonic() < deadline:
            time.sleep(0.01)
        time.sleep(secrets.randbelow(100) / 1000)
        if found := workers_of(supervisor):
            os.kill(secrets.choice(found), signal.SIGKILL)
            killed += 1
    over.set()
    for thread in threads:
        thread.join()
    return sum((reader.answers for reader in readers), Counter())


def _arrived(readers: list[Reader]) -> int:
    return sum(reader.answers.total() for reader in readers)


def on_record(cursor: object) -> Counter[str]:
    """How often the record says that each file was opened on its own page."""
    # Past row security: the addresses of all files.
    cursor.execute("SELECT set_config('amparo.house', 'yes', false)")  # type: ignore[attr-defined]
    cursor.execute(  # type: ignore[attr-defined]
        "SELECT '/people/' || s.public_id || '/', count(*) FROM staff_read r JOIN people_subject s"
        " ON s.id = ANY(r.opened) WHERE r.page = 'people:detail' AND r.status = 200 GROUP BY 1"
    )
    return Counter(dict(cursor.fetchall()))  # type: ignore[attr-defined]


def _is_web(pid: int) -> bool:
    try:
        return b"gunicorn" in Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False
