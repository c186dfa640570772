"""Guess passwords of a running site, with the real cost of a password: who gets in, and what the answers tell.

Every other guess names somebody who does not exist. From time to time the victim signs in from elsewhere. Each address
ends with the right password: by then nothing from there may be tried any more.
"""

from __future__ import annotations

import os
import re
import shutil
import statistics
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
GUESSES = int(os.environ.get("BENCH_GUESSES", "10000"))
ADDRESSES = int(os.environ.get("BENCH_ADDRESSES", "20"))
# What differs from one answer to the next, always at the same length.
RANDOM = re.compile(r"\b[A-Za-z0-9]{64}\b|<code>[0-9a-f]{8}</code>")

# Sends the sign-in form: name, password, address. Status, body.
Ask = Callable[[str, str, str], tuple[int, str]]


@dataclass
class Told:
    """What came of it."""

    entries: int = 0
    victim: Counter[int] = field(default_factory=Counter)
    # By whether the name exists: how often each status, and every body there was.
    statuses: dict[bool, Counter[int]] = field(default_factory=lambda: defaultdict(Counter))
    bodies: dict[bool, set[str]] = field(default_factory=lambda: defaultdict(set))
    seconds: dict[tuple[bool, int], list[float]] = field(default_factory=lambda: defaultdict(list))


def drill(ask: Ask, *, victim: str, password: str, guesses: int, addresses: int, visits: int) -> Told:
    """Guess so often from so many addresses, while the victim comes in so often from another."""
    told = Told()
    # As long as the victim's name: the page shows what was typed.
    nobody = "z" * len(victim)
    for number in range(guesses):
        known = number // addresses % 2 == 0
        tried = f"a-wrong-guess-{number:06}" if number < guesses - addresses else password
        began = time.perf_counter()
        status, body = ask(victim if known else nobody, tried, f"203.0.113.{number % addresses}")
        told.seconds[known, status].append(time.perf_counter() - began)
        told.entries += status == 302
        told.statuses[known][status] += 1
        told.bodies[known].add(RANDOM.sub("", body.replace(nobody, victim)))
        if number % (guesses // visits) == guesses // visits - 1:
            told.victim[ask(victim, password, "198.51.100.9")[0]] += 1
    return told


def main() -> None:
    """Run a demonstration of its own, guess, print, and remove it."""
    from tests.running import RunningSite

    folder = Path(tempfile.mkdtemp(prefix="amparo-guesses-"))
    folder.chmod(0o711)
    # Behind a proxy, so that a guess can say from where it comes.
    site = RunningSite(folder, AMPARO_BEHIND_PROXY="1")
    try:
        site.start()
        name, password = "caseworker", site.sign_ins["caseworker"]
        began = time.perf_counter()
        told = drill(door(site.port), victim=name, password=password, guesses=GUESSES, addresses=ADDRESSES, visits=10)
        print(f"{GUESSES} guesses from {ADDRESSES} addresses in {time.perf_counter() - began:.0f} s:")
        print(f"{told.entries} entries; the victim's own sign-ins: {dict(told.victim)}")
        for known in (True, False):
            print(
                f"{'known' if known else 'unknown'} name: {dict(told.statuses[known])}, {len(told.bodies[known])} texts"
            )
        print(f"texts that tell one from the other: {len(told.bodies[True] ^ told.bodies[False])}")
        for status in sorted({status for _known, status in told.seconds}):
            pair = [statistics.median(told.seconds[known, status]) * 1000 for known in (True, False)]
            print(f"median of {status}: known {pair[0]:.1f} ms, unknown {pair[1]:.1f} ms")
    finally:
        site.stop()
        shutil.rmtree(folder, ignore_errors=True)


def door(port: int) -> Ask:
    """The sign-in page of a running site, each address with a browser of its own."""
    from benchmarks.kill_drill import TOKEN, Reader

    browsers: dict[str, tuple[Reader, str]] = {}

    def ask(name: str, password: str, address: str) -> tuple[int, str]:
        if address not in browsers:
            reader = Reader(port)
            reader.headers["X-Forwarded-For"] = address
            found = TOKEN.search(reader.ask("/accounts/login/")[1])
            browsers[address] = (reader, found[1] if found else "")
        reader, token = browsers[address]
        sent = {"csrfmiddlewaretoken": token, "login": name, "password": password}
        status, body = reader.ask("/accounts/login/", sent)
        if status == 302:
            # In: the next time it is a new browser.
            del browsers[address]
        return status, body

    return ask


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    main()
