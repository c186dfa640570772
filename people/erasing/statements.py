"""The SQL that erases a file and that guards one which must not be erased, written from the models.

`manage.py build_database` runs it as the owner of the tables. The application may call `people_erase` and nothing more:
the function looks for both signatures and for legal holds itself, and lets go of everything with triggers and row
history at rest, within its own run alone. Guards are on even then.
"""

# ruff: noqa: S608  (every name in these statements is one of our own tables and columns)
from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import connection

from people.erasing.graph import Branch, Way, branches, empty_value, referring_to, shared
from people.models import Erasure, LegalHold, Subject
from people.models.erasure import COOLING

ERASE = "people_erase"
# PostgreSQL names a constraint in what it raises; these are the names under which pages know what was refused.
HELD, UNSIGNED, GONE = "legal_hold_forbids_erasing", "erasure_needs_two_people", "erased_file_stays_empty"
HELD_ELSEWHERE = "legal_hold_elsewhere_forbids_erasing"
SAID = {
    HELD: "A legal hold stands on this file: nothing on it can be erased.",
    HELD_ELSEWHERE: "A legal hold stands on another file that names them: nothing on it can be erased.",
    UNSIGNED: "A file is erased only when two people have signed, each for themselves, a day apart.",
    GONE: "This file was erased: nothing can be written on it.",
}
PINNED = "SECURITY DEFINER SET search_path = pg_catalog, pg_temp"


def functions() -> dict[str, tuple[str, str]]:
    """Every function by name: how it is declared, and its body."""
    made = {f"{ERASE}(erasure bigint)": ("void", f"{PINNED} SET session_replication_role = replica", _erase())}
    guards = {f"{_guard(one.table)}()": ("trigger", PINNED, _guard_body(one)) for one in branches() if one.is_guarded}
    return {
        name: (f"CREATE OR REPLACE FUNCTION public.{name} RETURNS {kind} LANGUAGE plpgsql {how}", body)
        for name, (kind, how, body) in (made | guards).items()
    }


def triggers() -> dict[str, str]:
    """The table of every guard, by the guard's name."""
    return {_guard(one.table): one.table for one in branches() if one.is_guarded}


def statements() -> Iterator[str]:
    """Make every function and guard, or make it anew."""
    for name, (head, body) in functions().items():
        yield f"{head} AS $body${body}$body$"
        yield f"REVOKE ALL ON FUNCTION public.{name} FROM PUBLIC"
    for guard, table in triggers().items():
        also = " OR UPDATE" if table in (_table(Subject), _table(Erasure)) else ""
        yield (
            f'CREATE OR REPLACE TRIGGER "{guard}" BEFORE INSERT{also} OR DELETE ON public."{table}" FOR EACH ROW'
            f' EXECUTE FUNCTION public."{guard}"()'
        )
        yield f'ALTER TABLE public."{table}" ENABLE ALWAYS TRIGGER "{guard}"'
    # Whoever writes erasures may have them carried out.
    yield f"""DO $$ DECLARE grantee regrole; BEGIN
        FOR grantee IN SELECT a.grantee FROM pg_class c, aclexplode(c.relacl) a
            WHERE c.oid = 'public.{_table(Erasure)}'::regclass AND a.privilege_type = 'INSERT' AND a.grantee <> 0
        LOOP EXECUTE format('GRANT EXECUTE ON FUNCTION public.{ERASE}(bigint) TO %s', grantee); END LOOP; END $$"""


def missing() -> list[str]:
    """The tables whose guard is off or missing, and the functions that are not those of this version."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT proname, prosrc FROM pg_proc WHERE pronamespace = 'public'::regnamespace")
        there = dict(cursor.fetchall())
        cursor.execute("SELECT tgname FROM pg_trigger WHERE tgenabled = 'A'")
        awake = {name for (name,) in cursor.fetchall()}
    changed = [n for name, (_head, body) in functions().items() if there.get(n := name.partition("(")[0]) != body]
    return sorted({*changed, *(set(triggers()) - awake)})


def _erase() -> str:
    declared = "\n".join(
        f"    {_keys(one.table)} {one.model._meta.pk.rel_db_type(connection)}[];" for one in branches()
    )
    shared_keys = "\n".join(f"    {_keys(m._meta.db_table)} bigint[] := '{{}}';" for m in shared())
    steps = "\n".join(
        [
            *(_collect(one) for one in branches()),
            *(_collect_shared(model) for model in shared()),
            *(step for one in branches() for step in _let_go(one)),
            *(step for one in reversed(branches()) for step in _remove(one)),
            *(step for model in shared() for step in _remove_shared(model)),
        ]
    )
    return f"""
