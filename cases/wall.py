"""What of `cases` the second wall is built from: a file names whoever is the caseworker of a case on it."""

from staff.policy import When

NAMED = {When.OWN_CASE: "SELECT c.subject_id FROM public.cases_case c WHERE c.caseworker_id = $1"}
