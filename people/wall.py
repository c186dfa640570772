"""What of `people` the second wall is built from: whose files they are, whom a grant or an emergency names.

Also what is found past it.

The functions below run as the owner. They return numbers only; whoever asks reads the rows behind row security.
"""

from people.models import KINDS, Subject
from people.models.kind import FactKind
from staff.models.emergency_access import LIVE
from staff.policy import SIGHT, When, roles_for
from staff.wall.functions import AS_OWNER, PINNED, Function
from staff.wall.tables import known

# The table that every other table behind the wall leads to.
ROOT = Subject

# Rows may also speak of files they do not belong to.
MENTIONS = frozenset({"speaker_subject", "relative"})

# Named as a team is whoever works with files in it, not who is there as an auditor or a partner.
_WORKING = (
    ", ".join(sorted({f"'{role.value}'" for action in SIGHT for role in roles_for(action, When.GRANTED)})) or "NULL"
)

# Subject ids that name the reader `$1`, by the way they do. A restricted file opens to a person, not to a team.
NAMED = {
    When.GRANTED: f"""
        SELECT g.subject_id FROM public.people_grant g JOIN public.people_subject s ON s.id = g.subject_id
        WHERE (g.user_id = $1 OR NOT s.restricted AND g.team_id IN (
                SELECT team_id FROM public.amparo_roles($1) WHERE role IN ({_WORKING})))
            AND (g.until IS NULL OR g.until >= (now() AT TIME ZONE 'UTC')::date) AND g.taken_back_at IS NULL
    """,  # noqa: S608  (our own constants)
    # Until a moment, not a day: asked anew by every request, of the clock of the database.
    When.EMERGENCY: f"SELECT e.file FROM public.staff_emergencyaccess e WHERE e.reader_id = $1 AND {LIVE}",  # noqa: S608
}

MOST_FOUND = 1000

# An index over tokens cannot serve a query behind row security, because its operators could leak what they compare. So
# the owner looks, among the files that whoever asks may know of, and tells their numbers, the likeliest ones.
# `words` holds for each word its tokens as a word, a beginning and a sound; as many of them have to fit as `fewest`.
SEARCH = f"""
DECLARE
    word jsonb;
    fits text[] := '{{}}';
    likeness text[] := '{{}}';
    somehow bigint[];
BEGIN
    FOR word IN SELECT w.value FROM jsonb_array_elements(words) w LOOP
        SELECT fits || format('(s.name_tokens && %L::bigint[])', array_agg(t.value::bigint)),
            likeness || format('CASE %s ELSE 0 END', string_agg(
                format('WHEN s.name_tokens @> %L::bigint[] THEN %s', ARRAY[t.value::bigint], 4 - t.place),
                ' ' ORDER BY t.place)),
            somehow || array_agg(t.value::bigint)
        INTO fits, likeness, somehow
        FROM jsonb_array_elements_text(word) WITH ORDINALITY t(value, place) WHERE t.value IS NOT NULL;
    END LOOP;
    RETURN QUERY EXECUTE format(
        'SELECT s.id FROM public.people_subject s WHERE %s AND ({known(prefix="s.")})
         ORDER BY %s DESC, s.created_at DESC, s.id DESC LIMIT {MOST_FOUND}',
        CASE WHEN fewest >= cardinality(fits) THEN array_to_string(fits, ' AND ')
            ELSE format('s.name_tokens && %L::bigint[] AND %s >= %s', somehow,
                array_to_string(ARRAY(SELECT f || '::integer' FROM unnest(fits) f), ' + '), fewest) END,
        array_to_string(likeness, ' + '));
END
"""  # noqa: S608  (our own constants)


def _number_of_fact(kind: FactKind) -> str:
    """SQL for the number of the file whose page shows the fact with the public id `$1`."""
    table, column = kind.model._meta.db_table, kind.owner.partition("__")[0]
    if kind.owner == "promise__promisee":
        return (
            f"SELECT p.promisee_id FROM public.{table} f JOIN public.people_promise p ON p.id = f.promise_id"  # noqa: S608
            " WHERE f.public_id = $1"
        )
    # Persons and groups carry the number of their file.
    return f"SELECT f.{column}_id FROM public.{table} f WHERE f.public_id = $1"  # noqa: S608


FUNCTIONS = (
    Function(
        "amparo_found_by_name(words jsonb, fewest integer)",
        "SETOF bigint",
        f"LANGUAGE plpgsql STABLE SECURITY DEFINER {PINNED}",
        SEARCH,
    ),
    # The record of refusals says by number what was asked for, also of what is hidden.
    Function(
        "amparo_number_of_file(public_id uuid)",
        "SETOF bigint",
        AS_OWNER,
        "SELECT s.id FROM public.people_subject s WHERE s.public_id = $1",
    ),
    *(
        Function(
            f"amparo_number_of_file_by_{kind.column}(public_id uuid)", "SETOF bigint", AS_OWNER, _number_of_fact(kind)
        )
        for kind in KINDS.values()
    ),
    Function(
        "amparo_number_of_file_by_hold(public_id uuid)",
        "SETOF bigint",
        AS_OWNER,
        "SELECT h.subject_id FROM public.people_legalhold h WHERE h.public_id = $1",
    ),
)