DECLARE
    signed public.{_table(Erasure)};
    named bigint[];
{declared}
{shared_keys}
BEGIN
    SELECT * INTO signed FROM public.{_table(Erasure)} WHERE id = erasure FOR UPDATE;
    IF signed.id IS NULL OR signed.agreed_at IS NULL OR signed.agreed_by_id = signed.asked_by_id
        OR signed.agreed_at < signed.asked_at + interval '{COOLING.total_seconds():.0f} seconds'
        OR signed.withdrawn_at IS NOT NULL OR signed.erased_at IS NOT NULL THEN
        {_raise(UNSIGNED)}
    END IF;
    PERFORM FROM public.{_table(Subject)} WHERE id = signed.subject_id FOR UPDATE;
    IF EXISTS (SELECT FROM public.{_table(LegalHold)} WHERE subject_id = signed.subject_id AND lifted_at IS NULL) THEN
        {_raise(HELD)}
    END IF;
{steps}
    UPDATE public.{_table(Subject)} SET erased_on = current_date WHERE id = signed.subject_id;
    UPDATE public.{_table(Erasure)} SET erased_at = clock_timestamp() WHERE id = signed.id;
END
"""


def _collect(one: Branch) -> str:
    """The keys of the rows on the file: those there are, and those that only row history still knows."""
    if not one.ways:
        return f"    {_keys(one.table)} := ARRAY[signed.subject_id];"
    live = f'SELECT r."{one.key}" FROM public."{one.table}" r WHERE {_belongs(one, "r")}'
    if one.history is None:
        return f"    {_keys(one.table)} := ARRAY({live});"
    gone = (
        f'SELECT h.pgh_obj_id FROM public."{one.history._meta.db_table}" h WHERE ({_belongs(one, "h")})'
        f' AND NOT EXISTS (SELECT FROM public."{one.table}" r WHERE r."{one.key}" = h.pgh_obj_id)'
    )
    return f"    {_keys(one.table)} := ARRAY({live} UNION {gone});"


def _belongs(one: Branch, row: str) -> str:
    columns = _columns(one.history) if row == "h" else None
    ways = [way for way in one.ways if columns is None or way.column in columns]
    return " OR ".join(way.among(row, _keys(way.to._meta.db_table)) for way in ways) or "false"


def _let_go(one: Branch) -> Iterator[str]:
    """Empty what rows of other files say of this one; what corrects such a row, or was corrected by it, as well."""
    for mention in one.mentions:
        if not mention.emptied:
            continue
        column, keys = mention.way.column, _keys(mention.way.to._meta.db_table)
        first = (
            f'SELECT r."{one.key}" FROM public."{one.table}" r WHERE r."{column}" = ANY ({keys})'
            f' AND NOT r."{one.key}" = ANY ({_keys(one.table)})'
        )
        if one.chain:
            first = (
                f'WITH RECURSIVE chain (id) AS ({first} UNION SELECT b."{one.key}" FROM chain'
                f' JOIN public."{one.table}" a ON a."{one.key}" = chain.id'
                f' JOIN public."{one.table}" b ON b."{one.chain}" = a."{one.key}" OR a."{one.chain}" = b."{one.key}"'
                # A correction that names somebody else is about somebody else.
                f' WHERE b."{column}" IS NULL) SELECT id FROM chain'
            )
        yield f"    named := ARRAY({first});"
        # A held file is kept whole, also in what it says of others.
        files = " UNION ".join(_files(way.to, f'r."{way.column}"') for way in one.ways)
        yield (
            f'    IF EXISTS (SELECT FROM public."{one.table}" r, LATERAL ({files}) f (file)'
            f" JOIN public.{_table(LegalHold)} h ON h.subject_id = f.file AND h.lifted_at IS NULL"
            f' WHERE r."{one.key}" = ANY (named)) THEN {_raise(HELD_ELSEWHERE)} END IF;'
        )
        yield _empty(one.table, mention.emptied, f'"{one.key}" = ANY (named)')
        if one.history is not None:
            kept = [field for field in mention.emptied if field.column in _columns(one.history)]
            whose = f'pgh_obj_id = ANY (named) OR "{column}" = ANY ({keys})'
            yield _empty(one.history._meta.db_table, kept, whose)


def _remove(one: Branch) -> Iterator[str]:
    mine = f'"{one.key}" = ANY ({_keys(one.table)})'
    if one.history is not None:
        yield (
            f'    DELETE FROM public."{one.history._meta.db_table}" h'
            f" WHERE h.pgh_obj_id = ANY ({_keys(one.table)}) OR {_belongs(one, 'h')};"
        )
    if one.outlives is not None:
        if one.emptied:
            yield _empty(one.table, one.emptied, mine)
        return
    if one.chain:
        # A row that corrects one of these and is on another file stays there, and names it no longer.
        yield (
            f'    UPDATE public."{one.table}" SET "{one.chain}" = NULL'
            f' WHERE "{one.chain}" = ANY ({_keys(one.table)}) AND NOT {mine};'
        )
    yield f'    DELETE FROM public."{one.table}" WHERE {mine};'


def _collect_shared(model: Any) -> str:
    """What the rows that go refer to: whether anything else does is seen when they are gone."""
    tables = {one.model: one for one in branches() if one.outlives is None}
    parts = [
        f'SELECT "{field.column}" FROM public."{field.model._meta.db_table}"'
        f' WHERE "{tables[field.model].key}" = ANY ({_keys(tables[field.model].table)})'
        for field in referring_to(model)
        if field.model in tables
    ]
    return f"    {_keys(model._meta.db_table)} := ARRAY({' UNION '.join(parts)});" if parts else ""


def _remove_shared(model: Any) -> Iterator[str]:
    table, key = model._meta.db_table, model._meta.pk.column
    for field in referring_to(model):
        yield (
            f"    {_keys(table)} := ARRAY(SELECT k FROM unnest({_keys(table)}) k WHERE NOT EXISTS"
            f' (SELECT FROM public."{field.model._meta.db_table}" WHERE "{field.column}" = k));'
        )
    history = getattr(model, "pgh_event_model", None)
    if history is not None:
        yield f'    DELETE FROM public."{history._meta.db_table}" WHERE pgh_obj_id = ANY ({_keys(table)});'
    yield f'    DELETE FROM public."{table}" WHERE "{key}" = ANY ({_keys(table)});'


def _empty(table: str, fields: Any, whose: str) -> str:
    sets = ", ".join(f'"{field.column}" = {empty_value(field)}' for field in fields)
    return f'    UPDATE public."{table}" SET {sets} WHERE {whose};'


def _guard_body(one: Branch) -> str:
    if one.model is Subject:
        return _guard_of_the_subject()
    settled = ""
    if one.model is Erasure:
        settled = f"""
    IF TG_OP = 'UPDATE' AND NEW.erased_at IS DISTINCT FROM OLD.erased_at AND NOT {_IN_THE_FUNCTION} THEN
        {_raise(UNSIGNED)}
    END IF;
    IF TG_OP = 'UPDATE' THEN RETURN NEW; END IF;"""
    ways = "\n".join(
        f'    IF this."{way.column}" IS NOT NULL THEN files := files || ARRAY({_files(way.to, _value(way))}); END IF;'
        for way in one.ways
    )
    # What outlives the file may be taken away while a hold stands: who may see it is no part of what is held.
    held = (
        f"""
        IF EXISTS (SELECT FROM public.{_table(LegalHold)} WHERE subject_id = ANY (files) AND lifted_at IS NULL) THEN
            {_raise(HELD)}
        END IF;"""
        if one.outlives is None
        else ""
    )
    return f"""
