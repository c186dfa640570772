from __future__ import annotations

import secrets
import uuid
from datetime import timedelta
from typing import TYPE_CHECKING, Self

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from staff.encryption.fields import EncryptedTextField
from staff.models import User
from staff.policy import Action, teams_for

if TYPE_CHECKING:
    from datetime import datetime

# About more people and groups than this a file is prepared only when a second person agrees.
ALONE_AT_MOST = 25
# More than this is no longer a list that somebody works with.
ROWS_AT_MOST = 2000
# How long a file waits to be fetched, a request for somebody's agreement, and the worker's work to be done.
FETCH_WITHIN = timedelta(hours=24)
AGREE_WITHIN = timedelta(days=7)
PREPARE_WITHIN = timedelta(hours=1)
PURPOSE_AT_LEAST = 20


def new_mark() -> str:
    """What tells one file from every other, in each of its rows: eight letters and figures that name nobody."""
    return secrets.token_hex(4).upper()


class ExportQuerySet(models.QuerySet["Export"]):
    """Files that somebody asked for, many at a time."""

    def asked_by(self, user: User) -> Self:
        """The user's own."""
        return self.filter(asked_by=user)

    def waiting(self) -> Self:
        """Those that wait for a second person."""
        return self.filter(state=Export.State.WAITING)

    def for_second_person(self, user: User) -> Self:
        """Those of colleagues in a team that the user leads; never the user's own."""
        led = teams_for(user, Action.AGREE_TO_EXPORT)
        return self.filter(asked_by__in=User.objects.filter(memberships__team__in=led)).exclude(asked_by=user)

    def past_their_day(self) -> Self:
        """Those that nobody fetched, agreed to or could prepare in time."""
        now = timezone.now()
        return self.filter(
            Q(state=Export.State.READY, ready_at__lte=now - FETCH_WITHIN)
            | Q(state=Export.State.WAITING, asked_at__lte=now - AGREE_WITHIN)
            | Q(state=Export.State.PREPARING, begun_at__lte=now - PREPARE_WITHIN)
        )


