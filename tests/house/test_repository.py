"""The repository speaks of Amparo alone: no machine, no address, no credential, no sentence of the article."""

import re
from pathlib import Path

from tests.house.ours import ROOT, said, tracked
from tests.people.article import the_article

TEXT = (".py", ".html", ".js", ".css", ".md", ".toml", ".json", ".txt", ".yml", ".po", "Makefile", ".cfg", ".sh")
HOME_OF_A_MACHINE = re.compile(r"(^|[^A-Za-z0-9_./>~-])/(work|root|home/[a-z]+|farm)/")


def test_no_file_names_a_place_on_one_machine() -> None:
    found = [
        said(path, number)
        for path in tracked(*TEXT)
        for number, line in enumerate(path.read_text(errors="replace").splitlines(), 1)
        if HOME_OF_A_MACHINE.search(line) and path != Path(__file__).resolve()
    ]
    assert found == []


def test_lock_files_record_no_download_address() -> None:
    locks = [path for path in tracked(".txt", ".json") if path.name.startswith(("requirements", "package-lock"))]
    assert len(locks) >= 3
    address = {".txt": r"https?://|--(extra-)?index-url|--find-links", ".json": r'"resolved"'}
    assert [said(path) for path in locks if re.search(address[path.suffix], path.read_text())] == []


def test_every_pinned_package_has_a_hash() -> None:
    for name in ("requirements.txt", "requirements-oidc.txt", "requirements-dev.txt"):
        pins = re.findall(
            r"^[A-Za-z0-9][^\n]*==[^\n]*\\\n((?:    --hash=sha256:[0-9a-f]{64}[ \\]*\n)+)",
            (ROOT / name).read_text(),
            re.M,
        )
        assert len(pins) == len(re.findall(r"^[A-Za-z0-9][^\n]*==", (ROOT / name).read_text(), re.M)) > 10


def test_nothing_is_left_unfinished() -> None:
    word = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|XX" + r"X|coming so" + r"on|NotImplemented" + r"Error)\b")
    found = [
        said(path, number)
        for path in tracked(".py", ".html", ".js", ".css", ".md")
        for number, line in enumerate(path.read_text().splitlines(), 1)
        # An abstract question that subclasses answer is not unfinished work.
        if word.search(line) and "raise NotImplemented" + "Error" not in line
    ]
    assert found == []


def test_no_sentence_of_the_article_is_in_the_repository() -> None:
    if not the_article():
        return  # the report of the tests then says that it is not at hand
    words = re.findall(r"\w+", the_article().casefold())
    runs = {" ".join(words[i : i + 8]) for i in range(len(words) - 7)}
    assert len(runs) > 400
    found = []
    for path in tracked(*TEXT):
        own = re.findall(r"\w+", path.read_text(errors="replace").casefold())
        found += [said(path) for i in range(len(own) - 7) if " ".join(own[i : i + 8]) in runs]
    assert found == []
