"""Everything that writes stands in models, actions or commands; nothing else touches a row."""

import ast
from collections.abc import Iterator

from tests.house.ours import APPS, ROOT, modules, said, tree

WRITES = {
    "save",
    "bulk_create",
    "bulk_update",
    "get_or_create",
    "update_or_create",
    "delete",
    "create",
    "aupdate",
    "asave",
    "acreate",
    "adelete",
}
# The admin writes through actions where there is one; Django's own forms save the rest, under the same constraints.
ROOMS_THAT_WRITE = ("admin", "actions", "models", "management", "actions.py")


def _writes(module: ast.Module) -> Iterator[ast.Call]:
    for node in ast.walk(module):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in WRITES:
            yield node
        # `.update(...)` of a queryset takes keywords only; of a dict, it takes a mapping.
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr == "update"
            and node.keywords
            and not node.args
            and "objects" in ast.unparse(node.func)
        ):
            yield node


def _calls_parent(node: ast.Call) -> bool:
    # Django's own saving, asked for by an override that does no more than guard it.
    return (
        isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Call)
        and ast.unparse(node.func.value.func) == "super"
    )


def test_only_models_actions_and_commands_write_rows() -> None:
    found = [
        said(path, node.lineno)
        for path in modules(*APPS)
        if path.relative_to(ROOT).parts[1] not in ROOMS_THAT_WRITE
        for node in _writes(tree(path))
        if not _calls_parent(node)
    ]
    assert found == [], "These lines write outside models and actions: move them into an action."


def test_a_write_in_a_view_would_be_seen() -> None:
    wrong = "def view(request):\n    Case.objects.all().update(stage='plan')\n    form.save()\n    seen.update({1: 2})"
    assert [node.lineno for node in _writes(ast.parse(wrong))] == [2, 3]


def test_actions_name_the_acting_user_by_keyword_and_hold_one_transaction() -> None:
    missing = []
    for path in modules(*APPS):
        if "actions" not in path.relative_to(ROOT).parts:
            continue
        for node in tree(path).body:
            if not isinstance(node, ast.FunctionDef) or node.name.startswith("_") or not _writes_itself(node):
                continue
            decorators = {ast.unparse(d) for d in node.decorator_list}
            if "transaction.atomic" not in decorators:
                missing.append(f"{said(path, node.lineno)} {node.name}: not @transaction.atomic")
    assert missing == []


def _writes_itself(function: ast.FunctionDef) -> bool:
    # Parts of actions that run inside their transaction write too: they take rows that are locked already.
    return any(
        isinstance(node, ast.arg) and node.arg == "actor" for node in function.args.kwonlyargs
    ) and function.name not in {"tell"}


def test_no_model_overrides_save_and_nothing_listens_to_signals() -> None:
    found = []
    for path in modules(*APPS, "config"):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.ClassDef) and "models" in path.relative_to(ROOT).parts:
                found += [
                    said(path, f.lineno) for f in node.body if isinstance(f, ast.FunctionDef) and f.name == "save"
                ]
            if isinstance(node, ast.ImportFrom) and node.module and "signals" in node.module.split("."):
                found.append(said(path, node.lineno))
            if isinstance(node, ast.Name) and node.id in {"GenericForeignKey", "receiver"}:
                found.append(said(path, node.lineno))
    assert found == []