DECLARE
    this public."{one.table}";
    files bigint[] := '{{}}';
BEGIN{settled}
    IF TG_OP = 'DELETE' THEN this := OLD; ELSE this := NEW; END IF;
{ways}
    IF TG_OP = 'DELETE' THEN{held}
        RETURN OLD;
    END IF;
    IF EXISTS (SELECT FROM public.{_table(Subject)} WHERE id = ANY (files) AND erased_on IS NOT NULL) THEN
        {_raise(GONE)}
    END IF;
    RETURN NEW;
END
"""


# Whether `people_erase` (or the owner, when keys are changed) is at work: nobody else may let triggers rest.
_IN_THE_FUNCTION = "current_setting('session_replication_role') = 'replica'"


def _guard_of_the_subject() -> str:
    return f"""
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.erased_on IS NOT NULL THEN {_raise(UNSIGNED)} END IF;
        RETURN NEW;
    END IF;
    IF (TG_OP = 'DELETE' OR NEW.name = '\\x' OR NEW.erased_on IS NOT NULL) AND EXISTS
        (SELECT FROM public.{_table(LegalHold)} WHERE subject_id = OLD.id AND lifted_at IS NULL) THEN
        {_raise(HELD)}
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    IF NOT {_IN_THE_FUNCTION} THEN
        IF OLD.erased_on IS NOT NULL THEN {_raise(GONE)} END IF;
        IF NEW.erased_on IS NOT NULL THEN {_raise(UNSIGNED)} END IF;
    END IF;
    RETURN NEW;
END
"""


def _files(model: Any, value: str, depth: int = 0) -> str:
    """SQL for the files that a row of `model` with this key is on."""
    if model is Subject:
        return f"SELECT {value}"
    one = next(one for one in branches() if one.model is model)
    if [way.column for way in one.ways] == [one.key]:
        return _files(one.ways[0].to, value, depth)
    row = f"t{depth}"
    parts = " UNION ".join(_files(way.to, f'{row}."{way.column}"', depth + 1) for way in one.ways)
    return (
        f'SELECT f{depth}.file FROM public."{one.table}" {row}, LATERAL ({parts}) f{depth} (file)'
        f' WHERE {row}."{one.key}" = {value}'
    )


def _value(way: Way) -> str:
    return f'this."{way.column}"'


def _raise(name: str) -> str:
    return f"RAISE EXCEPTION '{SAID[name]}' USING ERRCODE = 'check_violation', CONSTRAINT = '{name}';"


def _keys(table: str) -> str:
    return f"k_{table}"


def _guard(table: str) -> str:
    return f"{table}_keeps_with_its_file"


def _columns(history: Any) -> set[str]:
    return {str(field.column) for field in history._meta.concrete_fields}


def _table(model: Any) -> str:
    return str(model._meta.db_table)
