"""The policy as a table for people: in the app, and as Markdown, CSV or JSON by `manage.py policy`."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from staff.models import Role
from staff.policy import GIVES, POLICY, Action, When

# Rows stand in this order, in whatever order the rules were written.
ORDER = list(Action)

# The conditions as a cell holds them; their own labels explain them below the table.
SHORT: dict[When, Any] = {
    When.ALWAYS: gettext_lazy("yes"),
    When.OWN_TEAM: gettext_lazy("own team"),
    When.OWN_CASE: gettext_lazy("own case"),
    When.GRANTED: gettext_lazy("granted"),
    When.EMERGENCY: gettext_lazy("emergency"),
    When.REFERRED: gettext_lazy("referred"),
}


@dataclass(frozen=True)
class Cell:
    """What one role may do: its conditions by code and in words, none where it may not."""

    role: Role
    whens: tuple[When, ...]

    @property
    def words(self) -> list[str]:
        """The conditions in a word or two each."""
        return [str(SHORT[when]) for when in self.whens]


@dataclass(frozen=True)
class Line:
    """One action, and who may do it when."""

    action: Action
    cells: list[Cell]

    @property
    def label(self) -> str:
        """What is done."""
        return str(capfirst(self.action.label))


def lines() -> list[Line]:
    """The whole table, in the order of the actions."""
    return [
        Line(action, [Cell(role, tuple(when for when in When if when in rules.get(role, ()))) for role in Role])
        for action, rules in sorted(POLICY.items(), key=lambda row: ORDER.index(row[0]))
    ]


def legend() -> list[tuple[str, str]]:
    """Each condition, as a cell has it and in full."""
    return [(str(SHORT[when]), str(when.label)) for when in When]


def gives() -> list[tuple[str, list[str]]]:
    """Which roles may be given and taken by whom."""
    return [(str(role.label), [str(one.label) for one in Role if one in given]) for role, given in GIVES.items()]


def as_markdown() -> str:
    """The table, what its words mean, and who gives which role."""
    head = [_("Action"), *(str(role.label) for role in Role)]
    rows = [[line.label, *(", ".join(cell.words) or "–" for cell in line.cells)] for line in lines()]
    table = "\n".join(f"| {' | '.join(row)} |" for row in (head, ["---"] * len(head), *rows))
    words = "\n".join(f"- **{short}**: {long}" for short, long in legend())
    given = "\n".join(f"- **{role}**: {', '.join(roles)}" for role, roles in gives())
    parts = (f"# {_('Who may do what')}", _("What is not said here is not allowed."), table, words)
    return "\n\n".join((*parts, f"## {_('Who gives which role')}", given)) + "\n"


def as_csv() -> str:
    """One line for each rule: action, role, condition, by code."""
    sink = io.StringIO()
    writer = csv.writer(sink, lineterminator="\n")
    writer.writerow(["action", "role", "condition"])
    writer.writerows(
        (line.action.value, cell.role.value, when.value)
        for line in lines()
        for cell in line.cells
        for when in cell.whens
    )
    return sink.getvalue()


def as_json() -> str:
    """By action and role the conditions, by code, and the words for all of them."""
    told = {
        "policy": {
            line.action.value: {cell.role.value: [when.value for when in cell.whens] for cell in line.cells}
            for line in lines()
        },
        "gives": {role.value: sorted(one.value for one in given) for role, given in GIVES.items()},
        "words": {one.value: str(one.label) for kind in (Action, Role, When) for one in kind},
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"
