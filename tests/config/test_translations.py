"""Compiling the catalogue. What stands in it is the house's matter: tests/house/test_translations.py."""

import os
from pathlib import Path

import polib

from config.translations import compile_stale


def test_only_stale_translations_are_compiled(tmp_path: Path) -> None:
    source = tmp_path / "es" / "LC_MESSAGES" / "django.po"
    source.parent.mkdir(parents=True)
    written = polib.POFile()
    written.metadata = {"Content-Type": "text/plain; charset=UTF-8"}
    written.append(polib.POEntry(msgid="shelter", msgstr="amparo"))
    written.save(str(source))
    compiled = source.with_suffix(".mo")
    assert compile_stale(tmp_path) == [compiled]
    assert [(entry.msgid, entry.msgstr) for entry in polib.mofile(str(compiled))] == [("shelter", "amparo")]
    assert compile_stale(tmp_path) == []
    os.utime(source, ns=(compiled.stat().st_mtime_ns + 10**9,) * 2)
    assert compile_stale(tmp_path) == [compiled]
