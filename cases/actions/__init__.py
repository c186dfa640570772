"""Everything that writes work: verb first, one transaction, the acting user named, one line in the story."""

from cases.actions.case import assign_case, close_case, move_case, open_case, rate_case, reopen_case, set_next_step
from cases.actions.emergency import break_glass
from cases.actions.facts import record_legal_status, record_stay
from cases.actions.retention import keep_longer
from cases.actions.work import add_note, add_request, add_task, finish_task, settle_request, take_up_task

__all__ = [
    "add_note",
    "add_request",
    "add_task",
    "assign_case",
    "break_glass",
    "close_case",
    "finish_task",
    "keep_longer",
    "move_case",
    "open_case",
    "rate_case",
    "record_legal_status",
    "record_stay",
    "reopen_case",
    "set_next_step",
    "settle_request",
    "take_up_task",
]
