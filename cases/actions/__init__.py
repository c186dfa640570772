"""Everything that writes work: verb first, one transaction, the acting user named, one line in the story."""

from cases.actions.case import assign_case, close_case, move_case, open_case, rate_case, reopen_case, set_next_step
from cases.actions.emergency import break_glass
from cases.actions.exports import agree_to_export, ask_for_export, cancel_export, fetch_export, refuse_export
from cases.actions.facts import record_legal_status, record_stay
from cases.actions.referrals import recall_referral, refer_case
from cases.actions.retention import keep_longer
from cases.actions.work import add_note, add_request, add_task, finish_task, settle_request, take_up_task

__all__ = [
    "add_note",
    "add_request",
    "add_task",
    "agree_to_export",
    "ask_for_export",
    "assign_case",
    "break_glass",
    "cancel_export",
    "close_case",
    "fetch_export",
    "finish_task",
    "keep_longer",
    "move_case",
    "open_case",
    "rate_case",
    "recall_referral",
    "record_legal_status",
    "record_stay",
    "refer_case",
    "refuse_export",
    "reopen_case",
    "set_next_step",
    "settle_request",
    "take_up_task",
]
