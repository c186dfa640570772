"""What follows from each verb of the story: one table, which every page and every action reads."""

from __future__ import annotations

from dataclasses import dataclass

from cases.models.case import NextActor
from cases.models.event import Verb


@dataclass(frozen=True)
class Act:
    """What a verb means for the case and how the story shows it.

    `then` is who must act afterwards; None leaves that as it was. An `echo` tells of something that is a line of the
    story itself, such as a note. A `structure` verb moves the case along its stages.
    """

    icon: str = "dot"
    then: NextActor | None = None
    echo: bool = False
    structure: bool = False


ACTS: dict[Verb, Act] = {
    Verb.OPENED: Act("folder-plus", then=NextActor.US, structure=True),
    Verb.ASSIGNED: Act("person-check", then=NextActor.US),
    Verb.MOVED: Act("arrow-right", structure=True),
    Verb.CLOSED: Act("lock", structure=True),
    Verb.REOPENED: Act("unlock", then=NextActor.US, structure=True),
    Verb.NEXT_SET: Act("signpost"),
    Verb.RATED: Act("exclamation-triangle"),
    Verb.REQUEST_ADDED: Act(echo=True),
    Verb.REQUEST_SETTLED: Act("check-circle", then=NextActor.US),
    Verb.TASK_ADDED: Act(echo=True),
    Verb.TASK_DONE: Act("check-lg"),
    Verb.TASK_UNDONE: Act("arrow-counterclockwise"),
    Verb.NOTE_ADDED: Act(echo=True),
    Verb.STAY_RECORDED: Act(echo=True),
    Verb.STATUS_RECORDED: Act(echo=True),
    Verb.REFERRED: Act("send", then=NextActor.PARTNER),
    Verb.RECALLED: Act("arrow-counterclockwise", then=NextActor.US),
}


def verbs_that(mark: str) -> list[Verb]:
    """The verbs whose act bears this mark: "echo" or "structure"."""
    return [verb for verb, act in ACTS.items() if getattr(act, mark)]
