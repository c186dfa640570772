from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Self

import pghistory
import pgtrigger
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.models import Subject
from staff.encryption.fields import EncryptedTextField
from staff.models import Team

if TYPE_CHECKING:
    from staff.models import User

# A case that nobody looked after for this long is shown as untouched.
IDLE_AFTER = timedelta(days=30)
FAR_FUTURE = date(9999, 12, 31)


class Stage(models.TextChoices):
    """Where the work on a case stands."""

    INTAKE = "intake", _("Intake")
    ASSESSMENT = "assessment", _("Assessment")
    PLAN = "plan", _("Plan")
    ACTION = "action", _("Action")
    FOLLOW_UP = "follow-up", _("Follow-up")
    CLOSED = "closed", _("Closed")


# Work may step back a stage when it turns out to rest on too little. Closing and reopening are acts of their own.
NEXT: dict[str, tuple[Stage, ...]] = {
    Stage.INTAKE: (Stage.ASSESSMENT,),
    Stage.ASSESSMENT: (Stage.PLAN, Stage.INTAKE),
    Stage.PLAN: (Stage.ACTION, Stage.ASSESSMENT),
    Stage.ACTION: (Stage.FOLLOW_UP, Stage.PLAN),
    Stage.FOLLOW_UP: (Stage.ACTION,),
    Stage.CLOSED: (),
}


class Level(models.IntegerChoices):
    """How much is at stake; higher is worse, so that lists sort by it."""

    NOT_ASSESSED = 0, _("Not assessed")
    LOW = 1, _("Low")
    MEDIUM = 2, _("Medium")
    HIGH = 3, _("High")
    CRITICAL = 4, _("Critical")


class NextActor(models.TextChoices):
    """Who must act next."""

    US = "us", _("We")
    PERSON = "person", _("The person or group")
    PARTNER = "partner", _("A partner organisation")
    AUTHORITY = "authority", _("An authority")
    COURT = "court", _("A court")


class Outcome(models.TextChoices):
    """How the work on a case ended."""

    GOALS_ACHIEVED = "goals-achieved", _("Goals achieved")
    PARTLY = "partly", _("Goals partly achieved")
    WITHDREW = "withdrew", _("They no longer wish for our help")
    LOST_CONTACT = "lost-contact", _("Contact lost")
    TRANSFERRED = "transferred", _("Taken on by others")
    INELIGIBLE = "ineligible", _("Outside what we do")
    DECEASED = "deceased", _("Deceased")
    OTHER = "other", _("Other")


class CaseQuerySet(models.QuerySet["Case"]):
    """Cases, many at a time."""

    def get_by_natural_key(self, reference: str) -> Case:
        """Find the case that fixtures name by its reference."""
        return self.get(reference=reference)

    def visible_to(self, user: User) -> Self:
        """Cases on subjects whose file this user may know of."""
        return self.filter(subject__in=Subject.objects.visible_to(user))

    def open(self) -> Self:
        """Cases still being worked on."""
        return self.filter(closed_on=None)

    def assigned_to(self, user: User) -> Self:
        """Cases this user is the caseworker of."""
        return self.filter(caseworker=user)

    def waiting_on_us(self) -> Self:
        """Open cases in which we must act next, or nobody has said who must."""
        return self.open().filter(next_actor__in=[NextActor.US, ""])

    def waiting_on_others(self) -> Self:
        """Open cases in which someone else must act next."""
        return self.open().exclude(next_actor__in=[NextActor.US, ""])

    def due_by(self, day: date) -> Self:
        """Open cases whose next step is due on `day` or before."""
        return self.open().filter(next_due_on__lte=day)

    def overdue(self) -> Self:
        """Open cases whose next step should have been taken before today."""
        return self.open().filter(next_due_on__lt=timezone.localdate())

    def idle(self) -> Self:
        """Open cases that nobody touched for 30 days."""
        return self.open().filter(last_activity_at__lt=timezone.now() - IDLE_AFTER)


