"""What of `cases` the second wall is built from: a file names whoever is the caseworker of a case on it."""

from staff.policy import When
from staff.wall.functions import AS_OWNER, Function

NAMED = {When.OWN_CASE: "SELECT c.subject_id FROM public.cases_case c WHERE c.caseworker_id = $1"}

FUNCTIONS = (
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
