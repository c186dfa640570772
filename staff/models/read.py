"""The record of reads: who looked at what. Rows name what they speak of by number only, and so outlive it."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any, Self

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


def _ids() -> Any:
    return ArrayField(models.BigIntegerField(), default=list, editable=False)


class ReadQuerySet(models.QuerySet["Read"]):
    """The record, many rows at a time."""

    def of_day(self, day: date) -> Self:
        """What was read on one day of this house's time."""
        begin = timezone.make_aware(datetime.combine(day, time.min))
        return self.filter(at__gte=begin, at__lt=begin + timedelta(days=1))

    def about_file(self, pk: int) -> Self:
        """What opened, listed or asked for one file."""
        return self.filter(pk__in=Look.objects.at_file(pk).order_by().values("read"))

    def refused(self) -> Self:
        """What was asked for and not shown."""
        return self.filter(status__gte=400)


class Read(models.Model):
    """One page that showed somebody's file or was refused: who asked, when, from where, and whom it spoke of.

    The database fills in `at`, the place in the chain and the hash; see the migration `0002_record_of_reads`. A row is
    never changed or removed. Each reader's rows hang in one of the chains, so that readers do not queue for one lock.
    """

    SHOWN = 200

    at = models.DateTimeField(editable=False)
    # The number of the user who asked; empty where nobody was signed in.
    reader = models.BigIntegerField(null=True, editable=False)
    address = models.GenericIPAddressField(null=True, editable=False)
    # The name of the route, such as "people:detail". Never an address: that could name somebody.
    page = models.CharField(max_length=100, editable=False)
    # 200 shown; 403 and 404 refused and missing; 401 sign in again; 429 stopped until somebody releases it.
    status = models.PositiveSmallIntegerField(editable=False)
    opened = _ids()
    listed = _ids()
    opened_cases = _ids()
    listed_cases = _ids()
    # The masked field that was shown, as "people.stay.exact_place", and the row it belongs to.
    revealed = models.CharField(max_length=100, default="", editable=False)
    revealed_of = models.BigIntegerField(null=True, editable=False)
    # Keyed tokens of what was searched for, never its words.
    tokens = _ids()
    # The emergency accesses under which any of these files was seen.
    emergencies = ArrayField(models.BigIntegerField(), db_default=[], editable=False)
    shard = models.PositiveSmallIntegerField(editable=False)
    n = models.BigIntegerField(editable=False)
    previous = models.BinaryField(editable=False)
    hash = models.BinaryField(editable=False)

    objects = ReadQuerySet.as_manager()

    class Meta:
        verbose_name = _("read")
        verbose_name_plural = _("record of reads")
        constraints = [
            models.UniqueConstraint(fields=["shard", "n"], name="read_has_its_place_in_the_chain"),
            # The hash runs over these texts with a line break between them: none may hold one.
            models.CheckConstraint(
                name="read_names_page_and_field_in_plain_words",
                condition=Q(page__regex=r"^[A-Za-z0-9_:.-]*$", revealed__regex=r"^[a-z0-9_.]*$"),
                violation_error_message=_("A page and a field are named in plain letters."),
            ),
        ]
        indexes = [
            models.Index(fields=["reader", "at"], name="read_files_opened_lately", condition=~Q(opened=[])),
            # For auditors, who read the record by reader, by day, or what was refused, the newest first.
            models.Index(fields=["reader", "-id"], name="read_of_a_reader"),
            models.Index(fields=["-id"], name="read_refused", condition=Q(status__gte=400)),
            BrinIndex(fields=["at"], name="read_of_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.shard}/{self.n}"


class LookQuerySet(models.QuerySet["Look"]):
    """Looks, many at a time."""

    def at_file(self, pk: int) -> Self:
        """Those at one person or group, with what the record says of each."""
        return self.filter(thing=Look.Thing.SUBJECT, thing_id=pk).select_related("read")

    def at_case(self, pk: int) -> Self:
        """Those at one case, with what the record says of each."""
        return self.filter(thing=Look.Thing.CASE, thing_id=pk).select_related("read")

    def inside(self) -> Self:
        """Without those that only saw it in a list."""
        return self.exclude(how=Look.How.LISTED)


class Look(models.Model):
    """One look at one file or case: what the record says, turned round so that a file finds who looked at it.

    Written by the same trigger as the record; `manage.py verify_record` finds any that says something else.
    """

    class Thing(models.TextChoices):
        SUBJECT = "subject", _("File")
        CASE = "case", _("Case")

    class How(models.TextChoices):
        OPENED = "opened", _("Opened")
        LISTED = "listed", _("Seen in a list")
        REVEALED = "revealed", _("Kept-back value shown")
        TAKEN = "taken", _("Taken out in a file")
        REFUSED = "refused", _("Refused")

    thing = models.CharField(max_length=10, choices=Thing, editable=False)
    thing_id = models.BigIntegerField(editable=False)
    how = models.CharField(max_length=10, choices=How, editable=False)
    read = models.ForeignKey(
        Read, on_delete=models.DO_NOTHING, db_constraint=False, db_index=False, related_name="looks", editable=False
    )

    objects = LookQuerySet.as_manager()

    class Meta:
        verbose_name = _("look")
        verbose_name_plural = _("looks")
        indexes = [
            models.Index(fields=["thing", "thing_id", "-id"], name="look_at_a_thing"),
            models.Index(fields=["thing", "thing_id", "-id"], name="look_inside_a_thing", condition=~Q(how="listed")),
        ]

    def __str__(self) -> str:
        return f"{self.thing} {self.thing_id}"


class ChainHead(models.Model):
    """The end of one chain of the record. Whoever adds a row holds its lock until the page is answered."""

    shard = models.PositiveSmallIntegerField(primary_key=True, editable=False)
    n = models.BigIntegerField(editable=False)
    hash = models.BinaryField(editable=False)

    class Meta:
        verbose_name = _("chain of the record")
        verbose_name_plural = _("chains of the record")

    def __str__(self) -> str:
        return f"{self.shard}/{self.n}"
