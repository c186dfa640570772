"""What is done to a sign-in, and what happens to the record of reads."""

from staff.actions.emergency import end_emergency, lift_suspension, review_emergency
from staff.actions.linked_account import link_account, unlink_account
from staff.actions.notices import mark_read, tell
from staff.actions.reads import Budget, Seen, record_read
from staff.actions.sign_in import end_sessions, reset_second_factor, sign_out_everywhere
from staff.actions.stops import release_reader, stop_reader

__all__ = [
    "Budget",
    "Seen",
    "end_emergency",
    "end_sessions",
    "lift_suspension",
    "link_account",
    "mark_read",
    "record_read",
    "release_reader",
    "reset_second_factor",
    "review_emergency",
    "sign_out_everywhere",
    "stop_reader",
    "tell",
    "unlink_account",
]
