"""How long files are kept once the work is over, and files that are kept longer."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

import pghistory
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case as Either
from django.db.models import Exists, F, Func, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from cases.models.case import Case, Outcome
from cases.models.request import RequestKind, SupportRequest
from people.models import Subject
from staff.encryption.fields import EncryptedTextField


class RetentionRuleQuerySet(models.QuerySet["RetentionRule"]):
    """Rules of the schedule, many at a time."""

    def get_by_natural_key(self, code: str) -> RetentionRule:
        """Find the rule that fixtures name by its code."""
        return self.get(code=code)

    def for_outer_case(self) -> Self:
        """The rules that fit the case of an outer query, the one that counts first.

        What names more of the case comes before what names less; among equals the longest, then review.
        """
        asked = SupportRequest.objects.filter(case=OuterRef(OuterRef("pk")), kind=OuterRef("request_kind"))
        fits = Q(outcome="") | Q(outcome=OuterRef("outcome"))
        named = Either(When(request_kind=None, then=Value(0)), default=Value(1)) + Either(
            When(outcome="", then=Value(0)), default=Value(1)
        )
        return (
            self.filter(fits)
            .filter(Q(request_kind=None) | Exists(asked))
            .order_by(named.desc(), F("months").desc(), F("then").desc(), "pk")
        )


@pghistory.track()
class RetentionRule(models.Model):
    """One line of the schedule: for this kind of case, so long after it was closed, this is due.

    A case has no kind of its own: it is of the kinds of its support requests, and of the outcome it ended with.
    """

    class Then(models.TextChoices):
        REVIEW = "review", pgettext_lazy("what is due", "Review")
        ERASE = "erase", _("Erasure")

    class RestsOn(models.TextChoices):
        LAW = "law", _("Law or regulation")
        AGREEMENT = "agreement", _("An agreement with a partner or funder")
        HOUSE = "house", _("Our own choice, to be confirmed")

    code = models.SlugField(_("code"), max_length=60, unique=True)
    request_kind = models.ForeignKey(
        RequestKind,
        verbose_name=_("with a support request of the kind"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Empty: whatever was asked for."),
    )
    outcome = models.CharField(
        _("that ended with"), max_length=16, choices=Outcome, blank=True, default="", help_text=_("Empty: however.")
    )
    months = models.PositiveSmallIntegerField(_("months after closing"))
    then = models.CharField(_("what is due then"), max_length=10, choices=Then, default=Then.REVIEW)
    rests_on = models.CharField(_("rests on"), max_length=10, choices=RestsOn, default=RestsOn.HOUSE)
    basis_en = models.CharField(
        _("what it rests on, English"),
        max_length=300,
        help_text=_("Which law, agreement or reason, and where it stands."),
    )
    basis_es = models.CharField(_("what it rests on, Spanish"), max_length=300)
    checked_on = models.DateField(
        _("last checked on"), null=True, blank=True, help_text=_("When somebody last looked whether it still holds.")
    )

    objects = RetentionRuleQuerySet.as_manager()

    class Meta:
        verbose_name = _("rule of the schedule")
        verbose_name_plural = _("retention schedule")
        ordering = ("request_kind", "outcome", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["request_kind", "outcome"],
                nulls_distinct=False,
                name="one_rule_per_kind_of_case",
                violation_error_message=_("The schedule has a rule for this kind of case already: change that one."),
            ),
            models.CheckConstraint(
                name="a_file_is_kept_a_month_at_least",
                condition=Q(months__gte=1),
                violation_error_message=_("A file is kept a month at least."),
            ),
        ]

    def __str__(self) -> str:
        return self.code

    def natural_key(self) -> tuple[str]:
        """Fixtures name a rule by its code."""
        return (self.code,)

    natural_key.dependencies = ["cases.requestkind"]  # type: ignore[attr-defined]

    @property
    def basis(self) -> str:
        """What it rests on, in the reader's language."""
        return self.basis_es if (get_language() or "").startswith("es") else self.basis_en


@pghistory.track()
class LongerKeeping(models.Model):
    """A review found that a file is needed longer: until when, and why."""

    subject = models.ForeignKey(
        Subject, verbose_name=_("subject"), on_delete=models.PROTECT, related_name="kept_longer"
    )
    until = models.DateField(_("kept until"))
    reason = EncryptedTextField(_("why it is needed longer"), max_length=500, multiline=True)
    decided_at = models.DateTimeField(_("decided at"), default=timezone.now, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("decided by"),
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )

    class Meta:
        verbose_name = _("longer keeping")
        verbose_name_plural = _("longer keepings")
        ordering = ("-decided_at", "-id")
        indexes = [models.Index(fields=["subject", "-until"], name="kept_longer_until")]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"

    def clean(self) -> None:
        """A day that is still to come."""
        if self.until is not None and self.until <= timezone.localdate():
            raise ValidationError({"until": _("Choose a day that is still to come.")})


def due_files(cases: QuerySet[Case], *, on: date) -> QuerySet[Case]:
    """One case for each file that is due by `on`: the last that was closed, with `due_on`, `then` and `rule`.

    A file is due when every case on it is closed and its time is over, and no review has put it off. `cases` are those
    that the reader may know of.
    """
    ruled = _ruled(Case.objects.filter(subject=OuterRef("subject")))
    not_yet = ruled.filter(Q(closed_on=None) | Q(due_on__gt=on) | Q(due_on=None))
    later = Case.objects.filter(subject=OuterRef("subject")).filter(
        Q(closed_on__gt=OuterRef("closed_on")) | Q(closed_on=OuterRef("closed_on"), pk__gt=OuterRef("pk"))
    )
    longer = LongerKeeping.objects.filter(subject=OuterRef("subject"), until__gt=on)
    closed = cases.filter(closed_on__isnull=False, subject__erased_on=None)
    found = closed.filter(~Exists(later), ~Exists(longer), ~Exists(not_yet))
    due: QuerySet[Case] = _ruled(found).filter(due_on__lte=on)
    return due


def _ruled(cases: QuerySet[Any]) -> QuerySet[Any]:
    """Cases with the rule that counts for each, what is due by it, and when; all empty where no rule fits."""
    rules = RetentionRule.objects.for_outer_case()
    months = Func(Value(0), F("kept_months"), function="make_interval", output_field=models.DurationField())
    ruled: QuerySet[Any] = cases.annotate(
        rule=Subquery(rules.values("pk")[:1]),
        kept_months=Subquery(rules.values("months")[:1]),
        then=Subquery(rules.values("then")[:1]),
    ).annotate(due_on=Cast(F("closed_on") + months, models.DateField()))
    return ruled
