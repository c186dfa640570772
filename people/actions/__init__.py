"""Everything that writes what is known: verb first, one transaction, the acting user named."""

from people.actions.consent import end_override, give_consent, override_consent, withdraw_consent
from people.actions.facts import accept_fact, cite_fact, copy_of, correct_fact, record_fact, retract_fact
from people.actions.keeping import agree_to_erasure, ask_erasure, lift_hold, place_hold, withdraw_erasure
from people.actions.places import place_location
from people.actions.sight import (
    give_grant,
    lift_restriction,
    restrict_file,
    take_back_grant,
    who_would_lose_sight,
)
from people.actions.sources import attach_text, passage_text
from people.actions.subjects import (
    add_alias,
    create_cohort,
    create_person,
    identify_member,
    index_names,
    rename_cohort,
    rename_person,
)

__all__ = [
    "accept_fact",
    "add_alias",
    "agree_to_erasure",
    "ask_erasure",
    "attach_text",
    "cite_fact",
    "copy_of",
    "correct_fact",
    "create_cohort",
    "create_person",
    "end_override",
    "give_consent",
    "give_grant",
    "identify_member",
    "index_names",
    "lift_hold",
    "lift_restriction",
    "override_consent",
    "passage_text",
    "place_hold",
    "place_location",
    "record_fact",
    "rename_cohort",
    "rename_person",
    "restrict_file",
    "retract_fact",
    "take_back_grant",
    "who_would_lose_sight",
    "withdraw_consent",
    "withdraw_erasure",
]
