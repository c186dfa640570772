"""What of `cases` the second wall is built from: a file names whoever is the caseworker of a case on it.

Files of which a referral in force shares some part name the partner as well. That opens them to no action but reading
what was referred: `amparo_enter` passes them over, and only the pages of referrals enter the database as a partner.
Which part is shown, the query of the page says.
"""

from staff.policy import Action, When, roles_for
from staff.wall.functions import AS_OWNER, PINNED, Function

NAMED = {
    When.OWN_CASE: "SELECT c.subject_id FROM public.cases_case c WHERE c.caseworker_id = $1 AND c.closed_on IS NULL",
    When.REFERRED: "SELECT r FROM public.amparo_referred($1, (now() AT TIME ZONE 'UTC')::date) r",
}

_LEAVE = """
    SELECT FROM public.{table} l WHERE l.subject_id = c.subject_id AND l.recipient_id = r.recipient_id
        AND l.purpose = r.purpose AND l.classes && r.classes
        AND l.withdrawn_at IS NULL AND l.begins_on <= $2 AND l.until >= $2
"""
_ROLES = ", ".join(sorted(f"'{role.value}'" for role in roles_for(Action.SEE_REFERRED, When.REFERRED))) or "NULL"

FUNCTIONS = (
    Function(
        "amparo_referred(reader bigint, today date)",
        "SETOF bigint",
        AS_OWNER,
        f"""
        SELECT DISTINCT c.subject_id FROM public.people_partnership p
        JOIN public.cases_referral r ON r.recipient_id = p.actor_id JOIN public.cases_case c ON c.id = r.case_id
        WHERE p.user_id = $1 AND r.recalled_at IS NULL AND r.until >= $2
            AND (EXISTS ({_LEAVE.format(table="people_consent")})
                OR EXISTS ({_LEAVE.format(table="people_consentoverride")}))
        """,  # noqa: S608 (our own constants)
    ),
    Function(
        "amparo_enter_as_partner(reader bigint, today date)",
        "void",
        f"LANGUAGE sql VOLATILE SECURITY DEFINER {PINNED}",
        f"""
        WITH opened AS (SELECT r FROM public.amparo_referred($1, $2) r
            WHERE EXISTS (SELECT FROM public.amparo_roles($1) held WHERE held.role IN ({_ROLES})))
        SELECT set_config('amparo.house', '', true), set_config('amparo.teams', '{{}}', true),
            set_config('amparo.named', coalesce((SELECT array_agg(r) FROM opened)::text, '{{}}'), true)
        """,  # noqa: S608  (our own constants)
    ),
    # References are numbered over all teams. The index compares byte by byte, so the search does as well.
    Function(
        "amparo_newest_reference(year integer)",
        "text",
        AS_OWNER,
        """
        SELECT c.reference FROM public.cases_case c
        WHERE c.reference ~>=~ format('AMP-%s-', $1) AND c.reference ~<~ format('AMP-%s.', $1)
        ORDER BY c.reference USING ~>~ LIMIT 1
        """,
    ),
    # The record of refusals says by number what was asked for, also of what is hidden.
    Function(
        "amparo_number_of_case(reference text)",
        "SETOF bigint",
        AS_OWNER,
        "SELECT c.id FROM public.cases_case c WHERE c.reference = $1",
    ),
    Function(
        "amparo_number_of_file_by_case(reference text)",
        "SETOF bigint",
        AS_OWNER,
        "SELECT c.subject_id FROM public.cases_case c WHERE c.reference = $1",
    ),
    # Past the wall, and numbers only: for somebody in an emergency, whose notices and reason are written with it.
    Function(
        "amparo_file_called(reference text, public_id uuid)",
        "TABLE(file bigint, team bigint)",
        AS_OWNER,
        """
        SELECT s.id, s.team_id FROM public.people_subject s WHERE s.public_id = $2
        UNION SELECT s.id, s.team_id FROM public.people_subject s JOIN public.cases_case c ON c.subject_id = s.id
            WHERE c.reference = $1
        """,
    ),
)