@pghistory.track(exclude=["due_key"])
class Case(models.Model):
    """One file of work on one subject."""

    reference = models.CharField(
        _("reference"),
        max_length=20,
        unique=True,
        validators=[RegexValidator(r"^AMP-\d{4}-\d{6}$", _("A reference looks like AMP-2026-000001."))],
    )
    subject = models.ForeignKey(Subject, verbose_name=_("subject"), on_delete=models.PROTECT, related_name="cases")
    team = models.ForeignKey(Team, verbose_name=_("team"), on_delete=models.PROTECT, related_name="cases")
    caseworker = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("caseworker"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="cases",
    )
    stage = models.CharField(_("stage"), max_length=12, choices=Stage, default=Stage.INTAKE)
    stage_since = models.DateField(_("in this stage since"), default=timezone.localdate)
    priority = models.PositiveSmallIntegerField(_("priority"), choices=Level, default=Level.NOT_ASSESSED)
    risk = models.PositiveSmallIntegerField(_("risk"), choices=Level, default=Level.NOT_ASSESSED)
    next_actor = models.CharField(_("who must act next"), max_length=10, choices=NextActor, blank=True, default="")
    next_step = EncryptedTextField(_("next step"), max_length=200, blank=True, default="")
    next_due_on = models.DateField(_("next step due on"), null=True, blank=True)
    opened_on = models.DateField(_("opened on"), default=timezone.localdate)
    last_activity_at = models.DateTimeField(_("last activity"), default=timezone.now)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    outcome = models.CharField(_("outcome"), max_length=16, choices=Outcome, blank=True, default="")
    # What is due first comes first; what has no due day comes last. Never empty, so that lists can page by it.
    due_key = models.GeneratedField(
        expression=Coalesce(F("next_due_on"), models.Value(FAR_FUTURE)),
        output_field=models.DateField(),
        db_persist=True,
    )

    objects = CaseQuerySet.as_manager()

    # When the file is erased its cases go on counting: how far they came, how they ended, and how long they took.
    outlives_erasure = (
        *("reference", "subject", "team", "caseworker", "stage", "stage_since", "opened_on", "closed_on", "outcome"),
        "last_activity_at",
    )
    stops_erasure = (Q(closed_on=None), _("A case about them is still open: close it first."))

    class Meta:
        verbose_name = _("case")
        verbose_name_plural = _("cases")
        ordering = ("due_key", "id")
        indexes = [
            models.Index(fields=["team", "due_key", "id"], name="case_most_urgent", condition=Q(closed_on=None)),
            models.Index(fields=["due_key", "id"], name="case_by_urgency"),
            models.Index(fields=["-last_activity_at", "-id"], name="case_by_activity"),
            models.Index(fields=["-opened_on", "-id"], name="case_by_opening"),
            models.Index(fields=["caseworker", "due_key", "id"], name="case_of_caseworker"),
            models.Index(fields=["stage", "due_key", "id"], name="case_in_stage"),
            models.Index(fields=["closed_on", "id"], name="case_closed_longest", condition=Q(closed_on__isnull=False)),
        ]
        constraints = [
            models.CheckConstraint(
                name="closed_case_has_an_outcome_and_a_day",
                condition=(Q(stage="closed", closed_on__isnull=False) & ~Q(outcome=""))
                | (~Q(stage="closed") & Q(closed_on=None, outcome="")),
                violation_error_message=_("A closed case has an outcome and a day; an open one has neither."),
            ),
            models.CheckConstraint(
                name="case_closes_after_it_opens",
                condition=Q(closed_on=None) | Q(closed_on__gte=F("opened_on")),
                violation_error_message=_("A case cannot close before it was opened."),
            ),
            models.CheckConstraint(
                name="case_reference_is_well_formed",
                condition=Q(reference__regex=r"^AMP-[0-9]{4}-[0-9]{6}$"),
                violation_error_message=_("A reference looks like AMP-2026-000001."),
            ),
        ]
        triggers = [pgtrigger.Protect(name="case_is_never_deleted", operation=pgtrigger.Delete)]

    def __str__(self) -> str:
        return self.reference

    def get_absolute_url(self) -> str:
        """The page of this case."""
        return reverse("cases:detail", args=[self.reference])

    def natural_key(self) -> tuple[str]:
        """Fixtures name a case by its reference."""
        return (self.reference,)

    @property
    def is_open(self) -> bool:
        """Whether the work goes on."""
        return self.closed_on is None

    @property
    def is_overdue(self) -> bool:
        """Whether the next step should have been taken before today."""
        return self.is_open and self.next_due_on is not None and self.next_due_on < timezone.localdate()

    @property
    def days_in_stage(self) -> int:
        """Whole days in the present stage."""
        return max((timezone.localdate() - self.stage_since).days, 0)

    def move_to(self, stage: Stage) -> None:
        """Take another stage, or say why not. The caller saves."""
        if stage not in NEXT[self.stage]:
            raise ValidationError(
                _("A case cannot go from %(now)s to %(then)s.") % {"now": Stage(self.stage).label, "then": stage.label}
            )
        self.stage = stage
        self.stage_since = timezone.localdate()

    def close(self, outcome: Outcome, *, open_requests: int) -> None:
        """End the work, or say why not. The caller saves."""
        if not self.is_open:
            raise ValidationError(_("This case is already closed."))
        if open_requests:
            raise ValidationError(
                _("Settle every support request first: %(count)s still open.") % {"count": open_requests}
            )
        self.stage = Stage.CLOSED
        self.stage_since = timezone.localdate()
        self.closed_on = timezone.localdate()
        self.outcome = outcome
        self.next_actor = ""
        self.next_step = ""
        self.next_due_on = None

    def reopen(self) -> None:
        """Take the work up again at assessment, or say why not. The caller saves."""
        if self.is_open:
            raise ValidationError(_("This case is open: there is nothing to reopen."))
        if self.subject.is_erased:
            raise ValidationError(_("The file was erased: there is nobody to work for."))
        self.stage = Stage.ASSESSMENT
        self.stage_since = timezone.localdate()
        self.closed_on = None
        self.outcome = ""
