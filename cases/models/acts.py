"""How the story shows each verb: one table."""

from __future__ import annotations

from dataclasses import dataclass

from cases.models.event import Verb


@dataclass(frozen=True)
class Act:
    """What a verb does and how the story shows it.

    An `echo` tells of something that is a line of the story itself, such as a note. A `structure` verb moves the case
    along its stages.
    """

    icon: str = "dot"
    echo: bool = False
    structure: bool = False


ACTS: dict[Verb, Act] = {
    Verb.OPENED: Act("folder-plus", structure=True),
    Verb.ASSIGNED: Act("person-check"),
    Verb.MOVED: Act("arrow-right", structure=True),
    Verb.CLOSED: Act("lock", structure=True),
    Verb.REOPENED: Act("unlock", structure=True),
    Verb.NEXT_SET: Act("signpost"),
    Verb.RATED: Act("exclamation-triangle"),
    Verb.REQUEST_ADDED: Act(echo=True),
    Verb.REQUEST_SETTLED: Act("check-circle"),
    Verb.TASK_ADDED: Act(echo=True),
    Verb.TASK_DONE: Act("check-lg"),
    Verb.TASK_UNDONE: Act("arrow-counterclockwise"),
    Verb.NOTE_ADDED: Act(echo=True),
    Verb.STAY_RECORDED: Act(echo=True),
    Verb.STATUS_RECORDED: Act(echo=True),
    Verb.REFERRED: Act("send"),
    Verb.RECALLED: Act("arrow-counterclockwise"),
}


def verbs_that(mark: str) -> list[Verb]:
    """The verbs whose act bears this mark: "echo" or "structure"."""
    return [verb for verb, act in ACTS.items() if getattr(act, mark)]
