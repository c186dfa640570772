"""What is done to a sign-in, and what happens to the record of reads."""

from staff.actions.linked_account import link_account, unlink_account
from staff.actions.reads import Budget, Seen, record_read
from staff.actions.sign_in import end_sessions, reset_second_factor, sign_out_everywhere
from staff.actions.stops import release_reader, stop_reader

__all__ = [
    "Budget",
    "Seen",
    "end_sessions",
    "link_account",
    "record_read",
    "release_reader",
    "reset_second_factor",
    "sign_out_everywhere",
    "stop_reader",
    "unlink_account",
]
