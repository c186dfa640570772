"""What of `people` the second wall is built from: whose files they are, and whom a grant names."""

from people.models import Subject
from staff.policy import When

# The table that every other table behind the wall leads to.
ROOT = Subject

# Rows may also speak of files they do not belong to.
MENTIONS = frozenset({"speaker_subject", "relative"})

# Subject ids that name the reader `$1`, by the way they do. A restricted file opens to a person, not to a team.
NAMED = {
    When.GRANTED: """
        SELECT g.subject_id FROM public.people_grant g JOIN public.people_subject s ON s.id = g.subject_id
        WHERE (g.user_id = $1 OR NOT s.restricted AND g.team_id IN (SELECT team_id FROM public.amparo_roles($1)))
            AND (g.until IS NULL OR g.until >= (now() AT TIME ZONE 'UTC')::date)
    """
}
