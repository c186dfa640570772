"""The functions that row security asks, as SQL derived from the policy.

Those that look into tables belong to the owner and run as the owner, with a pinned search path. The answers are kept
in the transaction, so that a predicate reads a setting once per query and looks up nothing per row.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import TextChoices

from staff.models import Role
from staff.models.emergency_access import LIVE
from staff.policy import SIGHT, When, roles_for

PINNED = "SET search_path = pg_catalog, pg_temp"


@dataclass(frozen=True)
class Function:
    """One function: its name with arguments, what it returns, how it runs, and its body."""

    signature: str
    returns: str
    how: str
    body: str

    @property
    def name(self) -> str:
        """Its name alone."""
        return self.signature.partition("(")[0]

    @property
    def settings(self) -> tuple[str, ...]:
        """What is set while it runs, as PostgreSQL keeps it."""
        return ("search_path=pg_catalog, pg_temp",) if PINNED in self.how else ()

    @property
    def statement(self) -> str:
        """The SQL that makes it, or makes it anew."""
        return f"CREATE FUNCTION public.{self.signature} RETURNS {self.returns} {self.how} AS $body${self.body}$body$"


AS_OWNER = f"LANGUAGE sql STABLE SECURITY DEFINER {PINNED}"

# Where a setting was once made in a session it reads as an empty text afterwards, not as nothing.
KEPT = "SELECT nullif(current_setting('amparo.{}', true), '')::bigint[]"


def functions(named: Mapping[When, str], files: str) -> list[Function]:
    """All of them; `named` holds, by way, SQL for the ids of files that name the reader `$1`; `files` their table."""
    return [
        Function(
            "amparo_roles(reader bigint)",
            "TABLE(team_id bigint, role text)",
            AS_OWNER,
            """
            WITH RECURSIVE held(team_id, role) AS (
                SELECT m.team_id, m.role::text FROM public.staff_membership m
                JOIN public.staff_user u ON u.id = m.user_id AND u.is_active WHERE m.user_id = $1
                UNION SELECT t.id, h.role FROM public.staff_team t JOIN held h ON t.parent_id = h.team_id
            ) SELECT held.team_id, held.role FROM held
            """,
        ),
        Function(
            "amparo_teams_above(team bigint)",
            "SETOF bigint",
            AS_OWNER,
            """
            WITH RECURSIVE up(id) AS (
                SELECT $1 UNION SELECT t.parent_id FROM public.staff_team t JOIN up ON t.id = up.id
                WHERE t.parent_id IS NOT NULL
            ) SELECT up.id FROM up
            """,
        ),
        Function("amparo_named(reader bigint)", "TABLE(way text, subject_id bigint)", AS_OWNER, _all(named)),
        Function(
            "amparo_reach(reader bigint)",
            "jsonb",
            AS_OWNER,
            f"""
            SELECT jsonb_build_object(
                'roles', (SELECT coalesce(jsonb_object_agg(r.team_id, r.roles), '{{}}') FROM (
                    SELECT team_id, jsonb_agg(role ORDER BY role) AS roles FROM public.amparo_roles($1) GROUP BY team_id
                ) r),
                'named', (SELECT coalesce(jsonb_object_agg(n.way, n.ids), '{{}}') FROM (
                    SELECT way, jsonb_agg(DISTINCT subject_id) AS ids FROM public.amparo_named($1) GROUP BY way
                ) n),
                'emergencies', (SELECT coalesce(jsonb_object_agg(e.file, e.id), '{{}}')
                    FROM public.staff_emergencyaccess e WHERE e.reader_id = $1 AND {LIVE}),
                'notices', (SELECT count(*) FROM public.staff_notice n WHERE n.to_id = $1 AND n.read_at IS NULL))
            """,  # noqa: S608  (our own constants)
        ),
        Function(
            "amparo_enter(reader bigint)",
            "void",
            f"LANGUAGE sql VOLATILE SECURITY DEFINER {PINNED}",
            f"""
            WITH held AS MATERIALIZED (SELECT r.team_id, r.role FROM public.amparo_roles($1) r),
            seen(teams) AS MATERIALIZED (SELECT coalesce(array_agg(DISTINCT held.team_id), '{{}}') FROM held
                WHERE held.role IN ({_list(_seeing(When.OWN_TEAM))}))
            SELECT set_config('amparo.house', '', true), set_config('amparo.teams', seen.teams::text, true),
                -- Of their own cases those that their teams do not show anyway: a short list, for each row is compared
                -- with all of it. A grant counts at once, also for whoever restricts the file in the same stroke.
                set_config('amparo.named', coalesce((SELECT array_agg(DISTINCT n.subject_id)
                    FROM public.amparo_named($1) n JOIN public.{files} f ON f.id = n.subject_id
                    WHERE ({_ways(named)}) AND (n.way <> {_word(When.OWN_CASE)} OR f.restricted
                        OR f.team_id <> ALL (seen.teams)))::text, '{{}}'), true)
            FROM seen
            """,  # noqa: S608  (our own constants)
        ),
        Function(
            "amparo_is_house()",
            "boolean",
            "LANGUAGE sql STABLE",
            "SELECT coalesce(current_setting('amparo.house', true), '') = 'yes'",
        ),
        Function("amparo_teams()", "bigint[]", "LANGUAGE sql STABLE", KEPT.format("teams")),
        Function("amparo_names()", "bigint[]", "LANGUAGE sql STABLE", KEPT.format("named")),
    ]


def _seeing(when: When) -> frozenset[Role]:
    """The roles to which a file is known where this holds."""
    return frozenset(role for action in SIGHT for role in roles_for(action, when))


def _all(named: Mapping[When, str]) -> str:
    return " UNION ALL ".join(f"SELECT {_word(way)}, t.* FROM ({sql}) t" for way, sql in named.items())  # noqa: S608


def _ways(named: Mapping[When, str]) -> str:
    return " OR ".join(
        f"n.way = {_word(way)} AND EXISTS (SELECT FROM held WHERE held.role IN ({_list(_seeing(way))}))"
        for way in named
    )


def _list(words: Iterable[TextChoices]) -> str:
    return ", ".join(sorted(_word(word) for word in words)) or "NULL"


def _word(word: TextChoices) -> str:
    return f"'{word.value}'"
