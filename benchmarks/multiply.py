"""Many synthetic files out of a few: copies made inside PostgreSQL, where sealing each anew would take an hour."""

from __future__ import annotations

import psycopg

# What hangs off a person, and what hangs off a case.
OF_A_PERSON = ("people_stay", "people_legalstatus")
OF_A_CASE = ("cases_supportrequest", "cases_note", "cases_task")


def multiply(owner: psycopg.Connection, times: int, *, other_team: int) -> None:
    """Copy every generated person and case until there are `times` as many; every third copy is another team's.

    `owner` is the owner's connection. Row history of the copies is left out: no page that is measured reads it.
    """
    owner.execute("SET session_replication_role = replica")
    span = _most(owner, "people_subject"), _most(owner, "cases_case")
    for copy in range(1, times):
        moved = {"subject_id": f"t.subject_id + {copy * span[0]}", "case_id": f"t.case_id + {copy * span[1]}"}
        elsewhere = {"team_id": str(other_team), "caseworker_id": "NULL"} if copy % 3 == 0 else {}
        subjects = f"t.synthetic AND t.id <= {span[0]}"
        cases = f"t.reference LIKE 'AMP-2021-%' AND t.id <= {span[1]}"
        of_subjects = f"t.subject_id IN (SELECT t.id FROM people_subject t WHERE {subjects})"
        of_cases = f"t.case_id IN (SELECT t.id FROM cases_case t WHERE {cases})"
        _copy(owner, "people_subject", subjects, id=f"t.id + {copy * span[0]}", **elsewhere)
        _copy(owner, "people_person", of_subjects, **moved)
        reference = f"'AMP-{3000 + copy}-' || right(t.reference, 6)"
        _copy(owner, "cases_case", cases, id=f"t.id + {copy * span[1]}", reference=reference, **moved, **elsewhere)
        for table in OF_A_PERSON:
            _copy(owner, table, of_subjects, id=f"nextval(pg_get_serial_sequence('{table}', 'id'))", **moved)
        for table in OF_A_CASE:
            _copy(owner, table, of_cases, id=f"nextval(pg_get_serial_sequence('{table}', 'id'))", **moved)
    owner.execute("SET session_replication_role = DEFAULT")
    owner.commit()
    owner.autocommit = True
    owner.execute("VACUUM ANALYZE")


def _most(owner: psycopg.Connection, table: str) -> int:
    (number,) = owner.execute(f"SELECT max(id) FROM {table}").fetchone() or (0,)
    return int(number)


def _copy(owner: psycopg.Connection, table: str, which: str, **instead: str) -> None:
    columns = [
        name
        for (name,) in owner.execute(
            "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped"
            " AND attgenerated = ''",
            [table],
        ).fetchall()
    ]
    instead = {"public_id": "gen_random_uuid()", **instead}
    told = ", ".join(instead.get(name, f"t.{name}") for name in columns)
    owner.execute(
        f"INSERT INTO {table} ({', '.join(columns)}) OVERRIDING SYSTEM VALUE SELECT {told} FROM {table} t WHERE {which}"
    )
