"""How the database keeps the record of reads: what a hash runs over, and the triggers that hold the table.

The migration makes these; `staff.record.proof` looks whether they still stand.
"""

from __future__ import annotations

import hashlib

SHARDS = 16

# How long a page waits for the end of its chain, which another page holds until it is answered. Longer than the three
# seconds of the application role: whoever opens many pages at once waits, and is not told that something broke.
PATIENCE = "14s"

# What a row says, as text with a line break between the parts; the texts among them hold none.
CONTENT = r"""concat_ws(E'\n', 'amparo read 1', r.shard, r.n, r.id, (extract(epoch FROM r.at) * 1000000)::bigint,
    coalesce(r.reader::text, ''), coalesce(host(r.address), ''), r.page, r.status, array_to_string(r.opened, ','),
    array_to_string(r.listed, ','), array_to_string(r.opened_cases, ','), array_to_string(r.listed_cases, ','),
    r.revealed, coalesce(r.revealed_of::text, ''), array_to_string(r.tokens, ','),
    array_to_string(r.emergencies, ','))"""

# What a row says, turned round: one look for each file and case in it.
LOOKS = """SELECT v.thing, v.thing_id, CASE WHEN r.status <> 200 THEN 'refused'
        WHEN r.revealed LIKE 'cases.export.%' THEN 'taken' WHEN v.listed THEN 'listed'
        WHEN r.revealed <> '' THEN 'revealed' ELSE 'opened' END AS how, r.id AS read_id
    FROM (SELECT 'subject' AS thing, unnest(r.opened) AS thing_id, false AS listed
        UNION ALL SELECT 'subject', unnest(r.listed), true
        UNION ALL SELECT 'case', unnest(r.opened_cases), false
        UNION ALL SELECT 'case', unnest(r.listed_cases), true) v"""


def genesis(shard: int) -> bytes:
    """What the first row of a chain follows; its own for each chain, so that one cannot pass for another."""
    return hashlib.sha256(f"amparo record of reads {shard}".encode()).digest()


# The number in the chain is given while the chain's end is locked, so that no two rows can claim one place.
JOIN_THE_CHAIN = f"""
DECLARE r public.staff_read := NEW; head public.staff_chainhead;
BEGIN
    r.at := clock_timestamp();
    r.shard := coalesce(r.reader, 0) % {SHARDS};
    SELECT * INTO STRICT head FROM public.staff_chainhead WHERE shard = r.shard FOR UPDATE;
    r.n := head.n + 1;
    r.previous := head.hash;
    r.hash := sha256(r.previous || convert_to({CONTENT}, 'UTF8'));
    UPDATE public.staff_chainhead SET n = r.n, hash = r.hash WHERE shard = r.shard;
    INSERT INTO public.staff_look (thing, thing_id, how, read_id) {LOOKS};
    RETURN r;
END
"""  # noqa: S608  (our own constants)

STAY_AS_WRITTEN = """
BEGIN
    RAISE EXCEPTION 'The record of reads is never changed.' USING ERRCODE = 'insufficient_privilege';
END
"""

FUNCTIONS = {"staff_read_joins_the_chain": JOIN_THE_CHAIN, "staff_read_stays_as_written": STAY_AS_WRITTEN}

# Table, name, when, function. ALWAYS: they also hold where a session claims to be a replica.
TRIGGERS = (
    ("staff_read", "joins_the_chain", "BEFORE INSERT ON {} FOR EACH ROW", "staff_read_joins_the_chain"),
    ("staff_read", "stays", "BEFORE UPDATE OR DELETE ON {} FOR EACH ROW", "staff_read_stays_as_written"),
    ("staff_read", "is_not_emptied", "BEFORE TRUNCATE ON {} FOR EACH STATEMENT", "staff_read_stays_as_written"),
    ("staff_look", "stays", "BEFORE UPDATE OR DELETE ON {} FOR EACH ROW", "staff_read_stays_as_written"),
    ("staff_look", "is_not_emptied", "BEFORE TRUNCATE ON {} FOR EACH STATEMENT", "staff_read_stays_as_written"),
    ("staff_chainhead", "stays", "BEFORE DELETE ON {} FOR EACH ROW", "staff_read_stays_as_written"),
    ("staff_chainhead", "is_not_emptied", "BEFORE TRUNCATE ON {} FOR EACH STATEMENT", "staff_read_stays_as_written"),
)

# What an application role keeps of the rights that it got with every table.
RIGHTS = {"staff_read": "SELECT, INSERT", "staff_look": "SELECT", "staff_chainhead": "SELECT"}


def statements() -> list[str]:
    """The SQL that the migration runs after it has made the tables, as their owner."""
    made = [
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER"
        f" SET search_path = pg_catalog, pg_temp SET lock_timeout = '{PATIENCE}' AS $body${body}$body$"
        for name, body in FUNCTIONS.items()
    ]
    made += [f"REVOKE ALL ON FUNCTION {name}() FROM PUBLIC" for name in FUNCTIONS]
    for table, name, when, function in TRIGGERS:
        made.append(f"CREATE TRIGGER {table}_{name} {when.format(table)} EXECUTE FUNCTION {function}()")
        made.append(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_{name}")
    heads = ", ".join(f"({shard}, 0, '\\x{genesis(shard).hex()}')" for shard in range(SHARDS))
    made.append(f"INSERT INTO staff_chainhead (shard, n, hash) VALUES {heads}")  # noqa: S608
    made += [_leave(table, rights) for table, rights in RIGHTS.items()]
    return made


def _leave(table: str, rights: str) -> str:
    """Take from whoever may write, but the owner, what default privileges gave, and give back these rights."""
    return f"""DO $$ DECLARE grantee regrole; BEGIN
        FOR grantee IN SELECT DISTINCT a.grantee FROM pg_class c, aclexplode(c.relacl) a
            WHERE c.oid = '{table}'::regclass AND a.grantee NOT IN (0, c.relowner) AND a.privilege_type <> 'SELECT'
        LOOP
            EXECUTE format('REVOKE ALL ON {table} FROM %s', grantee);
            EXECUTE format('GRANT {rights} ON {table} TO %s', grantee);
        END LOOP; END $$"""  # noqa: S608
