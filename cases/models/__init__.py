"""One file per noun: the list of files is the glossary of what is done."""

from cases.models.acts import ACTS, Act
from cases.models.case import NEXT, Case, NextActor, Outcome, Stage
from cases.models.event import Event, Verb
from cases.models.export import Export
from cases.models.note import Note
from cases.models.referral import Referral
from cases.models.request import RequestCitation, RequestKind, SupportRequest
from cases.models.retention import LongerKeeping, RetentionRule
from cases.models.task import Task

__all__ = [
    "ACTS",
    "NEXT",
    "Act",
    "Case",
    "Event",
    "Export",
    "LongerKeeping",
    "NextActor",
    "Note",
    "Outcome",
    "Referral",
    "RequestCitation",
    "RequestKind",
    "RetentionRule",
    "Stage",
    "SupportRequest",
    "Task",
    "Verb",
]
