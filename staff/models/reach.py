"""How far a user reaches: their roles in teams and all teams below, and the files that name them.

Counted by functions of the database (`staff.wall.functions`), by which row security counts as well.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from django.db import connection
from django.db.models import Func, JSONField

from staff.models.membership import Role


@dataclass(frozen=True)
class Reach:
    """Roles by team id, and by way (such as "own-case", "granted") the ids of the subjects that name the user.

    `emergencies` holds, by file, the emergency access that opens it now; `notices` is how many wait to be read.
    """

    roles: dict[int, frozenset[Role]]
    named: dict[str, frozenset[int]]
    emergencies: dict[int, int] = field(default_factory=dict)
    notices: int = 0

    @classmethod
    def told(cls, told: Mapping[str, Any]) -> Self:
        """What the database told of a user."""
        return cls(
            roles={int(team): frozenset(map(Role, roles)) for team, roles in told["roles"].items()},
            named={way: frozenset(ids) for way, ids in told["named"].items()},
            emergencies={int(file): access for file, access in told["emergencies"].items()},
            notices=told["notices"],
        )


class ReachOf(Func):
    """The reach of the user with this number, fetched along with the row."""

    function = "amparo_reach"
    output_field = JSONField()


def reach_of(user_id: int | None) -> dict[str, Any]:
    """Ask for the reach of one user."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT amparo_reach(%s)::text", [user_id])
        told: dict[str, Any] = json.loads(cursor.fetchone()[0])
        return told
