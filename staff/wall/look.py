"""Looking whether the wall stands as the policy says: at every start, and before it is built anew."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import connection

from staff.wall.build import (
    DIGEST,
    FILES_TRIGGER,
    IN_ITS_WORDS,
    OWNER_POLICY,
    POLICY_NAME,
    READERS,
    root,
    version_of,
    wanted_functions,
    wanted_tables,
)

MEND = "Run `manage.py build_database` as the owner."

# Tables that lie open, to whom they were given, and what else lets rows through beside our policies.
TABLES = f"""
    WITH wanted AS (SELECT * FROM unnest(%s::text[], %s::text[], %s::boolean[]) w(name, version, told)),
    stands AS (
        SELECT w.*, c.oid, c.relowner, c.relacl, c.relrowsecurity AND c.relforcerowsecurity AS forced FROM wanted w
        LEFT JOIN pg_class c ON c.relname = w.name AND c.relnamespace = 'public'::regnamespace
    )
    SELECT 'Row security is off on' AS fault, s.name FROM stands s WHERE s.forced IS NOT TRUE
    UNION ALL SELECT 'A policy of row security is missing, of another version, or changed on', s.name FROM stands s
    WHERE NOT EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = s.oid AND p.polname = '{POLICY_NAME}'
        AND obj_description(p.oid, 'pg_policy') = s.version || ' ' || {DIGEST})
        OR NOT EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = s.oid AND p.polname = '{OWNER_POLICY}'
        AND {IN_ITS_WORDS} = concat_ws(' / ', true, '*', ARRAY[s.relowner], 'true', 'true'))
    UNION ALL SELECT 'A policy that is not of this version lets rows through on', s.name FROM stands s
    WHERE EXISTS (
        SELECT FROM pg_policy p WHERE p.polrelid = s.oid AND p.polname NOT IN ('{POLICY_NAME}', '{OWNER_POLICY}'))
    UNION ALL SELECT 'The trigger that tells whose files rows belong to is off or missing on', s.name FROM stands s
    WHERE s.told AND NOT EXISTS (SELECT FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid WHERE t.tgrelid = s.oid
        AND t.tgname = '{FILES_TRIGGER}' AND t.tgenabled = 'A' AND p.proname = 'amparo_files_of_' || s.name)
    UNION ALL SELECT 'Everybody was given', s.name FROM stands s
    WHERE EXISTS (SELECT FROM aclexplode(s.relacl) a WHERE a.grantee = 0)
    UNION ALL SELECT 'Row security is passed by the view', v.oid::regclass::text FROM pg_class v
    WHERE v.relkind IN ('v', 'm') AND NOT coalesce('security_invoker=true' = ANY(v.reloptions), false)
        AND EXISTS (SELECT FROM pg_rewrite r JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = r.oid
            JOIN stands s ON d.refclassid = 'pg_class'::regclass AND d.refobjid = s.oid WHERE r.ev_class = v.oid)
"""  # noqa: S608  (our own constants)

# Each function as it stands: its body, how it runs, and whether just those may ask it who should.
FUNCTIONS = f"""
    SELECT p.proname, p.prosrc, p.prosecdef, coalesce(p.proconfig::text[], '{{}}'),
        p.proowner = c.relowner AND NOT EXISTS (
            SELECT FROM aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a WHERE a.grantee = 0)
        AND NOT EXISTS (SELECT FROM ({READERS}) r(reader) WHERE NOT has_function_privilege(r.reader, p.oid, 'EXECUTE'))
    FROM pg_proc p JOIN pg_class c ON c.oid = %s::regclass
    WHERE p.pronamespace = 'public'::regnamespace AND p.proname LIKE 'amparo\\_%%'
"""  # noqa: S608  (our own constants)


def faults() -> Iterator[str]:
    """Yield a sentence for each gap in the wall: tables that lie open, what leads around them, functions changed."""
    with connection.cursor() as cursor:
        yield from faults_seen_by(cursor)


def faults_seen_by(cursor: Any) -> Iterator[str]:
    """The same, asked through a connection of one's own."""
    wanted = wanted_tables()
    told = [[walled.table for walled in wanted], [version_of(walled.predicate) for walled in wanted]]
    cursor.execute(TABLES, [*told, [bool(walled.files) for walled in wanted]])
    found: dict[str, list[str]] = {}
    for fault, name in cursor.fetchall():
        found.setdefault(fault, []).append(name)
    yield from (f"{fault} {', '.join(sorted(names))}. {MEND}" for fault, names in found.items())
    changed = sorted(_functions_changed(cursor))
    if changed:
        yield (
            "Functions of row security are missing, of another version, or not asked by just those who should: "
            f"{', '.join(changed)}. {MEND}"
        )


def _functions_changed(cursor: Any) -> set[str]:
    wanted = {
        function.name: (function.body, "SECURITY DEFINER" in function.how, function.settings, True)
        for function in wanted_functions()
    }
    table = root()._meta.db_table
    cursor.execute(FUNCTIONS, [table, table])
    stands = [(name, (body, definer, tuple(settings), rightly)) for name, body, definer, settings, rightly in cursor]
    # One of ours by a name that we do not know, or a second one by the same name, is a change as well.
    return {name for name, made in stands if wanted.get(name) != made} | wanted.keys() - {
        name for name, _made in stands
    }
