"""What of `cases` the second wall is built from: a file names whoever is the caseworker of a case on it.

Whoever works elsewhere is named to no file. On the pages of what was referred to them, and on no other, the wall opens
those files of which a referral in force shares some part; which part, the query of the page says.
"""

from staff.policy import Action, When, roles_for
from staff.wall.functions import AS_OWNER, PINNED, Function

NAMED = {When.OWN_CASE: "SELECT c.subject_id FROM public.cases_case c WHERE c.caseworker_id = $1"}

_LEAVE = """
    SELECT FROM public.{table} l WHERE l.subject_id = c.subject_id AND l.recipient_id = r.recipient_id
        AND l.purpose = r.purpose AND l.classes && r.classes
        AND l.withdrawn_at IS NULL AND l.begins_on <= $2 AND l.until >= $2
"""
_ROLES = ", ".join(sorted(f"'{role.value}'" for role in roles_for(Action.SEE_REFERRED)))

FUNCTIONS = (
    Function(
        "amparo_referred(reader bigint, today date)",
        "SETOF bigint",
        AS_OWNER,
        f"""
        SELECT DISTINCT c.subject_id FROM public.people_partnership p
        JOIN public.cases_referral r ON r.recipient_id = p.actor_id JOIN public.cases_case c ON c.id = r.case_id
        WHERE p.user_id = $1 AND r.recalled_at IS NULL AND r.until >= $2
            AND EXISTS (SELECT FROM public.amparo_roles($1) held WHERE held.role IN ({_ROLES}))
            AND (EXISTS ({_LEAVE.format(table="people_consent")})
                OR EXISTS ({_LEAVE.format(table="people_consentoverride")}))
        """,  # noqa: S608 (our own constants)
    ),
    Function(
        "amparo_enter_as_partner(reader bigint, today date)",
        "void",
        f"LANGUAGE sql VOLATILE SECURITY DEFINER {PINNED}",
        """
        SELECT set_config('amparo.house', '', true), set_config('amparo.teams', '{}', true),
            set_config('amparo.named', coalesce(
                (SELECT array_agg(r) FROM public.amparo_referred($1, $2) r)::text, '{}'), true)
        """,
    ),
)
