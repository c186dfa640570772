"""The house is easy to live in: small modules with names that say what they hold."""

import ast
import re

from tests.house.ours import APPS, ROOT, modules, said, tracked, tree

NAMES_THAT_SAY_NOTHING = {"utils", "helpers", "common", "core", "services", "managers", "constants", "misc"}


def test_no_module_is_longer_than_400_lines() -> None:
    long = {
        said(path): lines
        for path in modules(*APPS, "config", "tests", "benchmarks")
        if (lines := len(path.read_text().splitlines())) > 400
    }
    assert long == {}, "Split these along their nouns."


def test_no_module_has_a_name_that_says_nothing() -> None:
    found = [
        said(path)
        for path in tracked(".py")
        if {path.stem, *path.relative_to(ROOT).parts[:-1]} & NAMES_THAT_SAY_NOTHING
    ]
    assert found == []


def test_migrations_are_named_by_hand() -> None:
    stems = [
        path.stem for app in APPS for path in tracked(".py") if path.relative_to(ROOT).parts[:2] == (app, "migrations")
    ]
    numbered = [stem for stem in stems if not stem.startswith("_")]
    assert numbered, "No migration was found: the test looks in the wrong place."
    automatic = re.compile(r"^\d{4}_(initial|auto_.*|alter_.*|add_.*|remove_.*|.*_and_more)$")
    assert [stem for stem in numbered if automatic.match(stem) or not re.match(r"^\d{4}_[a-z_0-9]+$", stem)] == []


def test_an_app_imports_no_room_above_its_own_even_inside_a_function() -> None:
    order = {name: level for level, name in enumerate(("staff", "people", "cases", "config"))}
    found = []
    for path in modules(*APPS):
        own = order[path.relative_to(ROOT).parts[0]]
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                names = [node.module or ""]
            else:
                continue
            found += [said(path, node.lineno) for name in names if order.get(name.split(".")[0], -1) > own]
    assert found == [], "people is knowledge, cases is work: config -> cases -> people -> staff."


def test_function_level_imports_are_no_way_round() -> None:
    found = [
        said(path, inner.lineno)
        for path in modules(*APPS)
        if path.name != "apps.py"  # Django asks apps to import their parts when they are ready, not before
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef)
        for inner in ast.walk(node)
        if isinstance(inner, ast.ImportFrom) and (inner.module or "").split(".")[0] in APPS
    ]
    assert found == [], "Import at the top: where that makes a circle, a line stands in the wrong room."


def test_public_functions_are_typed_and_explained() -> None:
    found = []
    for path in modules(*APPS, "config"):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.FunctionDef) and node.returns is None:
                found.append(f"{said(path, node.lineno)} {node.name} says no return type")
        for node in tree(path).body:
            if not isinstance(node, ast.FunctionDef | ast.ClassDef) or node.name.startswith("_"):
                continue
            if "actions" in path.relative_to(ROOT).parts and ast.get_docstring(node) is None:
                found.append(f"{said(path, node.lineno)} {node.name} says nothing of itself")
    assert found == []