# The file itself leaves no history: it is gone once it was fetched.
@pghistory.track(exclude=["content"])
class Export(models.Model):
    """A file that somebody takes out of Amparo: what for, for whom, about whom, and what has become of it."""

    class Of(models.TextChoices):
        CASES = "cases", _("Cases")
        PEOPLE = "people", _("People and groups")

    class Format(models.TextChoices):
        CSV = "csv", _("CSV: text with commas")
        XLSX = "xlsx", _("XLSX: a spreadsheet")

    class State(models.TextChoices):
        WAITING = "waiting", _("Waits for a second person")
        PREPARING = "preparing", _("Being prepared")
        READY = "ready", _("Ready")
        FETCHED = "fetched", _("Fetched")
        DIED = "died", _("Not fetched in time")
        REFUSED = "refused", _("Not agreed to")
        CANCELLED = "cancelled", _("Cancelled")
        VOID = "void", _("Not given out")

    public_id = models.UUIDField(_("public id"), default=uuid.uuid4, unique=True, editable=False)
    mark = models.CharField(_("mark"), max_length=8, unique=True, default=new_mark, editable=False)
    of = models.CharField(_("list"), max_length=6, choices=Of, editable=False)
    format = models.CharField(_("format"), max_length=4, choices=Format, default=Format.XLSX, editable=False)
    columns = ArrayField(models.CharField(max_length=30), verbose_name=_("columns"), editable=False)
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES, editable=False)
    purpose = EncryptedTextField(_("what it is for"), max_length=500, multiline=True, editable=False)
    recipient = EncryptedTextField(_("who receives it"), max_length=120, editable=False)
    # The filter in words, for whoever is to agree.
    selection = EncryptedTextField(_("which of them"), max_length=1000, default="", editable=False)
    # Whoever holds the key that belongs to it can open the file; empty where it is given out as it is.
    age_key = EncryptedTextField(_("key of the recipient"), max_length=100, default="", editable=False)
    # Numbers only, as in the record of reads: a file that was erased leaves its number here.
    subjects = ArrayField(models.BigIntegerField(), default=list, editable=False)
    cases = ArrayField(models.BigIntegerField(), default=list, editable=False)
    # How many people and groups were asked for: this many somebody agreed to.
    subject_count = models.PositiveIntegerField(_("people and groups"), editable=False)
    left_out = models.PositiveIntegerField(_("rows left out"), default=0, editable=False)
    state = models.CharField(_("state"), max_length=10, choices=State, editable=False)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("asked by"),
        editable=False,
        on_delete=models.PROTECT,
        related_name="exports",
    )
    asked_at = models.DateTimeField(_("asked at"), default=timezone.now, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("decided by"),
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    refusal = EncryptedTextField(_("why not"), max_length=500, default="", editable=False)
    begun_at = models.DateTimeField(_("begun at"), null=True, editable=False)
    ready_at = models.DateTimeField(_("ready at"), null=True, editable=False)
    ended_at = models.DateTimeField(_("ended at"), null=True, editable=False)
    content = EncryptedTextField(_("file"), null=True, editable=False)

    objects = ExportQuerySet.as_manager()

    # When a file that stands in it is erased, that it was taken out stays, for whom, and by whom; see `people.erasing`.
    file_by_number = "subjects"
    outlives_erasure = (
        *("public_id", "mark", "of", "format", "columns", "language", "recipient", "subjects", "cases"),
        *("subject_count", "left_out", "state", "asked_by", "asked_at", "decided_by", "begun_at", "ready_at"),
        "ended_at",
    )
    stops_erasure = (
        Q(state__in=["waiting", "preparing", "ready"]),
        _("A list in which they stand is being taken out: wait until it is fetched or has died, or have it cancelled."),
    )

    class Meta:
        verbose_name = _("export")
        verbose_name_plural = _("exports")
        ordering = ("-id",)
        indexes = [
            models.Index(fields=["asked_by", "-id"], name="export_newest_of_user"),
            models.Index(
                fields=["state", "asked_by"],
                name="export_under_way",
                condition=Q(state__in=["waiting", "preparing", "ready"]),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="large_export_has_a_second_person",
                condition=Q(subject_count__lte=ALONE_AT_MOST)
                | Q(state__in=["waiting", "cancelled", "died"])
                | Q(decided_by__isnull=False),
                violation_error_message=_("A second person must agree to a file about so many people."),
            ),
            models.CheckConstraint(
                name="nobody_agrees_to_their_own_export",
                condition=Q(decided_by=None) | ~Q(decided_by=F("asked_by")),
                violation_error_message=_("Nobody agrees to their own file: ask another supervisor."),
            ),
            models.CheckConstraint(
                name="export_holds_its_file_only_while_ready",
                condition=Q(state="ready", content__isnull=False, ready_at__isnull=False)
                | ~Q(state="ready") & Q(content__isnull=True),
                violation_error_message=_("A file is kept only while it is ready to be fetched."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {str(self.public_id)[:8]}"

    def get_absolute_url(self) -> str:
        """The page on which it is fetched."""
        return reverse("cases:export", args=[self.public_id])

    @property
    def needs_second_person(self) -> bool:
        """Whether it is about more people and groups than one may take out alone."""
        return self.subject_count > ALONE_AT_MOST

    @property
    def fetch_until(self) -> datetime | None:
        """When the file dies; None where there is none."""
        return self.ready_at + FETCH_WITHIN if self.ready_at else None

    @property
    def is_under_way(self) -> bool:
        """Whether something is still to become of it."""
        return self.state in (self.State.WAITING, self.State.PREPARING, self.State.READY)

    @property
    def file_name(self) -> str:
        """What the file is called: nothing that says what is in it."""
        return f"list-{str(self.public_id)[:8]}.{self.format}{'.age' if self.age_key else ''}"

    def end(self, state: State) -> None:
        """Come to an end, and let the file go. The caller saves."""
        if not self.is_under_way:
            raise ValidationError(_("This file was fetched or has come to its end: ask for it again."))
        self.state, self.content, self.ended_at = state, None, timezone.now()

    def agree(self, *, by: User) -> None:
        """Take somebody's agreement, or say why not. The caller saves."""
        self._require_decidable(by)
        self.decided_by, self.state, self.begun_at = by, self.State.PREPARING, timezone.now()

    def refuse(self, *, by: User, reason: str) -> None:
        """Take somebody's refusal, or say why not. The caller saves."""
        self._require_decidable(by)
        self.decided_by, self.refusal = by, reason
        self.end(self.State.REFUSED)

    def _require_decidable(self, by: User) -> None:
        if self.state != self.State.WAITING:
            raise ValidationError(_("This waits for nobody any more."))
        if by.pk == self.asked_by_id:
            raise ValidationError(_("Nobody agrees to their own file: ask another supervisor."))
