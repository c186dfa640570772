"""Running `manage.py run` as a person would, in a folder of its own."""

import ctypes
import http.client
import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from config.demo_folder import ROOT

PATIENCE = 120.0  # seconds; machines that test are busy
PR_SET_PDEATHSIG = 1  # <sys/prctl.h>


def end_with_the_tests() -> None:
    """Be told to stop when the process that started this one dies, however it does: a site outlives no run."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def free_port() -> int:
    """Return a port that nobody listens on now, below those that the kernel hands out: it stays free over a restart."""
    while True:
        port = 20_000 + secrets.randbelow(12_000)
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) != 0:
                return port


class RunningSite:
    """One demonstration: where it is, who may sign in, and what it said."""

    def __init__(self, var: Path, **environment: str) -> None:
        """Choose a port; `environment` comes on top of a clean one."""
        self.var = var
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        clean = {
            name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG", "TMPDIR", "PG_BIN")
        }
        self.environment = clean | {"AMPARO_VAR": str(var), "PORT": str(self.port)} | environment
        self.process: subprocess.Popen[str] | None = None
        self._said = var / "said.txt"

    @property
    def sign_ins(self) -> dict[str, str]:
        """Password by user name: caseworker, supervisor, administrator, auditor."""
        passwords: dict[str, str] = json.loads((self.var / "sign-ins.json").read_text())
        return passwords

    @property
    def said(self) -> str:
        """Everything it told the person at the terminal, over all its starts."""
        return self._said.read_text() if self._said.exists() else ""

    def launch(self) -> subprocess.Popen[str]:
        """Start it and return at once."""
        with self._said.open("a") as sink:
            self.process = subprocess.Popen(
                [sys.executable, str(ROOT / "manage.py"), "run"],
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=sink,
                stderr=subprocess.STDOUT,
                text=True,
                preexec_fn=end_with_the_tests if sys.platform == "linux" else None,
            )
        return self.process

    def start(self) -> None:
        """Start it and return when it has said where it is."""
        told = self.said.count("Amparo runs at")
        process = self.launch()
        self.wait_until(lambda: self.said.count("Amparo runs at") > told or process.poll() is not None)
        assert process.poll() is None, self.said

    def stop(self, number: signal.Signals = signal.SIGTERM) -> int | None:
        """Tell it to stop and return its exit code."""
        if self.process is None or self.process.poll() is not None:
            return self.process.returncode if self.process else None
        self.process.send_signal(number)
        return self.process.wait(PATIENCE)

    def children(self, word: str) -> list[int]:
        """Those that the supervisor started and that have this word in their command line: "gunicorn", "work"."""
        assert self.process is not None
        pids = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        told = {int(pid): Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0") for pid in pids}
        return [pid for pid, words in told.items() if word.encode() in words]

    def status_of(self, path: str) -> int:
        """Return the status of one page, 0 when nobody answers."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request("GET", path)
            return connection.getresponse().status
        except OSError:
            return 0
        finally:
            connection.close()

    def wait_until(self, happened: Callable[[], bool]) -> None:
        """Return when `happened()`, fail when it does not in time."""
        deadline = time.monotonic() + PATIENCE
        while not happened():
            assert time.monotonic() < deadline, f"It took too long. It said:\n{self.said}"
            time.sleep(0.1)
