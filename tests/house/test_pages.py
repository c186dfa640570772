"""Pages keep the house's promises: a permission on every view, nothing inline, no name in a title."""

import re
from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.urls import URLPattern, URLResolver, get_resolver

from staff.policy import POLICY, Action
from tests.house.ours import APPS, said, tracked

# Pages anyone may ask for: they show nothing of anyone.
OPEN_TO_ALL = {"healthz", "leave", "theme", "today"}


def _patterns(resolver: URLResolver, namespaces: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], URLPattern]]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            inner = (*namespaces, pattern.namespace) if pattern.namespace else namespaces
            yield from _patterns(pattern, inner)
        elif isinstance(pattern, URLPattern):
            yield namespaces, pattern


def _ours() -> Iterator[tuple[str, URLPattern]]:
    for namespaces, pattern in _patterns(get_resolver()):
        module = getattr(pattern.callback, "__module__", "")
        # The Django admin has its own doorkeeper; tests/*/test_admin_*.py ask it.
        if module.split(".")[0] in APPS and ".admin" not in module:
            yield ":".join((*namespaces, pattern.name or "")), pattern


def test_every_view_names_its_permission() -> None:
    silent = [
        name
        for name, pattern in _ours()
        if not isinstance(getattr(pattern.callback, "action", None), Action) and name.split(":")[-1] not in OPEN_TO_ALL
    ]
    assert silent == [], "Put @permitted(Action.…) on the line above these views."
    assert sum(1 for _ in _ours()) > 20, "Too few views were found: the test looks in the wrong place."


def test_every_action_is_in_the_policy_and_some_view_performs_it() -> None:
    assert set(POLICY) == set(Action)
    performed: set[Any] = {getattr(pattern.callback, "action", None) for _, pattern in _ours()}
    pages: Any = admin.site._registry.values()
    performed |= {action for page in pages for action in (page.sees, page.writes)}
    assert set(Action) - performed == set(), "An action that no view performs is a promise that nothing keeps."


def test_views_are_functions() -> None:
    classes = [name for name, pattern in _ours() if hasattr(pattern.callback, "view_class")]
    assert classes == []


INLINE = re.compile(r"""<script(?![^>]*\bsrc=)|<style\b|\sstyle=["']|\son[a-z]+=["']|javascript:""", re.IGNORECASE)
# Each place where it is right, and why: an icon is a file of ours; leaving must work without a token, and so must a
# browser's own report.
KNOWN = {
    "staff/templatetags/face.py": "mark_safe",
    "staff/views.py": "csrf_exempt",
    "config/browser_reports.py": "csrf_exempt",
}
UNSAFE = re.compile(r"\|\s*safe\b|autoescape off|mark_safe|csrf_exempt|\|\s*safeseq")


def test_no_template_holds_script_or_style_inline() -> None:
    found = [
        said(path, number)
        for path in tracked(".html")
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if INLINE.search(line)
    ]
    assert found == []


def test_nothing_typed_by_anyone_reaches_a_page_unescaped() -> None:
    found = [
        said(path, number)
        for path in tracked(".html", ".py")
        if "tests" not in path.parts
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if (found_here := UNSAFE.search(line)) and KNOWN.get(said(path)) != found_here.group()
    ]
    assert found == []


def test_no_page_title_holds_a_name() -> None:
    title = re.compile(r"{%\s*block title\s*%}(.*?){%\s*endblock", re.DOTALL)
    found = [
        said(path)
        for path in tracked(".html")
        for inner in title.findall(path.read_text())
        if re.search(r"display_name|full_name|\bname\b|label", inner)
    ]
    assert found == []


def test_flash_messages_do_not_say_successfully() -> None:
    found = [
        said(path)
        for path in tracked(".py", ".html")
        if "tests" not in path.parts and "successfully" in path.read_text()
    ]
    assert found == []
