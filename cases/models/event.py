from __future__ import annotations

from typing import Any

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.models.case import Case
from staff.encryption.fields import EncryptedTextField


class Verb(models.TextChoices):
    """What was done. Each is a sentence that begins with who did it."""

    OPENED = "opened", _("opened the case")
    ASSIGNED = "assigned", _("gave the case to a caseworker")
    MOVED = "moved", _("moved the case to another stage")
    CLOSED = "closed", _("closed the case")
    REOPENED = "reopened", _("reopened the case")
    NEXT_SET = "next-set", _("said who must act next")
    RATED = "rated", _("set risk and priority")
    REQUEST_ADDED = "request-added", _("added a support request")
    REQUEST_SETTLED = "request-settled", _("settled a support request")
    TASK_ADDED = "task-added", _("added a task")
    TASK_DONE = "task-done", _("finished a task")
    TASK_UNDONE = "task-undone", _("took a task up again")
    NOTE_ADDED = "note-added", _("added a note")
    STAY_RECORDED = "stay-recorded", _("recorded a stay")
    STATUS_RECORDED = "status-recorded", _("recorded a legal status")
    REFERRED = "referred", _("referred the case to a partner")
    RECALLED = "recalled", _("called a referral back")


class Event(models.Model):
    """One line of the story: who did what, when, and why. Never changed, never deleted."""

    case = models.ForeignKey(Case, verbose_name=_("case"), on_delete=models.PROTECT, related_name="events")
    verb = models.CharField(_("what"), max_length=20, choices=Verb)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("who"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    at = models.DateTimeField(_("when"), default=timezone.now)
    # Codes and ids only; words that could name someone go to `why`, which is encrypted.
    detail: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(_("detail"), default=dict, blank=True)
    why = EncryptedTextField(_("why"), max_length=500, multiline=True, blank=True, default="")

    class Meta:
        verbose_name = _("line of the story")
        verbose_name_plural = _("story")
        ordering = ("-at", "-id")
        indexes = [models.Index(fields=["case", "-at", "-id"], name="event_newest_of_case")]
        triggers = [pgtrigger.Protect(name="story_is_never_rewritten", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.case} · {self.get_verb_display()}"
